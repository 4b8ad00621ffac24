import { expect, it } from 'vitest';
import type { OutboundMessage } from '#messaging/index.ts';
import { isPollResponse, POLL, pollAnswered, pollChoices, pollOf } from './polls.ts';

const vote: OutboundMessage = {
  id: 'm1',
  to: { platform: 'matrix', workspace: 'ville.fr', channel: '!salon:ville.fr', thread: '$fil', userId: '' },
  visibility: 'public',
  text: '1. Ouvrir le samedi\n2. Former',
  lang: 'fr',
  choices: [
    { id: 'w.v1.1@W', label: '1. Ouvrir le samedi' },
    { id: 'w.v1.2@W', label: '2. Former' },
  ],
  choicesMax: 1,
  question: null,
  progress: null,
  files: [],
  replyTo: null,
  mentions: 'none',
  ownNumbers: true,
};

it('makes a poll of a vote only, in its thread, with its words for clients that show none', () => {
  const poll = pollOf(vote);
  expect(poll).toMatchObject({
    [POLL]: { max_selections: 1, answers: [{ id: 'w.v1.1@W' }, { id: 'w.v1.2@W' }] },
    'm.relates_to': { rel_type: 'm.thread', event_id: '$fil' },
    'm.mentions': {},
  });
  expect(poll?.['org.matrix.msc1767.text']).toMatch(/1\. Ouvrir le samedi\n2\. Former$/u);
  const { ownNumbers: _own, ...question } = vote;
  expect(pollOf(question)).toBeNull();
});

it('reads responses by both names, and of them only what the poll offers, as often as it lets', () => {
  const poll = pollOf(vote) ?? {};
  const choices = (content: object): readonly string[] => pollChoices(poll, content as Record<string, unknown>);
  expect(choices({ 'org.matrix.msc3381.poll.response': { answers: ['w.v1.2@W'] } })).toEqual(['w.v1.2@W']);
  expect(choices({ 'm.selections': ['w.v1.2@W'] })).toEqual(['w.v1.2@W']);
  expect(choices({ 'm.selections': ['w.validate@W', 'w.v1.2@W', 'w.v1.1@W'] })).toEqual(['w.v1.2@W']);
  for (const spoiled of [{}, { 'm.selections': 'w.v1.1@W' }, { 'm.selections': [7] }, { 'm.selections': ['x'] }])
    expect(choices(spoiled)).toEqual([]);
  expect(pollChoices({}, { 'm.selections': ['w.v1.1@W'] })).toEqual([]);
});

it('knows what a response is to', () => {
  expect(['m.poll.response', 'org.matrix.msc3381.poll.response', 'm.poll.start'].map(isPollResponse)).toEqual([
    true,
    true,
    false,
  ]);
  expect(pollAnswered({ 'm.relates_to': { rel_type: 'm.reference', event_id: '$1' } })).toBe('$1');
  expect(pollAnswered({ 'm.relates_to': { rel_type: 'm.thread', event_id: '$1' } })).toBeNull();
});
