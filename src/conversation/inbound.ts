/** An event of a platform, told apart: something said, a click, a form, a correction, or nothing that concerns us. */
import { cleanText } from '#text/index.ts';
import { arrive } from './arrive.ts';
import { receiveCorrection } from './correct.ts';
import type { StaffWords, StepEvent } from './events.ts';
import { receiveForm } from './form.ts';
import { hearClick, hearCommand, hearMessage, tellStale } from './hear.ts';
import { isSaidInPublic } from './intent.ts';
import { quietUntil } from './record.ts';
import { setStage, type Turn } from './turn.ts';

type Inbound = Extract<StepEvent, { kind: 'inbound' }>;

/** Returns false where the event concerns nobody: nothing is then kept of it. */
export function receiveInbound(turn: Turn, { event, quoted, staff = null }: Inbound): boolean {
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
      if (!event.direct && !isSaidInPublic(event.text) && !isStaffInPublic(staff)) return false;
      if (arrive(turn, event)) hearMessage(turn, event, quoted, staff);
      turn.session = { ...turn.session, lastRef: event.ref };
      return true;
    case 'command': {
      const text = cleanText(event.text);
      const said = text === '' ? 'bonjour' : text;
      const input = { kind: 'text', text: said, ref: null, order: event.order, files: [] } as const;
      if (!arrive(turn, event)) break;
      const isOld = event.prompt !== undefined && event.prompt !== turn.session.prompt;
      if (isOld && turn.session.stage.name !== 'start') tellStale(turn);
      else hearCommand(turn, input, staff);
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

/** Among others, a staff command counts for whoever has a role, and in full: « journal » may be a word of the talk. */
function isStaffInPublic(staff: StaffWords | null): boolean {
  return staff !== null && staff.hasRole && (staff.whole || staff.called);
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
