/**
 * « transcriptions »: the voice messages that wait; « écouter A4-0137 »: one of them, in private; « transcrire A4-0137 … »:
 * what it says. Whoever comes second is told, and replaces nothing without wanting to.
 */
import { questionNameOf } from '#conversation/drafts.ts';
import { lengthOf } from '#conversation/describe-value.ts';
import { type Param, type Phrase, phrase } from '#conversation/phrases.ts';
import { questionByName, textIn } from '#consultation/inspect.ts';
import { ellipsize } from '#text/index.ts';
import { readReference } from '../references.ts';
import { actorOf } from '../staff/account.ts';
import { lines, refuse, type StaffCall, type StaffCommand } from '../staff/command.ts';
import { channelOf } from '../staff/life/announce.ts';
import type { StaffReply, StaffTx } from '../staff/ports.ts';
import { LABEL_CHARACTERS, QUEUE_SHOWN } from './limits.ts';
import type { SentRecording } from './ports.ts';
import { printRecording, tellAuthor } from './tell-author.ts';

const EXAMPLE = 'A4-0137';

export const showTranscriptions: StaffCommand = {
  name: 'transcription.queue',
  words: ['transcriptions', 'a transcrire', 'to transcribe'],
  shown: { fr: 'transcriptions', en: 'transcriptions' },
  takes: 'nothing',
  least: 'moderator',
  help: phrase('staff.help.transcriptions'),
  run: async (call, tx) => {
    const { network, consultation } = call;
    const waiting = await tx.transcriptions.waiting(network, consultation.name, QUEUE_SHOWN);
    const [first] = waiting;
    if (first === undefined) return { say: [phrase('staff.transcriptions.none')] };
    const count = await tx.transcriptions.waitingCount(network, consultation.name);
    const isDown = waiting.some(({ problem }) => problem === 'down');
    return {
      say: [
        phrase('staff.transcriptions.list', { count, lines: lines(waiting.map(one => lineOf(call, one))) }),
        ...(isDown ? [phrase('staff.transcriptions.down')] : []),
        phrase('staff.transcriptions.how', { reference: printRecording(first) }),
      ],
    };
  },
};

export const listen: StaffCommand = {
  name: 'transcription.listen',
  words: ['ecouter', 'transcription ecouter', 'listen', 'listen to'],
  shown: { fr: 'écouter RÉFÉRENCE', en: 'listen REFERENCE' },
  takes: 'argument',
  least: 'moderator',
  help: phrase('staff.help.listen'),
  run: async (call, tx) => {
    if (channelOf(call) !== null) return nothingDone(phrase('staff.transcriptions.inPrivate'));
    const asked = readAsked(call.argument);
    const found = asked === null ? [] : await recordingsOf(call, tx, asked);
    const [one, ...others] = found.some(isWaiting) ? found.filter(isWaiting) : found;
    if (asked === null || one === undefined) return unknown(call.argument);
    if (others.length > 0) return which(call, asked.reference, [one, ...others]);
    const { mediaType } = one;
    const name = `${one.reference}-${one.number}.${EXTENSIONS[mediaType] ?? 'bin'}`;
    return {
      say: [phrase('staff.transcriptions.audio', factsOf(call, one))],
      files: [{ name, mediaType, content: { from: 'store', fileId: one.fileId } }],
      on: printRecording(one),
    };
  },
};

export const transcribe: StaffCommand = {
  name: 'transcription.write',
  words: ['transcrire', 'transcribe'],
  shown: { fr: 'transcrire RÉFÉRENCE TEXTE', en: 'transcribe REFERENCE TEXT' },
  takes: 'argument',
  least: 'moderator',
  help: phrase('staff.help.transcribe'),
  run: (call, tx) => write(call, tx, false),
};

export const transcribeAgain: StaffCommand = {
  name: 'transcription.rewrite',
  words: ['retranscrire', 'transcribe again'],
  shown: { fr: 'retranscrire RÉFÉRENCE TEXTE', en: 'transcribe again REFERENCE TEXT' },
  takes: 'argument',
  least: 'moderator',
  help: phrase('staff.help.transcribeAgain'),
  run: (call, tx) => write(call, tx, true),
};

async function write(call: StaffCall, tx: StaffTx, again: boolean): Promise<StaffReply> {
  if (channelOf(call) !== null) return nothingDone(phrase('staff.transcriptions.inPrivate'));
  const asked = readAsked(call.argument);
  if (asked === null || asked.text === '')
    return nothingDone(phrase('staff.transcriptions.usage', { reference: EXAMPLE }));
  const found = await recordingsOf(call, tx, asked);
  const fit = found.filter(one => isWaiting(one) !== again);
  const [one, ...others] = fit;
  const [done] = found;
  if (one === undefined) return done === undefined || again ? unknown(asked.reference) : already(done);
  if (others.length > 0) return which(call, asked.reference, fit);
  if (!(await tx.transcriptions.mark(one.fileId, actorOf(call), call.now, again))) return already(one);
  await tellAuthor(tx, one, asked.text, { by: 'person' }, call.newId());
  const left = await tx.transcriptions.waitingCount(call.network, call.consultation.name);
  const reference = printRecording(one);
  return { say: [phrase('staff.transcriptions.done', { reference, left })], on: reference };
}

interface Asked {
  readonly reference: string;
  /** null: there is one only. */
  readonly number: number | null;
  readonly text: string;
}

/** « A4-0137 », « A4-0137#2 Il faudrait… »; null for what begins with no reference. */
function readAsked(argument: string): Asked | null {
  const [, first = '', number, text = ''] =
    /^(\S+?)\s*(?:#\s?(\d{1,4}))?(?:\s*:)?(?:\s+([\s\S]+))?$/u.exec(argument) ?? [];
  const reference = readReference(first);
  if (reference === null) return null;
  return { reference, number: number === undefined ? null : Number(number), text: text.trim() };
}

async function recordingsOf(call: StaffCall, tx: StaffTx, asked: Asked): Promise<readonly SentRecording[]> {
  const found = await tx.transcriptions.ofReference(call.network, call.consultation.name, asked.reference);
  return asked.number === null ? found : found.filter(({ number }) => number === asked.number);
}

function isWaiting({ transcribedAt }: SentRecording): boolean {
  return transcribedAt === null;
}

/** The log never holds what somebody said: a refusal has no object of its own. */
function nothingDone(...say: readonly Phrase[]): StaffReply {
  return { ...refuse(...say), on: '' };
}

function unknown(argument: string): StaffReply {
  const reference = readAsked(argument)?.reference ?? '?';
  return nothingDone(phrase('staff.transcriptions.unknown', { reference }));
}

function already(one: SentRecording): StaffReply {
  const recording = printRecording(one);
  const { reference } = one;
  return { ...nothingDone(phrase('staff.transcriptions.already', { recording, reference })), on: recording };
}

function which(call: StaffCall, reference: string, found: readonly SentRecording[]): StaffReply {
  return nothingDone(
    phrase('staff.transcriptions.which', { reference, lines: lines(found.map(one => lineOf(call, one))) }),
  );
}

function lineOf(call: StaffCall, one: SentRecording): Phrase {
  return phrase('staff.transcriptions.line', { ...factsOf(call, one), problem: one.problem });
}

/** Which theme, which question, how long: never who. */
function factsOf(
  { consultation, lang }: StaffCall,
  one: SentRecording,
): { readonly reference: string; readonly axis: number; readonly label: string; readonly length: Param } {
  const axis = consultation.axes.find(({ number }) => number === one.axis);
  const name = questionNameOf(one.question);
  const question = axis === undefined ? undefined : questionByName(axis, name);
  const label =
    question === undefined ? name : textIn(question.labelUnknown ?? question.label, lang, consultation.defaultLanguage);
  return {
    reference: printRecording(one),
    axis: one.axis,
    label: ellipsize(label, LABEL_CHARACTERS),
    length: lengthOf(one.seconds),
  };
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
  'audio/webm': 'webm',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
};
