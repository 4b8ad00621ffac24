/** Voice messages: kept as answers to open questions until somebody has written down what they say. */
import type { Question } from '#consultation/definition.ts';
import { questionByName } from '#consultation/inspect.ts';
import type { InboundFile } from '#messaging/inbound.ts';
import { cleanText } from '#text/index.ts';
import { isSent, resumePrompt } from './amend.ts';
import { applyParts } from './apply-parts.ts';
import { lengthOf } from './describe-value.ts';
import { isOpenQuestion, questionNameOf } from './drafts.ts';
import { MAX_VOICE_MB, MAX_VOICE_MINUTES } from './limits.ts';
import { type Phrase, phrase } from './phrases.ts';
import { answerName, appendMessage } from './record.ts';
import type { AnswerPart, Draft, Voice } from './session.ts';
import type { QuestionStage } from './stage.ts';
import { axisOf, goTo, type Input, tell, type Turn } from './turn.ts';

type TextInput = Extract<Input, { kind: 'text' }>;
type KeptVoice = Voice & { readonly fileId: string };

export function isVoice({ files }: Pick<TextInput, 'files'>): boolean {
  return files.some(({ audio }) => audio !== undefined);
}

/** Takes a voice message at a question. Returns false where what was written beside it is still to be heard. */
export function acceptVoice(
  turn: Turn,
  draft: Draft,
  asked: Question,
  stage: QuestionStage,
  input: TextInput,
): boolean {
  const isOpen = isOpenQuestion(asked, answerName(stage));
  const voices = isOpen ? keptVoices(turn, draft, input.files) : [];
  if (!isOpen) tell(turn, phrase(hasChoices(asked, stage) ? 'voice.choose' : 'voice.write'));
  if (voices.length === 0) {
    if (input.text !== '') return false;
    goTo(turn, { ...stage, attempts: stage.attempts + 1 }, 'again');
    return true;
  }
  const before = turn.pending.length;
  if (!appendMessage(turn, draft, stage, ...partsOf(input, voices))) return true;
  keep(turn, draft, answerName(stage), voices);
  // Before what closing the answer says: it may be closed at once.
  turn.pending.splice(before, 0, sayKept(turn, voices));
  return true;
}

/** A voice message that quotes an earlier question, or one of its answers, replaces that answer. */
export function amendByVoice(turn: Turn, draftId: string, name: string, input: TextInput): void {
  const draft = turn.session.drafts[draftId];
  if (draft === undefined) return;
  const question = questionByName(axisOf(turn, draft), questionNameOf(name));
  if (isSent(turn, draft)) tell(turn, phrase('voice.sent', { reference: draft.reference ?? '' }));
  else if (question === undefined || !isOpenQuestion(question, name)) tell(turn, phrase('voice.write'));
  else {
    const voices = keptVoices(turn, draft, input.files);
    const parts = partsOf(input, voices);
    const [first] = parts;
    if (first !== undefined) {
      applyParts(turn, draft, name, parts, first);
      keep(turn, draft, name, voices);
      tell(turn, sayKept(turn, voices));
    }
  }
  resumePrompt(turn);
}

function hasChoices({ type }: Question, { otherFor, field, placeFor }: QuestionStage): boolean {
  if (otherFor !== null || field !== null || placeFor !== null) return false;
  return type === 'select_one' || type === 'select_multiple' || type === 'scale';
}

/** What was written beside comes first; all of it is one message. */
function partsOf({ ref, order, text }: TextInput, voices: readonly KeptVoice[]): AnswerPart[] {
  const written = cleanText(text);
  return [
    ...(written === '' ? [] : [{ ref, order, text: written }]),
    ...voices.map(voice => ({ ref, order, text: '', voice })),
  ];
}

/** Those that were stored; the others are told why not. */
function keptVoices(turn: Turn, draft: Draft, files: readonly InboundFile[]): readonly KeptVoice[] {
  const sounds = files.filter(({ audio }) => audio !== undefined);
  const refused = sounds.find(({ fileId }) => fileId === undefined);
  if (refused !== undefined) tell(turn, whyRefused(refused));
  if (sounds.length < files.length) tell(turn, phrase('file.notAwaited'));
  const before = voicesOf(draft).reduce((most, { n }) => Math.max(most, n), 0);
  return sounds
    .filter(({ fileId }) => fileId !== undefined)
    .map(({ fileId = '', audio }, i) => ({
      fileId,
      n: before + i + 1,
      seconds: Math.max(1, Math.round(audio?.seconds ?? 0)),
      transcribed: null,
    }));
}

export function whyRefused({ refused }: InboundFile): Phrase {
  if (refused === 'too_long') return phrase('voice.tooLong', { minutes: MAX_VOICE_MINUTES });
  if (refused === 'too_big') return phrase('voice.tooBig', { max: MAX_VOICE_MB });
  return phrase('voice.unread');
}

/** Every voice message of a draft, in no order. */
export function voicesOf({ answers }: Pick<Draft, 'answers'>): readonly Voice[] {
  return Object.values(answers).flatMap(({ parts }) => parts.flatMap(({ voice }) => voice ?? []));
}

function keep(turn: Turn, { id: draftId, axis }: Draft, question: string, voices: readonly KeptVoice[]): void {
  const { lang } = turn.session;
  for (const voice of voices) turn.effects.push({ type: 'keepRecording', draftId, axis, question, lang, voice });
}

function sayKept(turn: Turn, voices: readonly KeptVoice[]): Phrase {
  const length = lengthOf(voices.reduce((sum, { seconds }) => sum + seconds, 0));
  const service = turn.context.consultation.transcriptionByService ? (turn.context.transcriber ?? null) : null;
  return service === null ? phrase('voice.kept', { length }) : phrase('voice.keptService', { length, service });
}
