/** What a staff command is: its words, who may, and the use case. See docs/ARCHITECTURE.md, « How to add a staff command ». */
import type { Consultation, Lang } from '#consultation/definition.ts';
import type { Param, Phrase } from '#conversation/phrases.ts';
import type { Address } from '#messaging/index.ts';
import type { Wording } from '#wording/wording.ts';
import type { TurnMaker } from '../turn-maker.ts';
import type { Account } from './account.ts';
import type { StaffReply, StaffTx } from './ports.ts';
import type { Role } from './roles.ts';

export type Door = (platform: string, workspace: string) => string | null;

/** Who acts, where, and what the act may know beside the database. */
export interface StaffCall {
  readonly network: string;
  /** The account that wrote; null for the operator, by `tdt`. */
  readonly author: (Account & { readonly displayName: string }) | null;
  /** The author's highest role in this network: never below what the command asks for. */
  readonly role: Role;
  /** Groups of the author that were asked for, as the platform says. */
  readonly groups: readonly string[];
  /** The author's own participant, whom a later answer may be told to; null for `tdt`. */
  readonly participantId: string | null;
  /** Where it was said: a channel, or the direct conversation; null for `tdt`. */
  readonly place: Address | null;
  /** Nobody else reads what is said there: on some platforms that conversation has a channel of its own. */
  readonly isDirect: boolean;
  /** What follows the command's words, as written and trimmed; empty for nothing. */
  readonly argument: string;
  readonly lang: Lang;
  /** As it stands for this network, its live dates included. */
  readonly consultation: Consultation;
  /** ISO UTC. */
  readonly now: string;
  readonly newId: () => string;
  readonly wording: Wording;
  /** What turns are worded and decided with, for acts that begin a conversation of their own; null for `tdt`. */
  readonly maker: TurnMaker | null;
  /** The address that opens a conversation with the bot in a workspace; null where none is known. */
  readonly door: Door;
  /** Accounts that `TDT_STAFF` names: staff wherever their workspace belongs. */
  readonly firstStaff: readonly Account[];
}

export interface StaffCommand {
  /** Stable, for the log: `team.add`. */
  readonly name: string;
  /** Whole forms, folded (lower case, no accents), each at the very beginning of a message: « equipe ajouter ». */
  readonly words: readonly string[];
  /** How the help writes it, with what follows in capitals: « équipe ajouter COMPTE RÔLE ». */
  readonly shown: { readonly fr: string; readonly en: string };
  /** Whether something may follow the words; where nothing may, a longer text is no command. */
  readonly takes: 'nothing' | 'argument';
  readonly least: Role;
  /** One line of the staff's help, without the words. */
  readonly help: Phrase;
  /** Said after a refusal to whoever has not the role: what they may write instead, where the words were theirs too. */
  readonly instead?: Phrase;
  /**
   * The use case. It checks everything before it writes anything; what cannot be done is said by its reply
   * (`outcome: 'refused'`). No network, no model, no clock: it may be run again when a transaction met another.
   */
  readonly run: (call: StaffCall, tx: StaffTx) => Promise<StaffReply>;
}

/** What it takes to run one: acts of `tdt` alone have no words. */
export type StaffAct = Pick<StaffCommand, 'name' | 'least' | 'run' | 'instead'>;

/** A refusal: nothing is changed, and the phrase says what to do. */
export function refuse(...say: readonly Phrase[]): StaffReply {
  return { say, outcome: 'refused' };
}

export function lines(of: readonly Phrase[]): Param {
  return { lines: of.map(phrase => ({ phrase })) };
}
