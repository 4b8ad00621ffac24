/**
 * One simulated person: reads what the bot last asked, and does what somebody would who came to say a few things.
 * It sees only what a platform would show: texts, choices, the question asked.
 */
import type { OutboundMessage } from '../terminal-room.ts';
import type { Row } from './rows.ts';

/** What a person does next. */
export type Act =
  | {
      readonly kind: 'say';
      readonly texts: readonly string[] /** The answer that these messages are. */;
      readonly row: Row | null;
    }
  | { readonly kind: 'choose'; readonly id: string }
  | { readonly kind: 'wait' }
  | { readonly kind: 'gone' };

/** Where a played answer was put. */
export interface Placed {
  readonly row: Row;
  readonly user: string;
  readonly axis: number;
  readonly question: string;
}

export interface PlayerOptions {
  readonly user: string;
  /** Axes to contribute to, in this order. */
  readonly axes: readonly number[];
  /** Only this question takes answers; null: every open one. */
  readonly question: string | null;
  /** Takes the next answer of the pool; null when there is none left for this person. */
  readonly next: () => Row | null;
}

/** How the bot offers an optional part. */
const OPTIONAL_PART = /Continuez-vous|Voulez-vous continuer/;

/** Steps without getting anywhere after which a person gives up. */
const PATIENCE = 200;

export class Player {
  readonly user: string;
  readonly placed: Placed[] = [];
  /** Answers that are a command's very word (« aide »), which the bot obeyed. */
  readonly obeyed: Row[] = [];
  readonly #options: PlayerOptions;
  #axes: readonly number[];
  #held: Row | null;
  #heard: OutboundMessage | null = null;
  #started = false;
  #answering = false;
  #sentAxis = false;
  #skipped = new Set<string>();
  #steps = 0;
  #gone = false;

  constructor(options: PlayerOptions) {
    this.user = options.user;
    this.#options = options;
    this.#axes = options.axes;
    this.#held = options.next();
  }

  /** Answers taken from the pool and not placed: to be given to somebody else. */
  get unplaced(): Row | null {
    return this.#held;
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** A message arrived; the last one is what is reacted to. */
  hear(message: OutboundMessage): void {
    this.#heard = message;
  }

  /** Decides, once all that the last act led to has arrived. */
  act(): Act {
    this.#steps += 1;
    if (this.#gone || this.#steps > PATIENCE) return this.#leave();
    if (!this.#started) return this.#begin();
    const message = this.#heard;
    this.#heard = null;
    if (message === null) return this.#answering ? { kind: 'wait' } : this.#leave();
    const answering = this.#answering;
    this.#answering = false;
    if (message.question !== null) {
      if (answering) this.#wasObeyed(message.question);
      return this.#answer(message.question);
    }
    const values = new Map(message.choices.map(choice => [choice.id.slice(choice.id.indexOf('.') + 1), choice.id]));
    if (values.has('send')) {
      // Offered again: there was nothing to send.
      if (this.#sentAxis) return this.#afterSending();
      this.#sentAxis = true;
      return choose(values.get('send'));
    }
    if (this.#sentAxis) return this.#afterSending();
    const known = values.get('start') ?? values.get('read') ?? values.get('unnamed');
    if (known !== undefined) return choose(known);
    // An optional part is declined; whether a text is an answer, or the end of one that came late, is confirmed.
    const offered = values.has('yes') && OPTIONAL_PART.test(message.text);
    if (values.has('yes') && !offered) {
      this.#answering = true;
      return choose(values.get('yes'));
    }
    if (offered) return choose(values.get('no'));
    return say('passer');
  }

  #begin(): Act {
    this.#started = true;
    const [axis] = this.#axes;
    if (this.#held === null || axis === undefined) return this.#leave();
    return say(`contribuer ${axis}`);
  }

  #answer(question: NonNullable<OutboundMessage['question']>): Act {
    const wanted = this.#options.question === null || this.#options.question === question.name;
    const already = this.placed.some(
      ({ axis, question: name }) =>
        axis === question.axis && (name === question.name || question.name.startsWith(`${name}.`)),
    );
    const row = this.#held;
    if (
      question.type !== 'longtext' ||
      !wanted ||
      already ||
      question.name.includes('.') ||
      this.#skipped.has(question.name)
    )
      return say('passer');
    // With nothing left to say, a person sends what there is.
    if (row === null) return say('envoyer');
    this.#steps = 0;
    this.placed.push({ row, user: this.user, axis: question.axis, question: question.name });
    this.#held = this.#options.next();
    this.#answering = true;
    return { kind: 'say', texts: row.messages, row };
  }

  /** The question just answered is put again at once: what was said was not taken for an answer. */
  #wasObeyed(question: NonNullable<OutboundMessage['question']>): void {
    const last = this.placed.at(-1);
    if (last === undefined || last.axis !== question.axis || last.question !== question.name) return;
    this.placed.pop();
    this.#skipped.add(question.name);
    this.obeyed.push(last.row);
  }

  #afterSending(): Act {
    this.#steps = 0;
    this.#sentAxis = false;
    this.#skipped.clear();
    this.#axes = this.#axes.slice(1);
    return this.#begin();
  }

  #leave(): Act {
    this.#gone = true;
    return { kind: 'gone' };
  }
}

function say(text: string): Act {
  return { kind: 'say', texts: [text], row: null };
}

function choose(id: string | undefined): Act {
  return id === undefined ? say('passer') : { kind: 'choose', id };
}
