/** What turns are decided and worded with. */
import type { Axis, Consultation } from '#consultation/definition.ts';
import type { Entropy } from './entropy.ts';
import type { Account } from './staff/account.ts';
import type { Door } from './staff/command.ts';
import type { MessageMaker } from './word-messages.ts';

export interface TurnMaker extends MessageMaker {
  /** The consultation as it stands for a network, its live dates included; `consultation` where absent. */
  readonly consultationOf?: (network: string) => Consultation;
  /** The address that opens a conversation with the bot in a workspace; none is known where absent. */
  readonly door?: Door;
  /** Accounts that `TDT_STAFF` names. */
  readonly firstStaff: readonly Account[];
  readonly consultation: Consultation;
  /** Every revision of every axis ever kept, today's included. */
  readonly revisions: Readonly<Record<string, Axis>>;
  /** Whether a language model is there to draw follow-ups, where the consultation lets it. */
  readonly drawsFollowUps?: boolean;
  /** Whether a language model is there to reword a workshop's draft, where the consultation lets it. */
  readonly rewordsDrafts?: boolean;
  /** The service that transcribes voice messages, where the operator set one. */
  readonly transcriber?: string | null;
  readonly now: () => string;
  readonly entropy: Entropy;
}
