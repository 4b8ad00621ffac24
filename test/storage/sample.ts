/** Plain events and decisions for the storage suites: none of the conversation's rules, every kind of row. */
import { newSession } from '#conversation/new-session.ts';
import type { Answer, Draft, Session } from '#conversation/session.ts';
import type { InboundEvent, OutboundMessage } from '#messaging/index.ts';
import type { Conversation, Decide, TurnDecision, TurnInput } from '#usecases/ports.ts';

export const NOW = '2027-03-01T10:00:00.000Z';
export const PLATFORM = 'terminal';
export const WORKSPACE = 'local';
export const CONSULTATION = 'article69';

/** An instant, milliseconds after `NOW`. */
export function after(ms: number): string {
  return new Date(Date.parse(NOW) + ms).toISOString();
}

type Message = Extract<InboundEvent, { kind: 'message' }>;

/** A message of `userId`; its text is `text of <eventId>` and its order is its id. */
export function event(userId: string, eventId: string, options: Partial<Message> = {}): TurnInput {
  return { kind: 'event', event: message(userId, eventId, options) };
}

export function message(userId: string, eventId: string, options: Partial<Message> = {}): Message {
  return {
    kind: 'message',
    eventId,
    order: eventId,
    at: NOW,
    address: { platform: PLATFORM, workspace: WORKSPACE, channel: null, thread: null, userId },
    author: { platform: PLATFORM, workspace: WORKSPACE, userId, displayName: userId },
    direct: true,
    ref: eventId,
    text: `text of ${eventId}`,
    files: [],
    replyTo: null,
    ...options,
  };
}

export function blankDraft(id: string, axis = 4): Draft {
  return {
    id,
    kind: 'individual',
    axis,
    revision: 'r1',
    status: 'draft',
    answers: {},
    parts: {},
    followedUp: [],
    mandate: null,
    coAuthors: [],
    collectedFrom: null,
    reference: null,
    version: 0,
    dirty: false,
    revisionDeclined: null,
    createdAt: NOW,
    updatedAt: NOW,
  };
}

export const NOTHING: TurnDecision = {
  session: null,
  answers: [],
  submissions: [],
  withdrawals: [],
  discards: [],
  choices: [],
  outbox: [],
  internal: [],
  linkCodes: [],
  erase: false,
  keptFiles: [],
};

/** The session as it is, or a first one. */
export function sessionOf({ participantId, network, session }: Conversation, userId = 'nobody'): Session {
  const address = { platform: PLATFORM, workspace: WORKSPACE, channel: null, thread: null, userId };
  return session ?? newSession({ participantId, network, address, displayName: userId, lang: 'fr', now: NOW });
}

/** What a message says, kept as the answer to a question named after its event. */
export function answerOf(input: TurnInput): Answer {
  if (input.kind !== 'event' || input.event.kind !== 'message') throw new Error('only messages answer');
  const { text, ref, order, at } = input.event;
  return { value: { kind: 'text', text }, parts: [{ ref, order, text }], at };
}

export function outbound(id: string, session: Session, options: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    id,
    to: session.address,
    visibility: 'private',
    text: `message ${id}`,
    lang: 'fr',
    choices: [],
    choicesMax: 1,
    question: null,
    progress: null,
    files: [],
    replyTo: null,
    mentions: 'none',
    ...options,
  };
}

/**
 * Keeps every message as an answer of the draft `<participant>.1`, and answers each with one message. `change` may
 * add to the decision; it is called with the session that the decision keeps.
 */
export function noting(
  change: (session: Session, inputs: readonly TurnInput[]) => Partial<TurnDecision> = () => ({}),
): Decide {
  return (conversation, inputs) => ({
    needs: [],
    finish: () => {
      const first = inputs[0]?.input;
      const before = sessionOf(conversation, first?.kind === 'event' ? first.event.author.userId : 'nobody');
      const draftId = `${before.participantId}.1`;
      const draft = before.drafts[draftId] ?? blankDraft(draftId);
      const given = inputs.flatMap(({ input }) =>
        input.kind === 'event' && input.event.kind === 'message'
          ? [{ question: `q_${input.event.eventId}`, answer: answerOf(input) }]
          : [],
      );
      const answers = {
        ...draft.answers,
        ...Object.fromEntries(given.map(({ question, answer }) => [question, answer])),
      };
      const session = {
        ...before,
        drafts: { ...before.drafts, [draftId]: { ...draft, answers } },
        said: before.said + given.length,
      };
      return {
        ...NOTHING,
        session,
        answers: given.map(({ question, answer }) => ({ draftId, axis: draft.axis, question, answer })),
        outbox: given.map(({ question }, i) => {
          const asked = { draftId, axis: draft.axis, name: question, type: 'text' };
          return {
            rank: before.said + i,
            message: outbound(`${session.participantId}-${before.said + i}`, session, { question: asked }),
          };
        }),
        ...change(
          session,
          inputs.map(({ input }) => input),
        ),
      };
    },
  });
}

/** All that a stream gives. */
export async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const out: T[] = [];
  for await (const one of stream) out.push(one);
  return out;
}
