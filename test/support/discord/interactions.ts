/** Interactions: made by people, acknowledged once, within three seconds. */
import type { Component } from '#adapters/discord/payloads.ts';
import { object, textIn } from './contract.ts';
import { type Answer, change, refuse } from './answer.ts';
import { messageShape } from './shapes.ts';
import type { DiscordState, StoredMessage } from './state.ts';

type Json = Readonly<Record<string, unknown>>;

const WITHIN_MS = 3_000;
const EPHEMERAL = 64;

export interface Modal {
  readonly customId: string;
  readonly title: string;
  readonly components: readonly Component[];
  readonly channel: string;
  readonly message: StoredMessage | null;
}

interface Made {
  readonly token: string;
  readonly user: string;
  readonly channel: string;
  readonly message: StoredMessage | null;
  readonly at: number;
  answer: Json | null;
  said: StoredMessage | null;
}

export class Interactions {
  readonly #state: DiscordState;
  readonly #made = new Map<string, Made>();
  /** The modal open before each person. */
  readonly modals = new Map<string, Modal>();
  /** Offered completions, last first. */
  completions: readonly Json[] = [];

  constructor(state: DiscordState) {
    this.#state = state;
  }

  /** The event to dispatch. */
  make(
    user: string,
    channel: string,
    type: number,
    data: Json,
    message: StoredMessage | null = null,
  ): { readonly id: string; readonly payload: Json } {
    const state = this.#state;
    const id = state.id();
    const token = `token-${id}`;
    this.#made.set(id, { token, user, channel, message, at: Date.parse(state.now()), answer: null, said: null });
    const who = state.users.get(user);
    const place = state.channels.get(channel);
    const account = {
      id: user,
      username: who?.username ?? '',
      global_name: who?.global_name,
      discriminator: '0',
      avatar: null,
    };
    const inServer = place?.type !== 1;
    const payload = {
      id,
      token,
      type,
      data,
      application_id: state.applicationId,
      version: 1,
      locale: 'fr',
      channel_id: channel,
      channel: {
        id: channel,
        type: place?.type,
        ...(place?.parent === null ? {} : { parent_id: place?.parent }),
      },
      entitlements: [],
      authorizing_integration_owners: {},
      context: inServer ? 0 : 1,
      attachment_size_limit: 1e7,
      ...(inServer
        ? {
            guild_id: place?.server,
            guild_locale: 'fr',
            member: {
              user: account,
              roles: [],
              permissions: '0',
              joined_at: state.now(),
            },
          }
        : { user: account }),
      ...(message === null ? {} : { message: messageShape(state, message) }),
    };
    return { id, payload };
  }

  /** What a person was answered. */
  answerOf(id: string): Json | null {
    return this.#made.get(id)?.answer ?? null;
  }

  answer(id: string, body: Json): Answer {
    const made = this.#made.get(id);
    if (made === undefined || Date.parse(this.#state.now()) - made.at > WITHIN_MS)
      return refuse(404, 10_062, 'Unknown interaction');
    if (made.answer !== null) return refuse(400, 40_060, 'Interaction has already been acknowledged.');
    made.answer = body;
    const data = object(body['data']);
    if (body['type'] === 4) {
      made.said = this.#state.post(made.channel, {
        author: this.#state.bot,
        content: textIn(data, 'content'),
        components: (data['components'] ?? []) as readonly Component[],
        onlyFor: (Number(data['flags'] ?? 0) & EPHEMERAL) === 0 ? null : made.user,
      });
    }
    if (body['type'] === 7 && made.message !== null) change(made.message, data);
    if (body['type'] === 8) this.completions = (data['choices'] ?? []) as readonly Json[];
    if (body['type'] === 9) {
      const components = (data['components'] ?? []) as readonly Component[];
      const { channel, message } = made;
      this.modals.set(made.user, {
        customId: textIn(data, 'custom_id'),
        title: textIn(data, 'title'),
        components,
        channel,
        message,
      });
    }
    return { status: 204 };
  }

  complete(token: string, body: Json): Answer {
    const made = this.#made.values().find(one => one.token === token);
    const said = made?.said ?? null;
    if (said === null) return refuse(404, 10_015, 'Unknown Webhook');
    change(said, body);
    return { status: 200, body: messageShape(this.#state, said) };
  }
}
