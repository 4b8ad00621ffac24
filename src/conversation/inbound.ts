/** An event of a platform, told apart: something said, a click, a form, a correction, or nothing that concerns us. */
import { cleanText } from '#text/index.ts';
import { addSeconds } from '#text/instants.ts';
import type { InboundEvent } from '#messaging/inbound.ts';
import { receiveCorrection } from './correct.ts';
import type { StepEvent } from './events.ts';
import { receiveForm } from './form.ts';
import { hearClick, hearCommand, hearMessage } from './hear.ts';
import { isSaidInPublic } from './intent.ts';
import { MAX_MESSAGES_PER_WINDOW, RATE_WINDOW_SECONDS } from './limits.ts';
import { phrase } from './phrases.ts';
import { quietUntil } from './record.ts';
import { directAddress, setStage, tell, type Turn } from './turn.ts';

type Inbound = Extract<StepEvent, { kind: 'inbound' }>;

/** Returns false where the event concerns nobody: nothing is then kept of it. */
export function receiveInbound(turn: Turn, { event, quoted }: Inbound): boolean {
  switch (event.kind) {
    case 'typing':
      return prolong(turn);
    case 'reaction':
    case 'join':
    case 'leave':
      return false;
    case 'edit':
    case 'deletion':
      return receiveCorrection(turn, event);
    case 'message':
      if (!event.direct && !isSaidInPublic(event.text)) return false;
      if (arrive(turn, event)) hearMessage(turn, event, quoted);
      turn.session = { ...turn.session, lastRef: event.ref };
      return true;
    case 'command': {
      const text = cleanText(event.text);
      const said = text === '' ? 'bonjour' : text;
      const input = { kind: 'text', text: said, ref: null, order: event.order, files: [] } as const;
      if (arrive(turn, event)) hearCommand(turn, input);
      break;
    }
    case 'choice':
      if (arrive(turn, event)) hearClick(turn, event.values, event.order);
      break;
    case 'form':
      if (arrive(turn, event)) receiveForm(turn, event);
  }
  turn.session = { ...turn.session, lastRef: null };
  return true;
}

/** Where and when the person spoke, and whether it is too much: then it is said once, and nothing is taken. */
function arrive(turn: Turn, event: InboundEvent): boolean {
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

/** Typing keeps an open answer open, within its bound. */
function prolong(turn: Turn): boolean {
  const { stage } = turn.session;
  if (stage.name !== 'question' || stage.burst === null || stage.burst.closesAt <= turn.now) return false;
  const closesAt = quietUntil(turn, stage.burst.latestAt);
  if (closesAt <= stage.burst.closesAt) return false;
  setStage(turn, { ...stage, burst: { ...stage.burst, closesAt } });
  return true;
}
