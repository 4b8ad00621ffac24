/**
 * The way out: heads of conversations are claimed, sent side by side, and marked together as they come back. A
 * conversation's next message is only claimed once the one before is marked.
 */
import { LEASE_MS, MAX_SENDING } from './limits.ts';
import { errorFacts } from './log.ts';
import type { OutboxStore } from './ports.ts';
import { type Sender, sendMessage, type Verdict } from './send-message.ts';

export interface DeliveryParts extends Sender {
  readonly outbox: OutboxStore;
  /** Names this process in its claims. */
  readonly owner: string;
  /** Platforms that this process sends on, now. */
  readonly platforms: () => readonly string[];
}

export interface Delivery {
  /**
   * Sends all that is due now, and what becomes due meanwhile; returns how many messages went out. Calls made while it
   * runs share its run. Rejects when the database fails: what had gone out by then is marked first by the next run, so
   * that a database that was away for a moment neither holds a conversation back for a lease nor sends it twice.
   */
  readonly drain: () => Promise<number>;
  /** When a head is next due; null for never. */
  readonly nextDueAt: () => Promise<string | null>;
}

/** What this process has in hand, from one run to the next: no more than `MAX_SENDING` in all. */
interface InHand {
  readonly sending: Set<Promise<void>>;
  /** What came back, and is not marked yet. */
  readonly back: Verdict[];
}

export function createDelivery(parts: DeliveryParts): Delivery {
  const hand: InHand = { sending: new Set(), back: [] };
  let current: Promise<number> | null = null;
  let again = false;

  function drain(): Promise<number> {
    if (current !== null) {
      // What was committed just now may have been missed by the claim in hand.
      again = true;
      return current;
    }
    current = run().finally(() => {
      current = null;
    });
    return current;
  }

  async function run(): Promise<number> {
    let sent = 0;
    do {
      again = false;
      sent += await drainOnce(parts, hand);
    } while (again);
    return sent;
  }

  return { drain, nextDueAt: () => parts.outbox.nextDueAt(parts.platforms()) };
}

async function drainOnce(parts: DeliveryParts, { sending, back }: InHand): Promise<number> {
  let sent = 0;
  let mayHaveMore = true;
  while (mayHaveMore || sending.size > 0 || back.length > 0) {
    if (back.length > 0) {
      sent += await mark(parts, back);
      mayHaveMore = true;
    }
    const room = MAX_SENDING - sending.size;
    if (mayHaveMore && room > 0) {
      const rows = await claim(parts, room);
      for (const row of rows) {
        const work = sendMessage(parts, row).then(verdict => {
          back.push(verdict);
          sending.delete(work);
        });
        sending.add(work);
      }
      mayHaveMore = rows.length === room;
    }
    if (back.length === 0 && sending.size > 0) await Promise.race(sending);
  }
  return sent;
}

function claim(
  { outbox, clock, owner, platforms }: DeliveryParts,
  most: number,
): ReturnType<OutboxStore['claimHeads']> {
  const served = platforms();
  return served.length === 0 ? Promise.resolve([]) : outbox.claimHeads(clock.now(), owner, LEASE_MS, most, served);
}

/**
 * Takes what it marked off `back`; returns how many went out. Where it fails all of them stay: marking again what was
 * marked changes nothing, and what another process took over after the lease has another fence.
 */
async function mark({ outbox, clock, log }: DeliveryParts, back: Verdict[]): Promise<number> {
  const verdicts = [...back];
  const sent = verdicts.filter(verdict => verdict.kind === 'sent');
  const now = clock.now();
  try {
    if (sent.length > 0) await outbox.markSent(sent, now);
    for (const verdict of verdicts) {
      if (verdict.kind === 'retry') await outbox.markRetry(verdict.id, verdict.fence, verdict.retryAt, verdict.reason);
      if (verdict.kind === 'dead') await outbox.markDead(verdict.id, verdict.fence, verdict.reason, now);
    }
  } catch (error) {
    log('error', 'outbox_not_marked', { messages: verdicts.length, ...errorFacts(error) });
    throw error;
  }
  back.splice(0, verdicts.length);
  return sent.length;
}
