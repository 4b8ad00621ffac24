/**
 * The rows that a script leads to, message by message: our own pure decisions, run once, outside any measure. The
 * hand-written floor writes just these.
 */
import type { Session } from '#conversation/session.ts';
import { answerRow, sessionState } from '#storage/session-row.ts';
import { outboxRow } from '#storage/outbox-row.ts';
import type { Row } from '#storage/sql.ts';
import { createDecide } from '#usecases/decide-turn.ts';
import { BENCH_NOW, makeMaker, NETWORK, numberedIds } from './parts.ts';
import { messageOf } from './script.ts';

/** What one message writes beside its dedupe row and its session. */
export interface TurnRows {
  readonly eventId: string;
  readonly userId: string;
  readonly participantId: string;
  readonly isNew: boolean;
  /** The version read, and the state and wake-up written over it. */
  readonly version: number;
  readonly schema: number;
  readonly state: string;
  readonly wakeAt: string | null;
  readonly answers: readonly Row[];
  readonly choices: readonly Row[];
  readonly outbox: readonly Row[];
  readonly contributions: readonly {
    readonly contribution: Row;
    readonly version: Row;
    readonly axis: number;
    readonly consultation: string;
  }[];
}

/** `[person][n]`: the rows of each message, people one after the other, as the engine would take them alone. */
export function traceOf(people: number, script: readonly string[]): readonly (readonly TurnRows[])[] {
  const maker = makeMaker();
  const decide = createDecide(maker, () => undefined);
  const newId = numberedIds('p');
  let number = 0;
  return Array.from({ length: people }, (_, person) => {
    const participantId = newId();
    let session: Session | null = null;
    return script.map((text, n): TurnRows => {
      const event = messageOf(person, n, text, BENCH_NOW);
      const conversation = { participantId, network: NETWORK, session };
      const { needs, finish } = decide(conversation, [{ input: { kind: 'event', event }, facts: { quoted: null } }]);
      const decision = finish(Object.fromEntries(needs.map(({ key }) => [key, (number += 1)])), []);
      const isNew = session === null;
      if (decision.session === null) throw new Error(`message ${n} keeps nothing: the script is out of date`);
      session = decision.session;
      return {
        eventId: event.eventId,
        userId: event.author.userId,
        participantId,
        isNew,
        version: isNew ? 0 : n,
        schema: session.schema,
        state: sessionState(session),
        wakeAt: session.wakeAt,
        answers: decision.answers.flatMap(change =>
          change.answer === null ? [] : [answerRow(participantId, change, change.answer)],
        ),
        choices: decision.choices.map(({ choice, value, at, platform, workspace }) => [
          participantId,
          choice,
          value,
          at,
          platform,
          workspace,
        ]),
        outbox: decision.outbox.map(({ rank, message }) =>
          outboxRow(participantId, rank, participantId, message, BENCH_NOW),
        ),
        contributions: decision.submissions.map(of => ({
          axis: of.axis,
          consultation: of.consultation,
          contribution: [
            of.contributionId,
            participantId,
            of.network,
            of.consultation,
            of.axis,
            of.reference,
            Number(/\d+$/.exec(of.reference)?.[0] ?? 0),
            of.version,
            'submitted',
            BENCH_NOW,
          ],
          version: [of.contributionId, of.version, of.revision, of.kind, of.submittedAt, of.body],
        })),
      };
    });
  });
}
