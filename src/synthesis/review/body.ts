/** A synthesis of one axis, as the staff review it: one synthesis an open question, counts for the others, and edits. */
import type { CitationFault, Cost, Statement, StatementStatus, Synthesis } from '../model.ts';
import type { Profiles } from '../place-new.ts';

/** Changes with the shape below. */
export const SYNTHESIS_BODY_SCHEMA = 1;

/** What was asked to be read; null: everything. */
export interface SynthesisFilter {
  /** Names of questions. */
  readonly questions: readonly string[] | null;
  /** Codes of territories (`dep:74`): a contribution counts where one of its places lies in one of them. */
  readonly places: readonly string[] | null;
  /** ISO UTC, inclusive and exclusive, of the first sending. */
  readonly from: string | null;
  readonly until: string | null;
  readonly kind: 'individual' | 'collective' | null;
}

export const EVERYTHING: SynthesisFilter = { questions: null, places: null, from: null, until: null, kind: null };

/** People, contributions, texts and attendees, each apart. */
export interface SynthesisFigures {
  readonly contributions: number;
  readonly people: number;
  readonly collective: number;
  /** Who attended the workshops; null where none says. */
  readonly attendees: number | null;
  readonly departements: number;
  /** Left out by a decision of moderation. */
  readonly hidden: number;
  /** Voice messages that nobody had transcribed; absent for none. */
  readonly voices?: number;
}

/** What a model would read, and cost at most. */
export interface SynthesisEstimate {
  /** As its provider names it. */
  readonly model: string;
  readonly texts: number;
  readonly questions: number;
  readonly cost: Cost;
  /** Tokens that may be spent; null: no bound. */
  readonly budgetTokens: number | null;
}

export interface OpenQuestion {
  readonly question: string;
  /** As asked, in the consultation's language. */
  readonly label: string;
  /** The section of the action sheet that it feeds. */
  readonly section: string | null;
  readonly synthesis: Synthesis;
  /** By which new texts are placed among the themes; absent once a contribution is forgotten, whose words it holds. */
  readonly profiles?: Profiles;
}

/** A question answered by choosing, or by a number. */
export interface CountedQuestion {
  readonly question: string;
  readonly label: string;
  /** Who chose what, as labelled; several choices of one contribution count each. */
  readonly counts: readonly { readonly label: string; readonly count: number }[];
  /** Contributions that answered, that do not know, that skipped. */
  readonly answered: number;
  readonly dontKnow: number;
  readonly skipped: number;
}

/** A question answered by a few named fields: one row a contribution. */
export interface TabulatedQuestion {
  readonly question: string;
  readonly label: string;
  readonly fields: readonly string[];
  readonly rows: readonly { readonly reference: string; readonly cells: readonly string[] }[];
}

/** `key` names a statement: `<question>/<statement id>`. */
export type SynthesisEdit =
  /** `doubts`: what the check said of the new words; absent in versions made before it read them. */
  | { readonly kind: 'reword'; readonly key: string; readonly text: string; readonly doubts?: readonly CitationFault[] }
  | { readonly kind: 'drop'; readonly key: string }
  /** A person read its sources: it is « à vérifier » no more. */
  | { readonly kind: 'vouch'; readonly key: string };

export const ANSWERS = ['retained', 'partly_retained', 'not_retained', 'exists', 'off_topic'] as const;
export type AnswerGiven = (typeof ANSWERS)[number];

/** What the organiser answers to statements (proposals above all). */
export interface OrganiserAnswer {
  readonly keys: readonly string[];
  readonly answer: AnswerGiven;
  readonly reason: string;
}

export interface SynthesisBody {
  readonly schema: typeof SYNTHESIS_BODY_SCHEMA;
  readonly axis: number;
  readonly filter: SynthesisFilter;
  /** How the staff want it made; absent: with the model where there is one, once they know its cost and say yes. */
  readonly wanted?: 'model' | 'alone';
  /** What the staff were told before it was made with a model. */
  readonly estimate?: SynthesisEstimate;
  /** ISO UTC: contributions as they stood then. */
  readonly takenAt: string;
  readonly inputs: readonly { readonly reference: string; readonly version: number }[];
  readonly figures: SynthesisFigures;
  readonly open: readonly OpenQuestion[];
  readonly counted: readonly CountedQuestion[];
  readonly tabulated: readonly TabulatedQuestion[];
  readonly edits: readonly SynthesisEdit[];
  readonly answers: readonly OrganiserAnswer[];
}

export function writeSynthesisBody(body: SynthesisBody): string {
  return JSON.stringify(body);
}

/** Throws a SyntaxError or TypeError for what `writeSynthesisBody` did not write. */
export function readSynthesisBody(text: string): SynthesisBody {
  const body = JSON.parse(text) as SynthesisBody;
  if (body.schema !== SYNTHESIS_BODY_SCHEMA)
    throw new TypeError(`unknown schema of a synthesis: ${String(body.schema)}`);
  return body;
}

/** A statement where it stands: numbered from 1 through the whole document, dropped ones too, so that numbers hold. */
export interface ReviewedStatement extends Statement {
  readonly number: number;
  readonly key: string;
  readonly theme: string;
  readonly question: string;
  readonly dropped: boolean;
  /** As the engine wrote it, where the staff reworded it. */
  readonly original: string | null;
  readonly answer: OrganiserAnswer | null;
}

/** Every statement of every theme, as the staff left it, in reading order. */
export function statementsOf(body: SynthesisBody): readonly ReviewedStatement[] {
  const edits = new Map<string, SynthesisEdit[]>();
  for (const edit of body.edits) edits.set(edit.key, [...(edits.get(edit.key) ?? []), edit]);
  const answers = new Map(body.answers.flatMap(answer => answer.keys.map(key => [key, answer] as const)));
  const all = body.open.flatMap(({ question, synthesis }) =>
    synthesis.themes.flatMap(theme => theme.statements.map(statement => ({ question, theme: theme.id, statement }))),
  );
  return all.map(({ question, theme, statement }, i): ReviewedStatement => {
    const key = `${question}/${statement.id}`;
    const of = edits.get(key) ?? [];
    const { text, status, doubts } = readEdits(statement, of);
    return {
      ...statement,
      text,
      status,
      doubts,
      number: i + 1,
      key,
      theme,
      question,
      dropped: of.some(edit => edit.kind === 'drop'),
      original: text === statement.text ? null : statement.text,
      answer: answers.get(key) ?? null,
    };
  });
}

/** What is left of a statement's words and doubts after the staff's edits, in their order. */
function readEdits(
  statement: Statement,
  edits: readonly SynthesisEdit[],
): Pick<Statement, 'text' | 'status' | 'doubts'> {
  let { text, status, doubts } = statement;
  for (const edit of edits) {
    if (edit.kind === 'reword') {
      text = edit.text;
      if (edit.doubts !== undefined) [status, doubts] = [statusOf(edit.doubts), edit.doubts];
    } else if (edit.kind === 'vouch') [status, doubts] = ['checked', []];
  }
  return { text, status, doubts };
}

const statusOf = (doubts: readonly CitationFault[]): StatementStatus => (doubts.length === 0 ? 'checked' : 'to_verify');

/** Which version of each contribution was read. */
export function versionsRead({ inputs }: SynthesisBody): ReadonlyMap<string, number> {
  return new Map(inputs.map(({ reference, version }) => [reference, version]));
}

/** Every contribution that a version stands on. */
export function sourcesOfSynthesis({ inputs }: SynthesisBody): readonly string[] {
  return inputs.map(({ reference }) => reference);
}
