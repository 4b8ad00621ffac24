/** What a committed turn leaves to be done: typing, the links between accounts, files that no answer took. */
import type { StepEvent } from '#conversation/index.ts';
import type { Adapter } from '#messaging/index.ts';
import type { Clock } from './clock.ts';
import { INTERNAL_ATTEMPTS, INTERNAL_RETRY_MS } from './limits.ts';
import { type LinkEffect, type Linker, linkAccounts } from './link-accounts.ts';
import { errorFacts, type Log } from './log.ts';
import type { Afterwards } from './decide-turn.ts';
import type { TurnInput, TurnOutcome } from './ports.ts';
import type { FollowUpModel } from './synthesis/ports.ts';
import { answerWorkshops } from './workshop/my-workshops.ts';
import type { WorkshopStore } from './workshop/ports.ts';

export interface AfterTurn {
  /** Null for a platform without an adapter here. */
  readonly adapterOf: (platform: string) => Adapter | null;
  readonly linker: Linker;
  readonly workshops: WorkshopStore;
  /** Workshops were told something that they are still to turn. */
  readonly onTold: () => void;
  /** What draws follow-ups; null: nothing. */
  readonly followUps: FollowUpModel | null;
  readonly newId: () => string;
  readonly run: (key: string, input: TurnInput) => Promise<TurnOutcome>;
  readonly clock: Clock;
  readonly log: Log;
}

type DrawEffect = Extract<Afterwards['effects'][number], { type: 'drawFollowUp' }>;

/** Never rejects. */
export async function afterTurn(after: AfterTurn, { participantId, session, effects }: Afterwards): Promise<void> {
  const draws: Promise<void>[] = [];
  for (const effect of effects) {
    try {
      if (effect.type === 'drawFollowUp') draws.push(drawFollowUp(after, participantId, effect));
      else if (effect.type === 'typing')
        await after.adapterOf(effect.to.platform)?.sendTransient({ kind: 'typing', to: effect.to });
      else if (effect.type === 'workshops') {
        const answer = await answerWorkshops(after.workshops, after.newId, participantId, effect.ask);
        await tell(after, participantId, answer);
        if (effect.ask !== 'list') after.onTold();
      } else if (session !== null) await link(after, participantId, effect, session);
    } catch (error) {
      after.log('warn', 'after_turn_failed', { effect: effect.type, ...errorFacts(error) });
    }
  }
  await Promise.all(draws);
}

/** Whatever becomes of it, the conversation goes on by itself when its time is over. Never rejects. */
async function drawFollowUp(after: AfterTurn, participantId: string, effect: DrawEffect): Promise<void> {
  const { token, question, answer } = effect;
  try {
    const text = (await after.followUps?.draw(question, answer)) ?? null;
    await tell(after, participantId, { kind: 'followUpDrawn', token, text });
  } catch (error) {
    after.log('warn', 'after_turn_failed', { effect: effect.type, ...errorFacts(error) });
  }
}

async function link(
  after: AfterTurn,
  participantId: string,
  effect: LinkEffect,
  session: NonNullable<Afterwards['session']>,
): Promise<void> {
  for (const told of await linkAccounts(after.linker, participantId, effect, session)) {
    await tell(after, told.participantId, told.event);
  }
}

/** An event of our own, for anybody; tried again for a while where the database is down. */
async function tell(after: AfterTurn, participantId: string, event: StepEvent): Promise<void> {
  const input: TurnInput = { kind: 'internal', id: after.newId(), participantId, event };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcome = await after.run(participantId, input);
      if (outcome.kind !== 'failed') return;
      throw outcome.error;
    } catch (error) {
      if (attempt >= INTERNAL_ATTEMPTS) throw error;
      await after.clock.sleep(INTERNAL_RETRY_MS * attempt, new AbortController().signal);
    }
  }
}
