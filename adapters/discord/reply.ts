/** One interaction being taken in, and its one acknowledgement: within three seconds, by its id. */
import { ApiProblem, CODE } from './api-problem.ts';
import type { Modal } from './form.ts';
import type { Link } from './link.ts';
import type { Component, Interaction } from './payloads.ts';
import { instantOf } from './snowflake.ts';

const ANSWER = { message: 4, deferUpdate: 6, update: 7, completions: 8, modal: 9 } as const;
/** Seen by the person alone. */
const EPHEMERAL = 64;
const NO_MENTIONS = { parse: [] } as const;

export class Reply {
  readonly interaction: Interaction;
  readonly #link: Link;
  readonly #over = Promise.withResolvers<void>();
  #given = false;

  constructor(link: Link, interaction: Interaction) {
    this.#link = link;
    this.interaction = interaction;
  }

  /** Whether an acknowledgement was tried: there is no second one. */
  get given(): boolean {
    return this.#given;
  }

  /** Resolves once it was acknowledged, or never will be. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  end(): void {
    this.#over.resolve();
  }

  /** To the person alone. Each of these tells whether Discord took it. */
  say(content: string, components: readonly Component[] = []): Promise<boolean> {
    const more = components.length === 0 ? {} : { components };
    return this.#give(ANSWER.message, { content, flags: EPHEMERAL, allowed_mentions: NO_MENTIONS, ...more });
  }

  /** Changes the message that was acted on. */
  update(message: { readonly content: string; readonly components: readonly Component[] }): Promise<boolean> {
    return this.#give(ANSWER.update, { ...message, allowed_mentions: NO_MENTIONS });
  }

  /** Changes nothing. */
  accept(): Promise<boolean> {
    return this.#give(ANSWER.deferUpdate);
  }

  open(modal: Modal): Promise<boolean> {
    return this.#give(ANSWER.modal, modal);
  }

  complete(choices: readonly { readonly name: string; readonly value: string }[]): Promise<boolean> {
    return this.#give(ANSWER.completions, { choices });
  }

  /** Too late is not a failure: what was said is kept, and its answer comes as a message. */
  async #give(type: number, data?: object): Promise<boolean> {
    if (this.#given) return false;
    this.#given = true;
    const { id, token } = this.interaction;
    const { request, host } = this.#link;
    const body = { type, ...(data === undefined ? {} : { data }) };
    try {
      await request({ method: 'POST', path: `/interactions/${id}/${token}/callback`, body, auth: false });
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const ageMs = Date.parse(host.now()) - Date.parse(instantOf(id));
      host.log('info', WHY[error.code] ?? 'discord_not_acknowledged', {
        code: error.code,
        status: error.status,
        ageMs,
      });
      return false;
    }
  }
}

/** Another copy of this process hears the same events, and may be the first. */
const WHY: Readonly<Record<number, string>> = {
  [CODE.unknownInteraction]: 'discord_late',
  [CODE.alreadyAcknowledged]: 'discord_acknowledged_elsewhere',
};
