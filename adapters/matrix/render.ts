/**
 * PURE: an outbound message → the contents of Matrix events. Choices always stand numbered in the text; what a reaction
 * on the message stands for is kept in the message itself, so that it is known after any restart.
 */
import { type OutboundMessage, splitText } from '#messaging/index.ts';
import { LIMITS } from './limits.ts';
import { escapeHtml, toMatrix } from './markdown.ts';
import { type Content, objectOf } from './payloads.ts';
import { z } from 'zod';

/** One event to send: its type, its content, and what its transaction is called after the message's id. */
export interface Piece {
  readonly type: 'm.room.message';
  readonly content: Content;
  readonly suffix: string;
}

/** Ours, in a content that we send: what the message offers. */
const OURS = 'org.tourdetable.message';

const Offer = z.object({
  choices: z.array(z.string()).default([]),
  max: z.number().default(1),
  /** Whether it asks a question of a theme: a reaction is then an answer that can be changed. */
  question: z.boolean().default(false),
  /** Whether the choices have numbers of their own, said in the text. */
  own: z.boolean().default(false),
});
export type Offer = z.infer<typeof Offer>;

/** Where the message stands: in a thread, as a reply. */
export interface Relation {
  readonly thread: string | null;
  readonly replyTo: string | null;
}

/** The pieces in order; the last carries the choices. Never empty. */
export function render(message: OutboundMessage): Piece[] {
  const { choices, ownNumbers = false } = message;
  const texts = splitText(message.text, LIMITS.contentChars);
  return texts.map((text, i) => {
    const last = i === texts.length - 1;
    const { body, html } = toMatrix(text);
    const labels = last && !ownNumbers ? choices.map(({ label }) => label.replace(/\s*\n\s*/gu, ' ')) : [];
    const lines = labels.map((label, at) => `${at + 1}. ${label}`);
    const list = labels.length === 0 ? '' : `<ol>${labels.map(label => `<li>${escapeHtml(label)}</li>`).join('')}</ol>`;
    const relation = { thread: message.to.thread, replyTo: i === 0 ? message.replyTo : null };
    return {
      type: 'm.room.message',
      suffix: String(i),
      content: {
        ...notice([body, ...lines].filter(line => line !== '').join('\n'), html + list),
        ...related(relation),
        ...(last && choices.length > 0 ? { [OURS]: offerOf(message) } : {}),
      },
    };
  });
}

/** A message of ours: a notice, which no other bot answers, and which pings nobody. */
export function notice(body: string, html: string): Content {
  return { msgtype: 'm.notice', body, format: 'org.matrix.custom.html', formatted_body: html, 'm.mentions': {} };
}

/** What relates an event to a thread and to what it answers. `m.relates_to` also stands outside of what is encrypted. */
export function related({ thread, replyTo }: Relation): Content {
  const reply = replyTo !== null && replyTo.startsWith('$') ? replyTo : null;
  if (thread === null) return reply === null ? {} : { 'm.relates_to': { 'm.in_reply_to': { event_id: reply } } };
  return {
    'm.relates_to': {
      rel_type: 'm.thread',
      event_id: thread,
      is_falling_back: reply === null,
      'm.in_reply_to': { event_id: reply ?? thread },
    },
  };
}

/** What a message of ours offers to choose; null where it offers nothing. */
export function offerIn(content: Content): Offer | null {
  if (content[OURS] === undefined) return null;
  return Offer.safeParse(objectOf(content, OURS)).data ?? null;
}

function offerOf({ choices, choicesMax, question, ownNumbers }: OutboundMessage): Offer {
  return {
    choices: choices.map(({ id }) => id),
    max: choicesMax,
    question: question !== null,
    own: ownNumbers === true,
  };
}
