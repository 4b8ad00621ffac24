/**
 * The shape of a consultation once read and checked: plain data, no functions, safe to serialize.
 *
 * Field names are XLSForm's (https://xlsform.org), in camelCase here and snake_case in the YAML files.
 * `parse.ts` makes these values out of the files of `consultations/<name>/`; nobody else should build one by hand.
 */
import type { Condition } from './condition.ts';

/** A language tag: `fr`, `en`, `fr-simple` (plain French), or any other that the consultation declares. */
export type Lang = string;

/** A text in each language of the consultation; the default language is always there. */
export type Localized = Readonly<Record<Lang, string>>;

export type QuestionType =
  | 'text'
  | 'longtext'
  | 'select_one'
  | 'select_multiple'
  | 'scale'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'approx_date'
  | 'place'
  | 'url'
  | 'file'
  | 'url_or_file'
  | 'structured';

/** What a choice means beyond its name: « je ne sais pas » and « aucun » are counted apart from real answers. */
export type ChoiceCode = 'dont_know' | 'none';

export interface Choice {
  readonly name: string;
  readonly label: Localized;
  /** What the choice says to somebody whose territory is not known, where the question has a `labelUnknown`. */
  readonly labelUnknown?: Localized;
  /** « Autre (précisez) »: choosing it asks for a few words. */
  readonly text?: true;
  /** Cannot stand beside another choice. */
  readonly exclusive?: true;
  readonly code?: ChoiceCode;
}

/** One named part of a `structured` answer (an indicator's name, its baseline, its target, its date). */
export interface StructuredField {
  readonly name: string;
  readonly label: Localized;
  readonly type: 'text' | 'integer' | 'decimal' | 'date' | 'approx_date';
}

export interface Question {
  readonly name: string;
  readonly type: QuestionType;
  /** May hold `{territoire}`; `labelUnknown` is then what is asked of somebody whose territory is not known. */
  readonly label: Localized;
  readonly labelUnknown?: Localized;
  readonly hint?: Localized;
  /** Every question may be skipped; a required one only asks for confirmation of the skip in the review. */
  readonly required: boolean;
  readonly relevant?: Condition;
  /** The condition's own text, for messages and documents. */
  readonly relevantText?: string;
  /** On the answer itself, named `value` in the file. */
  readonly constraint?: Condition;
  readonly constraintMessage?: Localized;
  readonly choices: readonly Choice[];
  /** Offers the choices taken in this earlier `select_multiple` question instead of `choices`. */
  readonly choicesFrom?: string;
  /** Choices that open the search of territories (their names). */
  readonly placeChoices: readonly string[];
  /** Most choices that may be taken (`select_multiple`). */
  readonly max?: number;
  /** Lowest and highest step of a `scale`, or lowest and highest number accepted. */
  readonly range?: readonly [number, number];
  readonly fields: readonly StructuredField[];
  readonly part: string;
  /** The section of the action sheet that the answer feeds. */
  readonly section?: string;
  /** Asked once at most, when the answer is short. */
  readonly followUp?: Localized;
  readonly sources: readonly string[];
}

export interface Part {
  readonly name: string;
  /** How an optional part is offered (« Pour aller jusqu'à la fiche action : trois minutes de plus »). */
  readonly label?: Localized;
  readonly optional: boolean;
}

/** The questions of one axis: what a draft is pinned to. Its `revision` is the hash of all that stands here. */
export interface Axis {
  readonly revision: string;
  readonly number: number;
  readonly slug: string;
  /** The consultation's own wording; `theme` is what contributors read. */
  readonly title: Localized;
  readonly theme: Localized;
  readonly actionSheet: boolean;
  readonly parts: readonly Part[];
  /** In the order of the parts, then of the file. */
  readonly questions: readonly Question[];
}

/** When an axis takes answers. Instants are ISO UTC (`…Z`), `closes` is exclusive; null means « not set ». */
export interface Opening {
  readonly opens: string | null;
  readonly closes: string | null;
}

/** The privacy notice's facts and text. `version` is the hash of what is shown, kept with each « shown » row. */
export interface Notice {
  readonly version: string;
  readonly controller: Localized;
  readonly legalBasis: Localized;
  readonly purposes: Localized;
  readonly recipients: Localized;
  readonly retention: Localized;
  readonly contact: string;
  readonly minimumAge: number;
  /** The whole text, shown on demand. */
  readonly full: Localized;
}

/** What the organiser promises: shown by the announcement kit, needed before the staff may open. */
export interface Rules {
  /** « Consultation : votre avis éclaire la décision, qui reste à l'organisateur. » */
  readonly participationLevel: Localized;
  readonly moderationCharter: Localized;
  readonly commitments: Localized;
}

/** How long what is not published is kept; the service carries it out by itself. Days; null: never by itself. */
export interface Retention {
  /** After its last change, once its axis is closed, and never before `draftsKeptUntilDay`. */
  readonly draftsDays: number | null;
  /** After the reply to contributors was sent. */
  readonly identitiesDays: number | null;
  /** The raw text of what was hidden or redacted, after the decision. */
  readonly moderatedDays: number | null;
  /** A recording, once it was transcribed, unless its author said before that it is right. */
  readonly audioDays: number;
  /** No identity and no moderated text goes before the archives have their deposit. */
  readonly deposit: boolean;
}

export interface Consultation {
  readonly name: string;
  readonly defaultLanguage: Lang;
  readonly languages: readonly Lang[];
  readonly title: Localized;
  /** One or two sentences of welcome: who asks, and what for. */
  readonly presentation: Localized;
  readonly organiser: Localized;
  readonly minutesPerAxis: number;
  readonly staffContact: string;
  readonly notice: Notice;
  readonly rules?: Rules;
  readonly licence: { readonly name: Localized; readonly url: string };
  readonly timeZone: string;
  readonly opening: Opening;
  /** By axis number, where it differs from `opening`. */
  readonly axisOpening: Readonly<Record<number, Opening>>;
  /** ISO days, shown in the receipt; null when not decided. */
  readonly synthesisDay: string | null;
  readonly replyDay: string | null;
  readonly draftsKeptUntilDay: string | null;
  readonly retention?: Retention;
  /** Minutes of silence after which a session pauses by itself. */
  readonly pauseAfterMinutes: number;
  /** Seconds of silence that close a burst of messages on an open question. */
  readonly quietWindowSeconds: number;
  /** Words under which an open answer gets its `followUp`. */
  readonly followUpUnderWords: number;
  /** Whether a language model, where the operator set one, may draw a follow-up from an open answer. */
  readonly followUpByModel: boolean;
  /** Whether a language model, where the operator set one, may propose another wording of a workshop's draft. */
  readonly workshopDraftByModel: boolean;
  /** Whether a service, where the operator set one, may transcribe voice messages. */
  readonly transcriptionByService: boolean;
  readonly actors: readonly Choice[];
  readonly sections: readonly { readonly name: string; readonly label: Localized }[];
  readonly axes: readonly Axis[];
}
