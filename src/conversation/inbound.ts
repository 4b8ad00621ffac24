/** An event of a platform, told apart: a command, an answer, a correction, a click, or nothing that concerns us. */
import { cleanText } from '#text/index.ts';
import { addSeconds } from '#text/instants.ts';
import type { InboundEvent } from '#messaging/inbound.ts';
import { addLate, amendByQuote, amendByRef, findByRef } from './amend.ts';
import { runCommand, stageBehind } from './commands.ts';
import type { StepEvent } from './events.ts';
import { receiveForm } from './form.ts';
import { type Intent, readIntent } from './intent.ts';
import { lateTarget } from './late.ts';
import { MAX_BURST_SECONDS, MAX_MESSAGE_CHARACTERS, MAX_MESSAGES_PER_WINDOW, RATE_WINDOW_SECONDS } from './limits.ts';
import { phrase } from './phrases.ts';
import { closeBurst, quietUntil } from './record.ts';
import { confirmedText } from './stages/confirm.ts';
import { stages } from './stages/index.ts';
import type { StageModule } from './stages/module.ts';
import { wake } from './stages/rest.ts';
import type { Stage } from './stage.ts';
import { directAddress, goTo, type Input, setStage, tell, type Turn } from './turn.ts';
import { isAmbiguous, ownsCommand, readsAsAnswer } from './understanding.ts';

type Inbound = Extract<StepEvent, { kind: 'inbound' }>;
type Message = Extract<InboundEvent, { kind: 'message' }>;

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
      if (!event.direct && readIntent(event.text) === null) return false;
      if (!arrive(turn, event)) return true;
      receiveMessage(turn, event, quoted);
      return true;
    case 'command':
      if (!arrive(turn, event)) return true;
      receiveCommand(turn, event.text, event.order);
      return true;
    case 'choice':
      if (!arrive(turn, event)) return true;
      receiveClick(turn, event.values, event.order);
      return true;
    case 'form':
      if (!arrive(turn, event)) return true;
      receiveForm(turn, event);
      return true;
  }
}

/** Where and when the person spoke, and whether it is too much: then it is said once, and nothing is taken. */
function arrive(turn: Turn, event: InboundEvent): boolean {
  const { session, now } = turn;
  const fresh = session.rate.windowStart === '' || addSeconds(session.rate.windowStart, RATE_WINDOW_SECONDS) <= now;
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
  if (tooMany && !(rate.told && !fresh)) tell(turn, phrase('rate.slowDown', { seconds: RATE_WINDOW_SECONDS }));
  return !tooMany;
}

/** Typing keeps an open answer open, within its bound. */
function prolong(turn: Turn): boolean {
  const { stage } = turn.session;
  if (stage.name !== 'question' || stage.burst === null || stage.burst.closesAt <= turn.now) return false;
  const latestAt =
    stage.burst.latestAt < addSeconds(turn.now, MAX_BURST_SECONDS)
      ? stage.burst.latestAt
      : addSeconds(turn.now, MAX_BURST_SECONDS);
  setStage(turn, { ...stage, burst: { ...stage.burst, closesAt: quietUntil(turn, latestAt) } });
  return true;
}

function receiveCorrection(turn: Turn, event: Extract<InboundEvent, { kind: 'edit' | 'deletion' }>): boolean {
  const { stage } = turn.session;
  const text = event.kind === 'edit' ? cleanText(event.text) : null;
  const behind = stage.name === 'paused' ? stage.back : stage;
  const retried = behind.name === 'question' && behind.refusedRef === event.ref && text !== null && text !== '';
  if (!retried && findByRef(turn.session, event.ref) === undefined) return false;
  if (text !== null && text.length > MAX_MESSAGE_CHARACTERS) tell(turn, phrase('message.tooLong'));
  else if (retried) receiveText(turn, { kind: 'text', text, ref: event.ref, order: event.order, files: [] });
  else amendByRef(turn, event.ref, text === '' ? null : text, event.order);
  return true;
}

function receiveMessage(turn: Turn, event: Message, quoted: Inbound['quoted']): void {
  const text = cleanText(event.text);
  if (text.length > MAX_MESSAGE_CHARACTERS) return tell(turn, phrase('message.tooLong'));
  const part = { ref: event.ref, order: event.order, text };
  const input: Extract<Input, { kind: 'text' }> = {
    kind: 'text',
    text,
    ref: event.ref,
    order: event.order,
    files: event.files,
  };
  const target = quoted ?? quotedOwn(turn, event);
  if (target !== null && !isPresent(turn, target) && readIntent(text) === null)
    return amendByQuote(turn, target.draftId, target.question, part);
  const late = readIntent(text) === null ? lateTarget(turn, event) : null;
  if (late !== null) return addLate(turn, late, part);
  closeOverdue(turn, event.at);
  receiveText(turn, input);
}

/** The answer that the person's own quoted message gave. */
function quotedOwn(turn: Turn, event: Message): { draftId: string; question: string } | null {
  if (event.replyTo === null) return null;
  const found = findByRef(turn.session, event.replyTo);
  return found === undefined ? null : { draftId: found.draft.id, question: found.name };
}

function isPresent(turn: Turn, target: { draftId: string; question: string }): boolean {
  const { stage, current } = turn.session;
  const behind = stage.name === 'paused' ? stage.back : stageBehind(stage);
  const known = turn.session.drafts[target.draftId];
  if (known === undefined) return true;
  return (
    behind.name === 'question' &&
    current === target.draftId &&
    target.question === (behind.followUp ? `${behind.question}.relance` : behind.question)
  );
}

/** A burst whose silence passed while nobody woke it is closed before what was said after it. */
function closeOverdue(turn: Turn, at: string): void {
  const { stage } = turn.session;
  if (
    stage.name === 'question' &&
    stage.burst !== null &&
    stage.burst.closesAt <= turn.now &&
    at > stage.burst.closesAt
  )
    closeBurst(turn);
}

function receiveCommand(turn: Turn, text: string, order: string): void {
  const clean = cleanText(text);
  const intent = readIntent(clean === '' ? 'bonjour' : clean);
  if (intent !== null && runCommand(turn, intent)) return;
  receiveText(turn, { kind: 'text', text: clean, ref: null, order, files: [] });
}

/** A text is a command, or the answer to what was asked, or neither: then what is possible is said. */
function receiveText(turn: Turn, input: Extract<Input, { kind: 'text' }>): void {
  const { stage } = turn.session;
  if (stage.name === 'confirm' && stage.what.do === 'command') {
    const meant = confirmedText(turn, stage, input);
    if (meant !== null)
      return meant.kind === 'answer' ? accept(turn, meant.input) : void runCommand(turn, meant.intent);
  }
  const intent = input.files.length > 0 ? null : readIntent(input.text);
  if (intent !== null && obey(turn, intent, input)) return;
  accept(turn, input);
}

/** Obeys the command unless it could be the answer; returns whether the text was dealt with. */
function obey(turn: Turn, intent: Intent, input: Extract<Input, { kind: 'text' }>): boolean {
  const { stage } = turn.session;
  if (ownsCommand(stage, intent.command) && acceptAt(turn, stage, input)) return true;
  if (stage.name === 'question') {
    const ambiguity = isAmbiguous(turn, stage, intent, input.text);
    if (ambiguity === 'answer') return false;
    if (ambiguity === 'ask') {
      goTo(turn, {
        name: 'confirm',
        what: { do: 'command', text: input.text, ref: input.ref ?? '', order: input.order },
        back: stage,
      });
      return true;
    }
  }
  if (intent.fuzzy && stage.name !== 'question' && readsAsAnswer(turn, stage, input)) return false;
  if (stage.name === 'confirm' && intent.command !== 'back') setStage(turn, stage.back);
  return runCommand(turn, intent);
}

function receiveClick(turn: Turn, ids: readonly string[], order: string): void {
  const { session } = turn;
  const values = ids.filter(id => id.startsWith(`${session.prompt}.`)).map(id => id.slice(`${session.prompt}.`.length));
  if (session.stage.name === 'start') return goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
  if (values.length === 0) {
    tell(turn, phrase('click.stale'));
    return again(turn);
  }
  accept(turn, { kind: 'choice', values, order });
}

function again(turn: Turn): void {
  const { stage } = turn.session;
  if (stage.name === 'paused') wake(turn, stage.back);
  else if (stage.name === 'idle' || stage.name === 'stopped') tell(turn, phrase('idle.ways'));
  else turn.prompting = 'again';
}

/** Hands the input to the present stage; a paused one is woken first. What nobody understands gets a way forward. */
function accept(turn: Turn, input: Input): void {
  const { stage } = turn.session;
  if (stage.name === 'confirm' && stage.what.do === 'command' && input.kind === 'choice') {
    const meant = confirmedText(turn, stage, input);
    if (meant !== null)
      return meant.kind === 'answer' ? accept(turn, meant.input) : void runCommand(turn, meant.intent);
  }
  if (acceptAt(turn, stage, input)) return;
  if (stage.name === 'paused') {
    wake(turn, stage.back);
    turn.prompting = null;
    if (acceptAt(turn, turn.session.stage, input)) return;
    turn.prompting = 'again';
    return;
  }
  if (turn.pending.length === 0) tell(turn, phrase('message.notUnderstood'));
  turn.prompting = 'again';
}

function acceptAt(turn: Turn, stage: Stage, input: Input): boolean {
  const module = stages[stage.name] as StageModule<Stage>;
  return module.accept(turn, stage, input);
}
