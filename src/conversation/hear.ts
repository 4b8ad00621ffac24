/** What a person says or clicks: a command, the answer to what was asked, or neither; then what is possible is said. */
import { cleanText, isDontKnow } from '#text/index.ts';
import type { InboundEvent } from '#messaging/inbound.ts';
import { amendByQuote, joinLate, reopen } from './amend.ts';
import { runCommand } from './commands.ts';
import type { StaffWords, StepEvent } from './events.ts';
import { type Intent, readIntent } from './intent.ts';
import { lateTarget, mayGoOnWith } from './late.ts';
import { BURST_DONE } from './effects.ts';
import { findAnswer, findByRef } from './found-answer.ts';
import { CONTINUED_WORDS, MAX_MESSAGE_CHARACTERS } from './limits.ts';
import { phrase, type Phrase } from './phrases.ts';
import { restBurst } from './draw-follow-up.ts';
import { answerName, closeBurst } from './record.ts';
import { leaveConfirm, pickConfirm } from './stages/confirm.ts';
import { stages } from './stages/index.ts';
import type { StageModule } from './stages/module.ts';
import { wake } from './stages/rest.ts';
import { type ConfirmStage, isPausable, type Stage, stageBehind } from './stage.ts';
import { skip } from './steps-aside.ts';
import { flush, goTo, type Input, setStage, tell, type Turn } from './turn.ts';
import { amendByVoice, isVoice } from './voice.ts';
import { awaitsWords, meaningOf, ownsCommand } from './understanding.ts';

type Message = Extract<InboundEvent, { kind: 'message' }>;
type Quoted = Extract<StepEvent, { kind: 'inbound' }>['quoted'];
type TextInput = Extract<Input, { kind: 'text' }>;
type Staff = Extract<ConfirmStage['what'], { do: 'staff' }>;
type Continue = Extract<ConfirmStage['what'], { do: 'continue' }>;

/** A message goes where it belongs: to the answer that it quotes, to the one it came too late for, or to the present. */
export function hearMessage(turn: Turn, event: Message, quoted: Quoted, staff: StaffWords | null): void {
  const text = cleanText(event.text);
  const { ref, order, files } = event;
  if (text.length > MAX_MESSAGE_CHARACTERS) return tell(turn, phrase('message.tooLong'));
  const said = { kind: 'text', text, ref, order, files } as const;
  // « Ouvrir plus de lieux » may go on with an answer: of whoever has no role, that is looked at first.
  const isObeyed = staff !== null && files.length === 0 && (staff.hasRole || staff.called);
  if (isObeyed && hearStaff(turn, staff, said)) return;
  const isPlain = text !== '' && files.length === 0 && readIntent(text) === null;
  const target = isPlain || isVoice(said) ? (quoted ?? quotedOwn(turn, event)) : null;
  if (target !== null && !isPresent(turn, target) && isVoice(said))
    return amendByVoice(turn, target.draftId, target.question, said);
  if (target !== null && !isPresent(turn, target))
    return amendByQuote(turn, target.draftId, target.question, { ref, order, text });
  const late = isPlain ? lateTarget(turn, event, text) : null;
  if (late !== null) return joinLate(turn, late, { ref, order, text });
  const input = { kind: 'text', text, ref, order, files } as const;
  const before = isPlain ? mayGoOnWith(turn, text) : null;
  if (before === null && staff !== null && !isObeyed && files.length === 0 && hearStaff(turn, staff, said)) return;
  if (before === null || understands(turn, input)) return hear(turn, input);
  const amendment = { draftId: before.draft.id, question: before.name, ref, text, order, joins: true };
  goTo(turn, { name: 'confirm', what: { do: 'continue', amendment }, back: stageBehind(turn.session.stage) });
}

/**
 * A staff command is obeyed, or refused, by the application. Where it could be the answer to what was asked it is one
 * for whoever has no role, and asked about for the others; called as a command (« /… ») it is never an answer. The
 * contributors' own words stay theirs. Returns whether it was dealt with.
 */
function hearStaff(turn: Turn, staff: StaffWords, input: TextInput): boolean {
  const { stage } = turn.session;
  const own = readIntent(input.text);
  if (!staff.hasRole && own !== null && !own.fuzzy) return false;
  if (!staff.called && awaitsWords(stageBehind(stage)) && (stage.name === 'confirm' || understands(turn, input))) {
    if (!staff.hasRole) return false;
    const { text, ref, order } = input;
    goTo(turn, { name: 'confirm', what: { do: 'staff', text, ref, order }, back: stageBehind(stage) });
    return true;
  }
  obeyStaff(turn, input.text);
  return true;
}

/** What was being asked stays asked, after the answer. */
function obeyStaff(turn: Turn, text: string): void {
  const { stage: before } = turn.session;
  if (before.name === 'question' && before.burst !== null) closeBurst(turn);
  flush(turn);
  turn.effects.push({ type: 'staff', text, to: turn.session.address, lang: turn.session.lang });
  const { stage } = turn.session;
  if (isPausable(stage) || stage.name === 'confirm') turn.prompting ??= 'again';
}

/** Whether the present stage can read the text: tried on a copy of the turn, of which nothing stays. */
function understands(turn: Turn, input: TextInput): boolean {
  const attempt: Turn = { ...turn, effects: [], pending: [], attached: [] };
  const { stage } = turn.session;
  return acceptAt(attempt, stage, input) && attempt.session.refusedRef !== input.ref;
}

/** The answer that the person's own quoted message gave. */
function quotedOwn(turn: Turn, event: Message): { draftId: string; question: string } | null {
  if (event.replyTo === null) return null;
  const found = findByRef(turn.session, event.replyTo);
  return found === undefined ? null : { draftId: found.draft.id, question: found.name };
}

/** Whether what is quoted is what is being asked, or is gone: the message is then like any other. */
function isPresent(turn: Turn, target: { draftId: string; question: string }): boolean {
  const { stage, current, drafts } = turn.session;
  const behind = stage.name === 'paused' ? stage.back : stageBehind(stage);
  const known = drafts[target.draftId];
  if (known === undefined || known.status === 'withdrawn') return true;
  return behind.name === 'question' && current === target.draftId && target.question === answerName(behind);
}

/** A text is a command, or the answer to what was asked, or neither. */
export function hear(turn: Turn, input: TextInput): void {
  turn.isLost = turn.session.refusedRef !== null;
  turn.session = { ...turn.session, refusedRef: null };
  if (takeUp(turn, input)) return;
  const { stage } = turn.session;
  // At a question, it is the question's to take.
  if (isVoice(input) && stage.name !== 'question' && stage.name !== 'paused') tell(turn, phrase('voice.notAwaited'));
  const intent = input.files.length > 0 ? null : readIntent(input.text);
  if (intent === null || !obey(turn, stage, intent, input)) accept(turn, input);
}

/** What follows the bot's name in a slash command: a command wherever it reads as one, otherwise like any text. */
export function hearCommand(turn: Turn, input: TextInput, staff: StaffWords | null): void {
  if (staff !== null && hearStaff(turn, { ...staff, called: true }, input)) return;
  const { stage } = turn.session;
  const intent = readIntent(input.text);
  if (intent === null || intent.fuzzy) return hear(turn, input);
  if (stage.name === 'confirm' && intent.command !== 'back') setStage(turn, stage.back);
  if (!runCommand(turn, intent)) hear(turn, input);
}

/** Obeys the command unless it could be the answer; returns whether the text was dealt with. */
function obey(turn: Turn, stage: Stage, intent: Intent, input: TextInput): boolean {
  const own = ownsCommand(stage, intent.command) || (intent.fuzzy && hasOwnWords(stage));
  if (own && acceptAt(turn, stage, input)) return true;
  const meaning = meaningOf(turn, intent, input.text);
  if (meaning === 'answer') return false;
  if (meaning === 'ask') {
    const { text, ref, order } = input;
    goTo(turn, { name: 'confirm', what: { do: 'command', text, ref, order }, back: stageBehind(stage) });
    return true;
  }
  if (stage.name === 'confirm' && intent.command !== 'back') setStage(turn, stage.back);
  return runCommand(turn, intent);
}

/** Menus, in which a misspelt word is first one of theirs. */
function hasOwnWords({ name }: Stage): boolean {
  return !['question', 'start', 'idle', 'stopped', 'paused', 'confirm'].includes(name);
}

/** At « est-ce votre réponse ? », « est-ce la suite ? »: the text that it is about goes where the person says. */
function takeUp(turn: Turn, input: Input): boolean {
  const { stage } = turn.session;
  if (stage.name !== 'confirm') return false;
  const { what, back } = stage;
  if (what.do === 'continue') return takeUpEnd(turn, what, back, input);
  if (what.do === 'staff') return takeUpStaff(turn, what, back, input);
  const picked = what.do === 'command' ? pickConfirm(turn, what, input) : null;
  if (picked === null || what.do !== 'command') return false;
  const { text, ref, order } = what;
  setStage(turn, back);
  const intent = picked === 'no' ? readIntent(text) : null;
  if (intent === null || !runCommand(turn, intent)) accept(turn, { kind: 'text', text, ref, order, files: [] });
  return true;
}

/** « Est-ce votre réponse, ou une commande ? », of a staff command. */
function takeUpStaff(turn: Turn, what: Staff, back: Stage, input: Input): boolean {
  const picked = pickConfirm(turn, what, input);
  if (picked === null) return false;
  const { text, ref, order } = what;
  setStage(turn, back);
  if (picked === 'no') obeyStaff(turn, text);
  else accept(turn, { kind: 'text', text, ref, order, files: [] });
  return true;
}

/** No: it is tried as the answer to what was asked. Anything else keeps it where it seems to belong. */
function takeUpEnd(turn: Turn, what: Continue, back: Stage, input: Input): boolean {
  const { draftId, question: name, text, ref, order } = what.amendment;
  const picked = pickConfirm(turn, what, input);
  const found = picked === 'no' ? undefined : findAnswer(turn.session, draftId, name);
  const part = { ref, order, text: text ?? '' };
  setStage(turn, back);
  if (found === undefined) accept(turn, { kind: 'text', files: [], ...part });
  else if (picked === 'yes' && found.draft.id === turn.session.current) reopen(turn, found, part);
  else {
    joinLate(turn, { ...found, joins: true }, part);
    const joined = findAnswer(turn.session, draftId, name);
    if (picked === null && joined !== undefined && isMore(turn, input)) {
      joinLate(turn, { ...joined, joins: true }, { ref: input.ref, order: input.order, text: input.text });
      return true;
    }
  }
  return picked !== null;
}

/** More prose, which answers nothing of what was asked either. */
function isMore(turn: Turn, input: Input): input is TextInput {
  if (input.kind !== 'text' || input.files.length > 0 || readIntent(input.text) !== null) return false;
  return input.text.split(/\s+/).length >= CONTINUED_WORDS && !understands(turn, input);
}

/** A button, a menu or a reaction: only the last prompt's count, once. */
export function hearClick(turn: Turn, ids: readonly string[], order: string): void {
  const { prompt, stage } = turn.session;
  const values = ids.filter(id => id.startsWith(`${prompt}.`)).map(id => id.slice(`${prompt}.`.length));
  if (stage.name === 'start') return goTo(turn, { name: 'welcome', wish: { axis: null, kind: 'individual' } });
  if (values.length === 0) return tellStale(turn);
  turn.session = { ...turn.session, prompt: prompt + 1 };
  if (values[0] === BURST_DONE && stage.name === 'question' && stage.burst !== null) return restBurst(turn);
  const input = { kind: 'choice', values, order } as const;
  if (!takeUp(turn, input)) accept(turn, input);
}

/** What was pressed is no longer asked: it is said, with where the person is. */
export function tellStale(turn: Turn): void {
  const { stage } = turn.session;
  tell(turn, phrase('click.stale'));
  if (stage.name === 'paused') wake(turn, stage.back);
  else turn.prompting = 'again';
}

/** Hands the input to the present stage; a paused one is woken first. What nobody understands gets a way forward. */
function accept(turn: Turn, input: Input): void {
  const { stage } = turn.session;
  if (input.kind === 'text' && isDontKnow(input.text) && stage.name !== 'question' && skip(turn)) return;
  if (acceptAt(turn, stage, input)) return;
  if (stage.name === 'paused') {
    wake(turn, stage.back);
    turn.prompting = null;
    return accept(turn, input);
  }
  if (stage.name === 'reminded') {
    setStage(turn, stage.back);
    return accept(turn, input);
  }
  if (input.kind === 'text' && stage.name === 'confirm') {
    const left = leaveConfirm(turn, stage, input.text);
    if (left !== 'stay') return left === 'heard' ? undefined : accept(turn, input);
  }
  if (turn.pending.length === 0) tell(turn, whyNot(turn, input));
  if (input.kind === 'text') turn.session = { ...turn.session, refusedRef: input.ref };
  turn.prompting = 'again';
}

/** Said the same twice, it would be a dead end: the second time it says how, and where a person is. */
function whyNot(turn: Turn, input: Input): Phrase {
  if (input.kind === 'choice') return phrase('click.stale');
  if (isVoice(input)) return phrase('voice.notAwaited');
  if (input.files.length > 0 && input.text === '') return phrase('file.notAwaited');
  if (!turn.isLost) return phrase('message.notUnderstood');
  return phrase('message.stillNotUnderstood', { contact: turn.context.consultation.staffContact });
}

function acceptAt(turn: Turn, stage: Stage, input: Input): boolean {
  const module = stages[stage.name] as StageModule<Stage>;
  return module.accept(turn, stage, input);
}
