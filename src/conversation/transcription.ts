/** What a voice message says, once written down: it becomes the answer's text, its author is told and has the last word. */
import type { TranscribedBy } from '#consultation/answer-value.ts';
import { cleanText } from '#text/index.ts';
import { progressOf, questionNameOf, withAnswer } from './drafts.ts';
import type { StepEvent } from './events.ts';
import { questionStage } from './flow.ts';
import type { FoundAnswer } from './found-answer.ts';
import { MAX_MESSAGE_CHARACTERS } from './limits.ts';
import { isOpen } from './opening.ts';
import { type Phrase, phrase } from './phrases.ts';
import { openAnswer } from './record.ts';
import type { Answer, AnswerPart, Draft, Session, Voice } from './session.ts';
import type { ConfirmStage } from './stage.ts';
import { receiveTell } from './tell.ts';
import { axisOf, goTo, setDraft, tell, type Turn } from './turn.ts';

type Transcribed = Extract<StepEvent, { kind: 'transcribed' }>;
type What = Extract<ConfirmStage['what'], { do: 'transcription' }>;

/** Returns false where the recording is in no answer any more: its author took it back, or put words in its place. */
export function receiveTranscribed(turn: Turn, { fileId, text, by }: Transcribed): boolean {
  const found = findRecording(turn.session, fileId);
  const said = cleanText(text).slice(0, MAX_MESSAGE_CHARACTERS).toWellFormed();
  if (found === null || said === '') return false;
  const { draft, name, answer } = found;
  const parts = withVoice(answer.parts, fileId, part => ({
    ...part,
    text: said,
    voice: { ...part.voice, transcribed: by },
  }));
  const changed = withAnswer(draft, name, openAnswer(parts, turn.now), turn.now);
  // What its author is correcting is sent with the rest of it.
  const isAsSent = draft.status === 'submitted' && !draft.dirty && turn.session.current !== draft.id;
  setDraft(turn, isAsSent ? { ...changed, version: changed.version + 1, dirty: false } : changed);
  if (isAsSent) turn.effects.push({ type: 'submit', draftId: draft.id });
  sayTranscribed(turn, changed, { name, fileId, said, by });
  return true;
}

/** Somebody at rest is asked whether it is right; nobody else is stopped in what they do. */
function sayTranscribed(
  turn: Turn,
  draft: Draft,
  {
    name,
    fileId,
    said,
    by,
  }: { readonly name: string; readonly fileId: string; readonly said: string; readonly by: TranscribedBy },
): void {
  const { n } = progressOf(axisOf(turn, draft), draft, questionNameOf(name));
  const { stage } = turn.session;
  const told = phrase('transcription.told', { n, text: said, who: { phrase: whoSaid(by) } });
  if (draft.status === 'submitted' && (stage.name === 'idle' || stage.name === 'paused')) {
    tell(turn, told);
    return goTo(turn, {
      name: 'confirm',
      what: { do: 'transcription', draftId: draft.id, question: name, fileId },
      back: stage,
    });
  }
  const { reference } = draft;
  const how = reference === null ? phrase('transcription.howDraft', { n }) : phrase('transcription.how', { reference });
  receiveTell(turn, { kind: 'tell', phrases: [told, how] });
}

function whoSaid(by: TranscribedBy): Phrase {
  return by.by === 'person' ? phrase('transcription.byPerson') : phrase('transcription.byService', { name: by.name });
}

/** « C'est bien cela »: the recording is not needed any more. */
export function confirmTranscription(
  turn: Turn,
  { draftId, question, fileId }: What,
  back: ConfirmStage['back'],
): void {
  const draft = turn.session.drafts[draftId];
  const answer = draft?.answers[question];
  if (draft !== undefined && answer !== undefined) {
    const parts = withVoice(answer.parts, fileId, part => ({ ...part, voice: { ...part.voice, fileId: null } }));
    setDraft(turn, { ...draft, answers: { ...draft.answers, [question]: { ...answer, parts } } });
  }
  tell(turn, phrase('transcription.confirmed'));
  goTo(turn, back, 'again');
}

/** « Je corrige »: their own words take the place of the answer. */
export function correctTranscription(turn: Turn, { draftId, question }: What, back: ConfirmStage['back']): void {
  const draft = turn.session.drafts[draftId];
  if (draft === undefined || draft.status === 'withdrawn') return goTo(turn, back, 'again');
  if (!isOpen(turn, draft.axis)) {
    tell(turn, phrase('contribution.closed', { contact: turn.context.consultation.staffContact }));
    return goTo(turn, back, 'again');
  }
  turn.session = { ...turn.session, current: draft.id };
  const asked = questionNameOf(question);
  goTo(turn, { ...questionStage(asked, 'review'), followUp: question !== asked, replacing: true });
}

/** The draft as its author sends it, having read it: what was transcribed in it needs no recording any more. */
export function withoutReadRecordings(draft: Draft): Draft {
  const isRead = ({ voice }: AnswerPart): boolean =>
    voice !== undefined && voice.transcribed !== null && voice.fileId !== null;
  const entries = Object.entries(draft.answers).map(([name, answer]): [string, Answer] => {
    if (!answer.parts.some(isRead)) return [name, answer];
    const parts = answer.parts.map(part =>
      part.voice !== undefined && isRead(part) ? { ...part, voice: { ...part.voice, fileId: null } } : part,
    );
    return [name, { ...answer, parts }];
  });
  return entries.every(([name, answer]) => draft.answers[name] === answer)
    ? draft
    : { ...draft, answers: Object.fromEntries(entries) };
}

/** Among all drafts and contributions that live. */
function findRecording({ drafts }: Session, fileId: string): FoundAnswer | null {
  for (const draft of Object.values(drafts)) {
    if (draft.status === 'withdrawn') continue;
    for (const [name, answer] of Object.entries(draft.answers)) {
      if (answer.parts.some(({ voice }) => voice?.fileId === fileId)) return { draft, name, answer };
    }
  }
  return null;
}

function withVoice(
  parts: readonly AnswerPart[],
  fileId: string,
  change: (part: AnswerPart & { readonly voice: Voice }) => AnswerPart,
): readonly AnswerPart[] {
  return parts.map(part =>
    part.voice !== undefined && part.voice.fileId === fileId ? change({ ...part, voice: part.voice }) : part,
  );
}
