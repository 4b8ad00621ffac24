/** A poster, before it is laid out: every word is worded. */

/** A way in: where it is, the address that opens it, and what to do there. */
export interface PosterDoor {
  readonly name: string;
  /** null: none is known, the words say what to do. */
  readonly url: string | null;
  readonly how: string;
}

export interface Poster {
  readonly lang: string;
  /** Who asks. */
  readonly above: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly doors: readonly PosterDoor[];
  readonly foot: readonly string[];
}
