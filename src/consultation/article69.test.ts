import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from './answer-value.ts';
import type { Consultation, Localized, Question } from './definition.ts';
import { consultationFileNames } from './files.ts';
import structure from './fixtures/article69-structure.json' with { type: 'json' };
import { axisByNumber, axisStatus, relevantQuestions } from './inspect.ts';
import { consultationOf, problemsOf } from './test-support/mini.ts';

const FOLDER = new URL('../../consultations/article69/', import.meta.url);
const files = Object.fromEntries(
  consultationFileNames(readdirSync(FOLDER)).map(name => [name, readFileSync(new URL(name, FOLDER), 'utf8')]),
);
const consultation = consultationOf(files);

/** Every text that a contributor may read, with where it stands. */
function textsOf(holder: unknown, path = ''): readonly (readonly [path: string, text: Localized])[] {
  if (typeof holder !== 'object' || holder === null) return [];
  if ('fr' in holder) return [[path, holder as Localized]];
  return Object.entries(holder).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

/** A question as the fixture writes it. */
function outline(question: Question): object {
  const { type, part, section, relevantText, choicesFrom, max, range, choices, fields } = question;
  const marks = (choice: Question['choices'][number]) =>
    [
      choice.name,
      ...(choice.text ? ['text'] : []),
      ...(choice.exclusive ? ['exclusive'] : []),
      choice.code ?? [],
    ].flat();
  const all = {
    type,
    part,
    section,
    required: question.required ? undefined : false,
    relevant: relevantText,
    choicesFrom,
    max,
    range,
    choices: choices.length > 0 ? choices.map(choice => marks(choice).join(':')) : undefined,
    fields: fields.length > 0 ? fields.map(field => `${field.name}:${field.type}`) : undefined,
    followUp: question.followUp ? true : undefined,
    hint: question.hint ? true : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

describe('article 69', () => {
  it('has no problem, not even a warning', () => {
    expect(problemsOf(files)).toEqual([]);
  });

  it('keeps the names, types, choices and conditions that exports and drafts rely on', () => {
    const outlined = Object.fromEntries(
      consultation.axes.map(axis => [
        String(axis.number),
        Object.fromEntries(axis.questions.map(question => [question.name, outline(question)])),
      ]),
    );
    expect(outlined).toEqual(structure);
    expect(consultation.axes.map(axis => axis.questions.length)).toEqual([9, 10, 9, 19, 24, 23]);
  });

  it('says everything in French, plain French and English', () => {
    expect(consultation.languages).toEqual(['fr', 'fr-simple', 'en']);
    const texts = textsOf(consultation);
    expect(texts.length).toBeGreaterThan(400);
    for (const [path, text] of texts) {
      expect(Object.keys(text), path).toEqual(['fr', 'fr-simple', 'en']);
      for (const words of Object.values(text)) expect(words.trim(), path).not.toBe('');
    }
  });

  it('has plain French of its own: shorter sentences, and no copy where French is long', () => {
    const labels = textsOf(consultation.axes).map(([, text]) => [text['fr'] ?? '', text['fr-simple'] ?? ''] as const);
    const long = labels.filter(([french]) => french.split(/\s+/).length > 6);
    expect(long.filter(([french, plain]) => french === plain)).toEqual([]);
    const sentences = (text: string) => text.split(/[.?!:]\s+/);
    const longest = labels.flatMap(([, plain]) => sentences(plain)).map(words => words.split(/\s+/).length);
    expect(Math.max(...longest)).toBeLessThanOrEqual(16);
    const notice = consultation.notice.full['fr-simple'] ?? '';
    const wordsASentence = (text: string) => text.split(/\s+/).length / text.split(/[.?!]\s+/).length;
    expect(wordsASentence(notice)).toBeLessThan(wordsASentence(consultation.notice.full['fr'] ?? '') * 0.7);
  });

  it('never says to contributors what the robot does not say', () => {
    const texts = textsOf(consultation).flatMap(([path, text]) =>
      [text['fr'] ?? '', text['fr-simple'] ?? ''].map(words => [path, words] as const),
    );
    const banned = /\b(erreur|invalide|session|consentement|axes?)\b|·|’/i;
    expect(texts.filter(([, words]) => banned.test(words))).toEqual([]);
  });

  it('has action sheets of which every section is fed', () => {
    const sheets = consultation.axes.filter(axis => axis.actionSheet);
    expect(sheets.map(axis => axis.number)).toEqual([4, 5, 6]);
    expect(consultation.sections).toHaveLength(16);
    for (const axis of sheets) {
      const fed = new Set(axis.questions.map(question => question.section));
      expect(consultation.sections.filter(section => !fed.has(section.name))).toEqual([]);
    }
  });

  it('gives the notice the facts that the law wants', () => {
    const { notice } = consultation;
    expect(notice).toMatchObject({ contact: 'dpo@example.org', minimumAge: 15 });
    for (const text of Object.values(notice.full)) {
      for (const fact of [
        /6[.(]1[.)]*[.(]?e/,
        /CNIL/,
        /dpo@example\.org/,
        /12 mo/,
        /24 (juin|June) 2027/,
        /\b15\b/,
        /Slack/,
      ]) {
        expect(text).toMatch(fact);
      }
      expect(text.length).toBeLessThan(6000);
    }
  });

  it('closes on 24 March at midnight in Paris', () => {
    expect(consultation.opening).toEqual({ opens: null, closes: '2027-03-24T23:00:00.000Z' });
    expect(axisStatus(consultation, 4, '2027-03-24T22:59:59.999Z')).toBe('open');
    expect(axisStatus(consultation, 4, '2027-03-24T23:00:00Z')).toBe('closed');
    expect(consultation).toMatchObject({
      synthesisDay: '2027-04-15',
      replyDay: '2027-06-30',
      draftsKeptUntilDay: '2027-06-24',
      pauseAfterMinutes: 120,
      quietWindowSeconds: 4,
      followUpUnderWords: 6,
      minutesPerAxis: 10,
    });
  });

  it('asks whoever does not know how far the assessment is what they would do', () => {
    const asked = (name: string) => namesAsked(consultation, 1, { avancement: { kind: 'choices', names: [name] } });
    expect(asked('nsp')).toContain('methode_envisagee');
    expect(asked('nsp')).not.toContain('methode');
    expect(asked('cours')).toContain('methode');
    expect(namesAsked(consultation, 1, {})).not.toContain('methode_envisagee');
  });

  it('asks which service comes first only of whoever chose several', () => {
    const asked = (...names: string[]) => namesAsked(consultation, 2, { services: { kind: 'choices', names } });
    expect(asked('sante', 'emploi')).toContain('premier');
    expect(asked('sante')).not.toContain('premier');
    expect(asked('nsp')).not.toContain('besoin');
    expect(asked('tous')).toContain('besoin');
    expect(asked('tous')).not.toContain('aujourdhui');
  });

  it('asks about services where there is a place, even one that is only about counted', () => {
    const asked = (lieux: AnswerValue) => namesAsked(consultation, 4, { lieux });
    expect(asked({ kind: 'number', value: 10, approximate: true })).toContain('services');
    expect(asked({ kind: 'number', value: 0, approximate: false })).not.toContain('services');
    expect(asked({ kind: 'dont_know' })).not.toContain('services');
  });
});

function namesAsked(
  of: Consultation,
  number: number,
  answers: Readonly<Record<string, AnswerValue>>,
): readonly string[] {
  const axis = axisByNumber(of, number);
  return axis ? relevantQuestions(axis, name => answers[name], []).map(question => question.name) : [];
}
