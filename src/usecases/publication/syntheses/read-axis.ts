/** The contributions of an axis as a synthesis reads them: texts of open questions, counts and tables of the others. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import { FOLLOW_UP } from '#conversation/drafts.ts';
import type { Axis, Question } from '#consultation/definition.ts';
import { questionByName, textIn } from '#consultation/inspect.ts';
import type { SourceText } from '#synthesis/model.ts';
import type {
  CountedQuestion,
  SynthesisBody,
  SynthesisFigures,
  SynthesisFilter,
  TabulatedQuestion,
} from '#synthesis/review/body.ts';
import { cleanText, placeByCode } from '#text/index.ts';
import { type ContributionBody, readBody } from '../../contribution-body.ts';
import type { ExportedContribution } from '../../ports.ts';
import { answerTexts } from '../answer-texts.ts';
import { answerReader, isShown, revisionsOf } from '../sheets/context.ts';
import type { ReviewContext } from './context.ts';

/** Answered in one's own words: what has themes. */
const OPEN: ReadonlySet<string> = new Set(['text', 'longtext']);
/** Nothing to count nor to read together. */
const LEFT_OUT: ReadonlySet<string> = new Set(['file', 'url', 'url_or_file']);

export interface ReadContribution {
  readonly contribution: ExportedContribution;
  readonly body: ContributionBody;
  readonly axis: Axis;
}

export interface AxisReading {
  readonly inputs: SynthesisBody['inputs'];
  readonly figures: SynthesisFigures;
  readonly open: readonly {
    readonly question: string;
    readonly label: string;
    readonly section: string | null;
    readonly texts: readonly SourceText[];
  }[];
  readonly counted: readonly CountedQuestion[];
  readonly tabulated: readonly TabulatedQuestion[];
}

/** Every contribution that the filter lets through, at its latest version. */
export async function readContributions(
  context: ReviewContext,
  axis: Axis,
  filter: SynthesisFilter,
): Promise<{ readonly read: readonly ReadContribution[]; readonly hidden: number }> {
  const { stores, network, consultation } = context;
  const revisions = await revisionsOf(context);
  const read: ReadContribution[] = [];
  let hidden = 0;
  const options = { versions: 'latest', includeWithdrawn: false } as const;
  for await (const contribution of stores.data.contributions(network, consultation.name, options)) {
    const { version } = contribution;
    if (version.axis !== axis.number) continue;
    const of = revisions.get(version.revision);
    const body = readBody(version.body);
    if (of === undefined || !passes(filter, contribution, body)) continue;
    if (isShown(contribution)) read.push({ contribution, body, axis: of });
    else hidden += 1;
  }
  return { read, hidden };
}

function passes(
  { places, from, until, kind }: SynthesisFilter,
  { version }: ExportedContribution,
  body: ContributionBody,
) {
  if (from !== null && version.submittedAt < from) return false;
  if (until !== null && version.submittedAt >= until) return false;
  if (kind !== null && (version.kind === 'collective') !== (kind === 'collective')) return false;
  return places === null || body.places.some(code => places.some(wanted => isWithin(code, wanted)));
}

/** Whether a place is, or lies at least in part in, another one: an EPCI in its départements and region. */
function isWithin(code: string, wanted: string): boolean {
  if (code === wanted) return true;
  const place = placeByCode(code);
  const outer = placeByCode(wanted);
  if (place === undefined || outer === undefined) return false;
  if (outer.kind === 'country') return true;
  const bare = wanted.slice(wanted.indexOf(':') + 1);
  return outer.kind === 'region' ? place.region === bare : place.departements.includes(bare);
}

export async function readAxis(context: ReviewContext, axis: Axis, filter: SynthesisFilter): Promise<AxisReading> {
  const { read, hidden } = await readContributions(context, axis, filter);
  const asked = axis.questions.filter(
    ({ name, type }) => !LEFT_OUT.has(type) && (filter.questions === null || filter.questions.includes(name)),
  );
  const local = (text: Readonly<Record<string, string>>) =>
    textIn(text, context.consultation.defaultLanguage, context.consultation.defaultLanguage);
  const named = (question: Question) => ({
    question: question.name,
    label: local(question.labelUnknown ?? question.label),
  });
  return {
    inputs: read.map(({ contribution: { version } }) => ({
      reference: version.reference,
      version: version.version,
    })),
    figures: figuresOf(read, hidden),
    open: asked
      .filter(({ type }) => OPEN.has(type))
      .map(question => ({
        ...named(question),
        section: question.section ?? null,
        texts: read.flatMap(one => sourceText(one, question.name)),
      })),
    counted: asked
      .filter(({ type }) => !OPEN.has(type) && type !== 'structured')
      .map(question => ({ ...named(question), ...counted(context, read, question) })),
    tabulated: asked
      .filter(({ type }) => type === 'structured')
      .map(question => ({
        ...named(question),
        fields: question.fields.map(field => local(field.label)),
        rows: rowsOf(context, read, question),
      })),
  };
}

function figuresOf(read: readonly ReadContribution[], hidden: number): SynthesisFigures {
  const departements = new Set(
    read.flatMap(({ body }) => body.places.flatMap(code => placeByCode(code)?.departements ?? [])),
  );
  const voices = read
    .flatMap(({ body }) => Object.values(body.answers))
    .reduce((sum, { value }) => sum + (value.kind === 'voice' ? value.recordings.length : 0), 0);
  const workshops = read.flatMap(({ body }) => body.workshop ?? []);
  return {
    contributions: read.length,
    people: new Set(read.map(({ contribution }) => contribution.participantId)).size,
    collective: read.filter(({ contribution }) => contribution.version.kind === 'collective').length,
    attendees: workshops.length === 0 ? null : workshops.reduce((sum, { present }) => sum + present, 0),
    departements: departements.size,
    hidden,
    ...(voices === 0 ? {} : { voices }),
  };
}

/** What somebody wrote at a question and at its follow-up, as one text; nothing where they wrote nothing. */
export function sourceText({ contribution, body }: ReadContribution, question: string): SourceText[] {
  const text = textOf(body, question);
  if (text === '') return [];
  return [{ id: contribution.version.reference, text, author: contribution.participantId }];
}

export function textOf({ answers }: ContributionBody, question: string): string {
  const texts = [question, question + FOLLOW_UP].flatMap(name => {
    const value = answers[name]?.value;
    return value?.kind === 'text' || value?.kind === 'voice' ? [value.text] : [];
  });
  return cleanText(texts.join('\n')).trim();
}

function counted(
  context: ReviewContext,
  read: readonly ReadContribution[],
  question: Question,
): Omit<CountedQuestion, 'question' | 'label'> {
  const reader = answerReader(context);
  const counts = new Map<string, number>(inOrder(context, question).map(label => [label, 0]));
  const seen = { answered: 0, dontKnow: 0, skipped: 0 };
  for (const { body, axis } of read) {
    // A question of another revision of the same name is the same question, whatever its words.
    const of = questionByName(axis, question.name);
    const value = body.answers[question.name]?.value;
    if (of === undefined || value === undefined || value.kind === 'skipped') seen.skipped += 1;
    else if (isDontKnow(of, value)) seen.dontKnow += 1;
    else {
      seen.answered += 1;
      for (const label of new Set(labelsOf(reader, axis, of, value))) counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  return { counts: [...counts].map(([label, count]) => ({ label, count })), ...seen };
}

/** The choices of a list, as offered; nothing where answers are figures, dates or places. */
function inOrder({ consultation }: ReviewContext, { choices }: Question): readonly string[] {
  return choices
    .filter(({ code }) => code !== 'dont_know')
    .map(({ label, labelUnknown }) =>
      textIn(labelUnknown ?? label, consultation.defaultLanguage, consultation.defaultLanguage),
    );
}

/** « Autre » counts as « Autre », whatever was written there: the words are for the staff's exports. */
function labelsOf(
  reader: ReturnType<typeof answerReader>,
  axis: Axis,
  question: Question,
  value: AnswerValue,
): readonly string[] {
  if (value.kind !== 'choices') return answerTexts(reader, axis, question, value);
  const { other: _words, ...plain } = value;
  return answerTexts(reader, axis, question, plain);
}

function isDontKnow({ choices }: Question, value: AnswerValue): boolean {
  if (value.kind === 'dont_know') return true;
  if (value.kind !== 'choices') return false;
  const doubt = choices.find(({ code }) => code === 'dont_know')?.name;
  return doubt !== undefined && value.names.length === 1 && value.names[0] === doubt;
}

function rowsOf(
  context: ReviewContext,
  read: readonly ReadContribution[],
  question: Question,
): TabulatedQuestion['rows'] {
  const reader = answerReader(context);
  return read.flatMap(({ contribution, body, axis }) => {
    const value = body.answers[question.name]?.value;
    if (value?.kind !== 'structured') return [];
    const cells = question.fields.map(field => {
      const of = value.fields[field.name];
      return of === undefined ? '' : answerTexts(reader, axis, question, of).join(', ');
    });
    return cells.every(cell => cell === '') ? [] : [{ reference: contribution.version.reference, cells }];
  });
}
