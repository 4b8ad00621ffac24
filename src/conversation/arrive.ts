/** Where and when the person was heard, and how much of late. */
import type { InboundEvent } from '#messaging/inbound.ts';
import { addSeconds } from '#text/instants.ts';
import { MAX_MESSAGES_PER_WINDOW, RATE_WINDOW_SECONDS } from './limits.ts';
import { phrase } from './phrases.ts';
import { directAddress, tell, type Turn } from './turn.ts';

/** Notes that the person was heard. Returns false where it is too much: it is said once, and nothing is taken. */
export function arrive(turn: Turn, event: InboundEvent): boolean {
  const { session, now } = turn;
  const since = session.rate.windowStart;
  const fresh = since === '' || since > now || addSeconds(since, RATE_WINDOW_SECONDS) <= now;
  const rate = fresh
    ? { windowStart: now, messages: 1, told: false }
    : { ...session.rate, messages: session.rate.messages + 1 };
  const tooMany = rate.messages > MAX_MESSAGES_PER_WINDOW;
  turn.session = {
    ...session,
    address: event.direct ? event.address : directAddress(event.address),
    displayName: event.author.displayName,
    lastEventAt: now > session.lastEventAt ? now : session.lastEventAt,
    lastOrder: event.order > session.lastOrder ? event.order : session.lastOrder,
    rate: { ...rate, told: tooMany },
  };
  if (tooMany && !rate.told) tell(turn, phrase('rate.slowDown', { seconds: RATE_WINDOW_SECONDS }));
  return !tooMany;
}
