/**
 * The coded value of one answer, beside the raw text that gave it.
 *
 * « Je ne sais pas » and a skip are values of their own: neither is an empty text, and they are exported apart.
 */
export interface FileRef {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** Who wrote down what a voice message says. */
export type TranscribedBy = { readonly by: 'person' } | { readonly by: 'service'; readonly name: string };

/** A voice message that nobody has written down yet. */
export interface VoiceRef {
  /** null: the recording is not kept any more, or was never here (an import). */
  readonly fileId: string | null;
  /** Whole seconds. */
  readonly seconds: number;
}

export type AnswerValue =
  /** `transcribed`: by whom, where some of it was said in voice messages. */
  | { readonly kind: 'text'; readonly text: string; readonly transcribed?: readonly TranscribedBy[] }
  /** Said in voice messages still to be transcribed; `text`: what was written beside, empty for nothing. */
  | { readonly kind: 'voice'; readonly recordings: readonly VoiceRef[]; readonly text: string }
  /** `other` is what was written at « Autre (précisez) ». */
  | { readonly kind: 'choices'; readonly names: readonly string[]; readonly other?: string }
  | { readonly kind: 'number'; readonly value: number; readonly approximate: boolean }
  | { readonly kind: 'date'; readonly iso: string }
  | {
      readonly kind: 'approx_date';
      readonly from: string | null;
      readonly to: string | null;
      readonly precision: string;
      readonly done: boolean;
    }
  | { readonly kind: 'places'; readonly codes: readonly string[] }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'files'; readonly files: readonly FileRef[] }
  | { readonly kind: 'structured'; readonly fields: Readonly<Record<string, AnswerValue>> }
  | { readonly kind: 'dont_know' }
  | { readonly kind: 'skipped' };
