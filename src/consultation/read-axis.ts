/** Reads one axis: its parts, its questions in the order they are asked, and what they feed. */
import type { Axis, Lang, Part, Question } from './definition.ts';
import { LIMITS } from './limits.ts';
import type { Path } from './problem.ts';
import { type ChoiceLists, reportDuplicates } from './read-choices.ts';
import { type Entry, readConditions } from './read-conditions.ts';
import { readQuestion } from './read-question.ts';
import { RESERVED_WORDS } from './condition.ts';
import type { Report, Source } from './report.ts';
import { axisShape, questionShape, type RawAxis, type RawText } from './shape.ts';
import { readShape } from './shape-problems.ts';
import { didYouMean } from './suggestion.ts';
import { type Languages, Texts } from './texts.ts';

export interface AxisContext {
  readonly languages: Languages | undefined;
  readonly lists: ChoiceLists | undefined;
  /** Undefined where the consultation's sections could not be read: nothing is then said of them. */
  readonly sections: readonly string[] | undefined;
}

/** The axis as it will be, but for its revision. */
export type UnhashedAxis = Omit<Axis, 'revision'>;

/** What can be read is returned even where problems were reported; undefined where it is not even an axis. */
export function readAxis(source: Source, context: AxisContext, report: Report): UnhashedAxis | undefined {
  const raw = readShape(axisShape, source.value, source, [], report);
  const loose: LooseAxis | undefined = raw ?? looseAxis(source.value);
  if (!loose) return undefined;
  const texts = new Texts(context.languages, report);
  const parts = readParts(loose, source, texts, report);
  const questions = readQuestions(loose, parts, source, texts, context, report);
  checkParts(loose, parts, source, report);
  if (loose.action_sheet) checkFed(loose, source, context, report);
  for (const { question, path } of questions) checkLength(question, path, source, report);
  const title = loose.title === undefined ? {} : texts.read(loose.title, source, ['title']);
  // The theme is also the label of a choice.
  const theme =
    loose.theme === undefined ? {} : texts.read(loose.theme, source, ['theme'], { max: LIMITS.choiceChars });
  if (!raw) return undefined;
  return {
    number: raw.axis,
    slug: raw.slug,
    title,
    theme,
    actionSheet: raw.action_sheet ?? false,
    parts,
    questions: questions.map(({ question }) => question),
  };
}

/** An axis with a fault in its heading still has other things to look at. */
type LooseAxis = Pick<RawAxis, 'questions' | 'parts' | 'action_sheet'> & Partial<Pick<RawAxis, 'title' | 'theme'>>;

function looseAxis(value: unknown): LooseAxis | undefined {
  const loose = axisShape.pick({ questions: true }).loose().safeParse(value);
  if (!loose.success) return undefined;
  const held = loose.data as Record<string, unknown>;
  const parts = axisShape.shape.parts.safeParse(held['parts']);
  // Parts that do not fit still have names that questions may bear.
  const names = namesOf(held['parts']).map(name => ({ name }));
  return {
    questions: loose.data.questions,
    parts: parts.success ? parts.data : names.length > 0 ? names : undefined,
    action_sheet: held['action_sheet'] === true,
    ...fitting('title', held),
    ...fitting('theme', held),
  };
}

function fitting(key: 'title' | 'theme', held: Record<string, unknown>): Partial<Record<typeof key, RawText>> {
  const read = axisShape.shape[key].safeParse(held[key]);
  return read.success ? { [key]: read.data } : {};
}

function namesOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.flatMap(item => textOf(item, 'name') ?? []) : [];
}

/** A text of something that did not fit its shape. */
function textOf(value: unknown, key: string): string | undefined {
  const text = (value as Record<string, unknown> | null | undefined)?.[key];
  return typeof text === 'string' ? text : undefined;
}

function readParts(raw: Pick<RawAxis, 'parts'>, source: Source, texts: Texts, report: Report): readonly Part[] {
  if (!raw.parts) return [{ name: 'coeur', optional: false }];
  reportDuplicates(raw.parts, source, ['parts'], 'la partie', report);
  const last = raw.parts.length - 1;
  return raw.parts.map(({ name, label, optional }, i) => {
    const path = ['parts', i];
    if (optional && (i !== last || last === 0)) {
      const message = "seule la dernière partie peut être facultative, après une qui ne l'est pas : déplacez-la";
      report.add(source, [...path, 'optional'], 'optional_part', message, { on: 'key' });
    }
    if (optional && label === undefined) {
      const message = 'une partie facultative est proposée : ajoutez « label », la phrase qui la propose';
      report.add(source, path, 'optional_part', message);
    }
    return {
      name,
      ...(label === undefined ? {} : { label: texts.read(label, source, [...path, 'label']) }),
      optional: optional ?? false,
    };
  });
}

interface Placed {
  readonly question: Question;
  readonly path: Path;
}

function readQuestions(
  raw: Pick<RawAxis, 'questions'>,
  parts: readonly Part[],
  source: Source,
  texts: Texts,
  context: AxisContext,
  report: Report,
): readonly Placed[] {
  const entries: Entry[] = [];
  const named: { name: string }[] = [];
  const broken = new Set<string>();
  for (const [i, value] of raw.questions.entries()) {
    const path = ['questions', i];
    const shaped = readShape(questionShape, value, source, path, report);
    const name = shaped?.name ?? textOf(value, 'name');
    named.push({ name: name ?? `#${i}` });
    if (name !== undefined && RESERVED_WORDS.includes(name)) {
      const message = `« ${name} » est un mot des conditions : donnez un autre nom à la question`;
      report.add(source, [...path, 'name'], 'bad_name', message);
    }
    if (!shaped) {
      if (name !== undefined) broken.add(name);
      continue;
    }
    const firstPart = parts[0]?.name ?? 'coeur';
    const question = readQuestion(shaped, path, { source, texts, report, lists: context.lists, firstPart });
    entries.push({ raw: shaped, path, question });
    checkPlace(question, path, parts, source, context, report);
  }
  reportDuplicates(named, source, ['questions'], 'la question', report);
  const rank = (entry: Entry) => parts.findIndex(part => part.name === entry.question.part);
  const ordered = entries.toSorted((a, b) => rank(a) - rank(b));
  const questions = readConditions(ordered, { source, report, parts, broken });
  return questions.map((question, i) => ({ question, path: ordered[i]?.path ?? [] }));
}

function checkPlace(
  question: Question,
  path: Path,
  parts: readonly Part[],
  source: Source,
  context: AxisContext,
  report: Report,
): void {
  const names = parts.map(part => part.name);
  if (!names.includes(question.part)) {
    const message = `aucune partie « ${question.part} » dans « parts »${didYouMean(question.part, names)}`;
    report.add(source, [...path, 'part'], 'unknown_part', message);
  }
  const { section } = question;
  if (section !== undefined && context.sections && !context.sections.includes(section)) {
    const advice = didYouMean(section, context.sections);
    const message = `aucune section « ${section} » dans consultation.yaml${advice}`;
    report.add(source, [...path, 'section'], 'unknown_section', message);
  }
}

function checkParts(
  raw: Pick<RawAxis, 'parts' | 'questions'>,
  parts: readonly Part[],
  source: Source,
  report: Report,
): void {
  // As written, since a question that could not be read may be the one that stands there.
  const taken = new Set(raw.questions.map(question => textOf(question, 'part')));
  if (raw.questions.some(question => textOf(question, 'part') === undefined)) taken.add(parts[0]?.name);
  for (const [i, part] of parts.entries()) {
    if (taken.has(part.name)) continue;
    const message = `aucune question dans la partie « ${part.name} » : ajoutez-en une, ou retirez la partie`;
    report.add(source, raw.parts ? ['parts', i] : [], 'empty_part', message);
  }
}

/** « Every section is fed by some question » (DESIGN 6), for the axes that end in an action sheet. */
function checkFed(raw: Pick<RawAxis, 'questions'>, source: Source, context: AxisContext, report: Report): void {
  const fed = new Set(raw.questions.map(question => textOf(question, 'section')));
  for (const section of context.sections ?? []) {
    if (fed.has(section)) continue;
    const message = `aucune question ne remplit la section « ${section} » de la fiche action : ajoutez « section: ${section} » à l'une d'elles`;
    report.add(source, ['action_sheet'], 'section_without_question', message, { on: 'key' });
  }
}

/** A question is one message, under 600 characters (DESIGN 4). */
function checkLength(question: Question, path: Path, source: Source, report: Report): void {
  const length = (lang: Lang) => {
    const lines = [question.label, question.hint ?? {}, ...question.choices.map(choice => choice.label)];
    // « 12. » and the line's end before each.
    return LIMITS.headingChars + lines.reduce((sum, texts) => sum + (texts[lang]?.length ?? 0) + 4, 0);
  };
  for (const lang of Object.keys(question.label)) {
    if (length(lang) <= LIMITS.messageChars) continue;
    const message = `en « ${lang} », cette question fait ${length(lang)} caractères avec ses choix : ${LIMITS.messageChars} au plus se lisent bien`;
    report.add(source, [...path, 'label'], 'message_too_long', message, { on: 'key', severity: 'warning' });
  }
}
