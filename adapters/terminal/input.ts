/** One input line, read: what somebody did, before it is placed in time and in a conversation. */

/** A file beside a message: on this disk, or given whole. */
export type InputFile =
  | { readonly path: string }
  | { readonly name: string; readonly mediaType: string; readonly base64: string };

export type Action =
  | {
      readonly kind: 'message';
      readonly text: string;
      readonly files: readonly InputFile[];
      /** The message it quotes, theirs or ours. */
      readonly quote: string | null;
    }
  | { readonly kind: 'edit'; readonly ref: string; readonly text: string }
  | { readonly kind: 'delete'; readonly ref: string }
  /** An id, a label, or a number from 1 in the last choices shown to that person. */
  | { readonly kind: 'choice'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'reaction'; readonly ref: string; readonly emoji: string; readonly added: boolean }
  | { readonly kind: 'typing' }
  | { readonly kind: 'join' }
  | { readonly kind: 'leave' };

/** Who acts, and from where. */
export interface Person {
  readonly user: string;
  readonly displayName: string;
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string | null;
  readonly thread: string | null;
  readonly locale: string | null;
}

/** An instant (ISO UTC), or so many milliseconds from now. */
export type Move = { readonly to: string } | { readonly byMs: number };

export interface TerminalInput {
  /** From 1. */
  readonly line: number;
  /** Where the clock is moved first; null leaves it. */
  readonly at: Move | null;
  /** ISO UTC: when the platform says it was sent, where that differs from its arrival. */
  readonly sentAt: string | null;
  /** The event's id; null: one is made, unique over runs. */
  readonly id: string | null;
  /** Names the message for later lines; null: `m<line>`. */
  readonly ref: string | null;
  /** null: the line only moves the clock. */
  readonly act: { readonly person: Person; readonly action: Action } | null;
}

/** Why a line was refused: French, for whoever wrote it. Never holds what a person wrote. */
export interface InputProblem {
  readonly error: string;
  readonly line: number;
}
