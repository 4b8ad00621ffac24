/**
 * PURE: polls, where a workshop votes. The list stands numbered in the message before, so that whoever sees no poll votes
 * by number; the event of the poll carries its text too.
 */
import type { OutboundMessage } from '#messaging/index.ts';
import { LIMITS } from './limits.ts';
import { type Content, objectOf, textOf } from './payloads.ts';
import { related } from './render.ts';
import { wordsFor } from './words.ts';
import { z } from 'zod';

/** The names that clients know; the stable ones are read too. */
export const POLL = 'org.matrix.msc3381.poll.start';
const RESPONSES: ReadonlySet<string> = new Set(['org.matrix.msc3381.poll.response', 'm.poll.response']);
const TEXT = 'org.matrix.msc1767.text';

const Answers = z.array(z.string().max(64)).max(LIMITS.pollAnswers);
const Start = z.object({
  max_selections: z.number().int().positive().catch(1),
  answers: z.array(z.object({ id: z.string() })),
});

/** null for a message that is no vote. */
export function pollOf({ choices, choicesMax, ownNumbers, lang, to }: OutboundMessage): Content | null {
  if (ownNumbers !== true || choices.length === 0) return null;
  const question = wordsFor(lang).poll;
  const answers = choices.slice(0, LIMITS.pollAnswers).map(({ id, label }) => ({ id, [TEXT]: label }));
  const lines = answers.map(answer => answer[TEXT]);
  return {
    [POLL]: {
      question: { [TEXT]: question },
      // What others chose is told once all have: it must lead nobody.
      kind: 'org.matrix.msc3381.poll.undisclosed',
      max_selections: choicesMax,
      answers,
    },
    [TEXT]: [question, ...lines].join('\n'),
    'm.mentions': {},
    ...related({ thread: to.thread, replyTo: null }),
  };
}

export function isPollResponse(type: string): boolean {
  return RESPONSES.has(type);
}

/** The poll that a response is to; null where it names none. */
export function pollAnswered(content: Content): string | null {
  const relates = objectOf(content, 'm.relates_to');
  return textOf(relates, 'rel_type') === 'm.reference' ? textOf(relates, 'event_id') : null;
}

/** What is chosen among the poll's own answers, as many as it takes; empty for a spoiled response. */
export function pollChoices(poll: Content, response: Content): readonly string[] {
  const start = Start.safeParse(poll[POLL]).data;
  const given = response['m.selections'] ?? objectOf(response, 'org.matrix.msc3381.poll.response')['answers'];
  const chosen = Answers.safeParse(given).data;
  if (start === undefined || chosen === undefined) return [];
  const offered = new Set(start.answers.map(({ id }) => id));
  return [...new Set(chosen)].filter(id => offered.has(id)).slice(0, start.max_selections);
}
