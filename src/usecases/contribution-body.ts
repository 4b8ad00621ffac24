/** What a version of a contribution holds: what its author reviewed when sending it, and no more. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Axis, Lang } from '#consultation/definition.ts';
import { relevantQuestions } from '#consultation/inspect.ts';
import { FOLLOW_UP } from '#conversation/drafts.ts';
import type { Answer, Draft, Mandate, Presentation, Profile, Session } from '#conversation/session.ts';

/** Changes with the shape below; `readBody` reads every older one. */
export const BODY_SCHEMA = 1;

export interface BodyAnswer {
  readonly value: AnswerValue;
  /** Raw texts, message by message, in order; empty for a click. */
  readonly texts: readonly string[];
}

export interface ContributionBody {
  readonly schema: typeof BODY_SCHEMA;
  readonly lang: Lang;
  /** How its author is presented in what is published. */
  readonly presentation: Presentation;
  /** The account's name: only where the author wants their name published. */
  readonly name: string | null;
  /** Only where the author wants it published. */
  readonly organisation: string | null;
  readonly actor: Profile['actor'];
  readonly places: readonly string[];
  readonly mandate: Mandate | null;
  readonly coAuthors: readonly string[];
  /** By question name; a follow-up's under `<question>.relance`. */
  readonly answers: Readonly<Record<string, BodyAnswer>>;
  /** By question name, the follow-ups that a language model drew, as they were asked. */
  readonly drawnFollowUps?: Readonly<Record<string, string>>;
  /** Of answers typed from paper: which sheet, and where it comes from. */
  readonly paper?: PaperProvenance;
  /** Of a contribution that a workshop made together. */
  readonly workshop?: WorkshopRecord;
}

export interface PaperProvenance {
  /** The number of the sheet. */
  readonly form: string;
  /** ISO day on which it was filled in. */
  readonly on: string;
  /** Who collected it: never exported. */
  readonly by: string | null;
  readonly place: string | null;
}

/** An idea as the record of a workshop shows it: its author is never in it. */
interface IdeaRecord {
  readonly n: number;
  readonly text: string;
  /** Written in the thread, told in the room, or read on paper. */
  readonly via: 'chat' | 'room' | 'paper';
  readonly votes: number;
  /** How many said it, this one included. */
  readonly said: number;
}

export interface WorkshopRecord {
  /** ISO day. */
  readonly heldOn: string;
  readonly venue: string | null;
  readonly audience: string | null;
  readonly present: number;
  /** Accounts that joined. */
  readonly members: number;
  /** null: « sans mon nom ». */
  readonly facilitators: readonly (string | null)[];
  /** Those who want their name published. */
  readonly participants: readonly string[];
  readonly organisations: readonly { readonly name: string; readonly mandated: boolean }[];
  readonly validation: {
    readonly agreed: number;
    readonly quorum: number;
    readonly objections: readonly string[];
  } | null;
  /** By question: each sentence of the answer, with the ideas that it stands on. */
  readonly provenance: Readonly<
    Record<
      string,
      readonly {
        readonly text: string;
        /** `model`: a language model's words, accepted by the group. */
        readonly kind: 'idea' | 'reservation' | 'amended' | 'model';
        /** Why the ideas may not say just that; absent where nothing was found. */
        readonly doubts?: readonly string[];
        readonly ideas: readonly IdeaRecord[];
      }[]
    >
  >;
  readonly otherIdeas: Readonly<Record<string, readonly IdeaRecord[]>>;
}

/** JSON of what is submitted: the relevant answers, and of the author what they chose to show. */
export function writeBody(session: Session, draft: Draft, axis: Axis): string {
  const presentation = session.choices.presentation ?? 'unnamed';
  // Of somebody who spoke to a collector no identity is kept, and the collector is not the author.
  const collected = draft.collectedFrom;
  const profile = collected?.profile ?? session.profile;
  const shown = collected === null ? presentation : 'unnamed';
  const body: ContributionBody = {
    schema: BODY_SCHEMA,
    lang: session.lang,
    presentation: shown,
    name: shown === 'name' ? session.displayName : null,
    organisation: shown === 'unnamed' ? null : (profile.organisation ?? null),
    actor: profile.actor ?? null,
    places: profile.places ?? [],
    mandate: draft.mandate,
    coAuthors: draft.coAuthors,
    answers: answersShown(draft, axis),
    ...(draft.drawnFollowUps === undefined ? {} : { drawnFollowUps: draft.drawnFollowUps }),
  };
  return JSON.stringify(body);
}

/** Throws a SyntaxError or TypeError for what `writeBody` did not write. */
export function readBody(text: string): ContributionBody {
  const body = JSON.parse(text) as ContributionBody;
  if (body.schema !== BODY_SCHEMA) throw new TypeError(`unknown schema of a contribution: ${String(body.schema)}`);
  return body;
}

/** Nothing of a voice message that nobody transcribed. */
export function writtenTexts({ parts }: Answer): string[] {
  return parts.filter(({ voice, text }) => voice === undefined || text !== '').map(({ text }) => text);
}

function answersShown(draft: Draft, axis: Axis): Record<string, BodyAnswer> {
  const taken = Object.keys(draft.parts).filter(part => draft.parts[part] === true);
  const shown: Record<string, BodyAnswer> = {};
  for (const { name } of relevantQuestions(axis, question => draft.answers[question]?.value, taken)) {
    for (const key of [name, name + FOLLOW_UP]) {
      const answer = draft.answers[key];
      if (answer !== undefined) shown[key] = { value: answer.value, texts: writtenTexts(answer) };
    }
  }
  return shown;
}
