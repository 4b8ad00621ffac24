/** What the counterpart answers, before it is sent. */
import type { Component } from '#adapters/discord/payloads.ts';
import type { StoredMessage } from './state.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function refuse(status: number, code: number, message: string): Answer {
  return { status, body: { message, code } };
}

export function change(message: StoredMessage, body: Json): void {
  if (typeof body['content'] === 'string') message.content = body['content'];
  if (Array.isArray(body['components'])) message.components = body['components'] as readonly Component[];
}
