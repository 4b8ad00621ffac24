/** What is read of a voice message before anybody transcribed it, and after: in exports, on the site, in syntheses. */
import { describe, expect, test } from 'vitest';
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Axis } from '#consultation/definition.ts';
import { EVERYTHING } from '#synthesis/review/body.ts';
import { readAnswers } from '../import/read-cells.ts';
import { textsOf } from '../moderation/check-new.ts';
import { answerTexts } from '../publication/answer-texts.ts';
import { answerReader } from '../publication/sheets/context.ts';
import { readAxis } from '../publication/syntheses/read-axis.ts';
import { contribution, createReviewBench, text } from '../test-support/contributions.ts';
import { CONSULTATION } from '../test-support/parts.ts';
import { plainAnswer } from './plain-answer.ts';
import { answerCells, describedColumns } from './question-columns.ts';

const AXIS = CONSULTATION.axes.find(axis => axis.number === 4) as Axis;
const CHANGE = AXIS.questions.find(({ name }) => name === 'changement') as Axis['questions'][number];
const SERVICE = { by: 'service', name: 'whisper-large-v3' } as const;
const waiting = (words = ''): AnswerValue => ({
  kind: 'voice',
  recordings: [
    { fileId: null, seconds: 42 },
    { fileId: null, seconds: 5 },
  ],
  text: words,
});
const transcribed: AnswerValue = { kind: 'text', text: 'Une permanence.', transcribed: [{ by: 'person' }, SERVICE] };

describe('a voice message in an export', () => {
  test('has columns of its own at every open question, and no other, described in the dictionary', () => {
    const columns = describedColumns([AXIS], 'fr', false);
    const names = columns.map(({ name }) => name).filter(name => /\.(?:vocal|transcription)$/.test(name));
    expect(names).toContain('a4.changement.vocal');
    expect(names).toContain('a4.changement.transcription');
    expect(names.some(name => name.startsWith('a4.publics.'))).toBe(false);
    expect(columns.find(({ name }) => name === 'a4.changement.etat')?.description).toContain('a_transcrire');
  });

  test.each([
    [
      'waiting',
      { value: waiting(), texts: [] },
      { 'a4.changement.etat': 'a_transcrire', 'a4.changement.vocal': ['42', '5'] },
    ],
    [
      'waiting, with words beside',
      { value: waiting('et le soir'), texts: ['et le soir'] },
      {
        'a4.changement': 'et le soir',
        'a4.changement.etat': 'a_transcrire',
        'a4.changement.vocal': ['42', '5'],
        'a4.changement.brut': 'et le soir',
      },
    ],
    [
      'transcribed',
      { value: transcribed, texts: ['Une permanence.'] },
      {
        'a4.changement': 'Une permanence.',
        'a4.changement.etat': 'repondu',
        'a4.changement.transcription': 'personne ; service whisper-large-v3',
        'a4.changement.brut': 'Une permanence.',
      },
    ],
  ])('%s: fills its cells, and an import reads them back', (_what, answer, cells) => {
    expect(answerCells(4, 'changement', answer)).toEqual(cells);
    expect(readAnswers(cells, AXIS)).toEqual({ changement: answer });
    const relance = Object.fromEntries(
      Object.entries(cells).map(([name, cell]) => [name.replace('a4.changement', 'a4.changement.relance'), cell]),
    );
    expect(answerCells(4, 'changement.relance', answer)).toEqual(relance);
    expect(readAnswers(relance, AXIS)).toEqual({ 'changement.relance': answer });
  });

  test('says nothing to other tools before it was transcribed but what was written beside', () => {
    expect([waiting(), waiting('le soir'), transcribed].map(value => plainAnswer(value, CHANGE, 'fr'))).toEqual([
      null,
      'le soir',
      'Une permanence.',
    ]);
  });
});

test('a voice message is published once it was transcribed, never before', () => {
  const reader = answerReader(createReviewBench([]).context);
  const published = (value: AnswerValue) => answerTexts(reader, AXIS, CHANGE, value);
  expect([published(waiting()), published(waiting('le soir')), published(transcribed)]).toEqual([
    [],
    ['le soir'],
    ['Une permanence.'],
  ]);
});

test('the rules of moderation read what was transcribed, and nothing of what was not', () => {
  const texts = (value: AnswerValue) => textsOf(contribution(1, { changement: value }).version.body);
  expect([texts(waiting()), texts(transcribed)]).toEqual([[], ['Une permanence.']]);
});

test('a synthesis reads none that waits, and counts them', async () => {
  const { context } = createReviewBench([
    contribution(1, { changement: waiting() }),
    contribution(2, { changement: transcribed }),
    contribution(3, { changement: text('Du pain.') }),
  ]);
  const { open, figures } = await readAxis(context, AXIS, EVERYTHING);
  const read = open.find(({ question }) => question === 'changement')?.texts ?? [];
  expect(read.map(({ text: of }) => of)).toEqual(['Une permanence.', 'Du pain.']);
  expect(figures).toMatchObject({ contributions: 3, voices: 2 });
});
