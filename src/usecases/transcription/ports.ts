/** Voice messages that wait for somebody to write down what they say. Never what they say: that is in the answers. */

export type TranscriptionProblem = '' | 'empty' | 'language' | 'refused' | 'down' | 'unreachable';

/** A recording of a contribution that was sent. */
export interface SentRecording {
  readonly fileId: string;
  readonly participantId: string;
  readonly reference: string;
  /** Its rank in the contribution: A4-0137#2. */
  readonly number: number;
  readonly axis: number;
  /** The answer's name. */
  readonly question: string;
  /** Whole seconds. */
  readonly seconds: number;
  readonly mediaType: string;
  /** ISO UTC. */
  readonly receivedAt: string;
  readonly transcribedAt: string | null;
  readonly problem: TranscriptionProblem;
}

/** Inside a staff act's transaction. Of drafts nothing is shown to anybody: they were not sent. */
export interface TranscriptionRows {
  /** The oldest first. */
  readonly waiting: (network: string, consultation: string, limit: number) => Promise<readonly SentRecording[]>;
  readonly waitingCount: (network: string, consultation: string) => Promise<number>;
  /** All that is kept of one contribution, transcribed or not. */
  readonly ofReference: (network: string, consultation: string, reference: string) => Promise<readonly SentRecording[]>;
  /** False where somebody else was first (`again`: where it is not kept any more). */
  readonly mark: (fileId: string, by: string, at: string, again: boolean) => Promise<boolean>;
}

/** A recording that a service may transcribe, sent or not. */
export interface DueRecording {
  readonly fileId: string;
  readonly participantId: string;
  readonly network: string;
  /** Of what was sent; null for a draft. */
  readonly reference: string | null;
  readonly number: number;
  readonly lang: string;
  readonly seconds: number;
  /** Times that it was tried. */
  readonly attempts: number;
  readonly serviceAt: string;
}

export interface TranscriptionStore {
  /** What a service may try now, the oldest first. */
  readonly due: (consultation: string, now: string, limit: number) => Promise<readonly DueRecording[]>;
  readonly nextAt: (consultation: string) => Promise<string | null>;
  /** Takes it until that instant; false where another process did. */
  readonly claim: (one: Pick<DueRecording, 'fileId' | 'serviceAt'>, until: string) => Promise<boolean>;
  /** `retryAt` null: it is for a person. */
  readonly fail: (fileId: string, problem: TranscriptionProblem, retryAt: string | null) => Promise<void>;
}

/** What a service made of a recording; `down`: it may do better later. */
export type Heard =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: 'empty' | 'language' | 'refused' | 'down' };

/** A transcription service. Never rejects. */
export interface Transcriber {
  /** As people are told it. */
  readonly name: string;
  readonly transcribe: (recording: {
    readonly bytes: Uint8Array;
    readonly name: string;
    readonly mediaType: string;
    readonly lang: string;
    readonly seconds: number;
  }) => Promise<Heard>;
}
