/** PURE: one line of JSONL → what somebody did. `docs/terminal.md` documents the format. */
import { z } from 'zod';
import type { Action, InputFile, InputProblem, TerminalInput } from './input.ts';
import { normalInstant } from './instant.ts';
import { LIMITS } from './limits.ts';

const name = z.string().min(1).max(LIMITS.nameChars);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;
const instant = z.string().regex(INSTANT).transform(normalInstant).pipe(z.string());

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DELAY = /^\+(\d{1,6})([smhd])$/;
const delay = z.string().regex(DELAY).transform(delayMs).pipe(z.number());

const file = z.union([
  z.string().min(1).max(LIMITS.pathChars),
  z.strictObject({ name, mediaType: name, base64: z.base64() }),
]);

const line = z.strictObject({
  user: name.optional(),
  text: z.string().optional(),
  choice: z.union([choiceValue(), z.array(choiceValue()).min(1).max(LIMITS.choices)]).optional(),
  edit: name.optional(),
  delete: name.optional(),
  quote: name.optional(),
  command: z.string().optional(),
  typing: z.literal(true).optional(),
  presence: z.enum(['join', 'leave']).optional(),
  react: name.optional(),
  unreact: name.optional(),
  on: name.optional(),
  file: z.union([file, z.array(file).min(1).max(LIMITS.files)]).optional(),
  id: name.optional(),
  ref: name.optional(),
  at: z.union([instant.transform(to => ({ to })), delay.transform(byMs => ({ byMs }))]).optional(),
  sentAt: instant.optional(),
  displayName: name.optional(),
  platform: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,31}$/)
    .optional(),
  workspace: name.optional(),
  channel: name.optional(),
  thread: name.optional(),
  locale: name.optional(),
});

type Line = z.infer<typeof line>;

/** The keys of an input line, as documented. */
export const INPUT_KEYS: readonly string[] = Object.keys(line.shape);

/** Reads line `number` (from 1). Never throws: a line that cannot be read is a problem that says why, in French. */
export function parseLine(text: string, number: number): TerminalInput | InputProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      error: 'Cette ligne n\'est pas du JSON. Une ligne est un objet : {"user":"u1","text":"bonjour"}.',
      line: number,
    };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { error: 'Une ligne est un objet JSON : {"user":"u1","text":"bonjour"}.', line: number };
  }
  const read = line.safeParse(value);
  if (!read.success) return { error: firstProblem(read.error), line: number };
  const act = readAct(read.data);
  if (typeof act === 'string') return { error: act, line: number };
  return {
    line: number,
    at: read.data.at ?? null,
    sentAt: read.data.sentAt ?? null,
    id: read.data.id ?? null,
    ref: read.data.ref ?? null,
    act,
  };
}

/** Whether reading gave a problem. */
export function isProblem(read: TerminalInput | InputProblem): read is InputProblem {
  return 'error' in read;
}

function readAct(data: Line): TerminalInput['act'] | string {
  const action = readAction(data);
  if (typeof action === 'string') return action;
  if (action === null) {
    return data.at === undefined
      ? 'Rien à faire : « text », « choice », « edit », « delete », « command » ou « at » manque.'
      : null;
  }
  if (data.user === undefined) return 'Qui parle ? « user » manque.';
  return {
    person: {
      user: data.user,
      displayName: data.displayName ?? data.user,
      platform: data.platform ?? 'terminal',
      workspace: data.workspace ?? 'local',
      channel: data.channel ?? null,
      thread: data.thread ?? null,
      locale: data.locale ?? null,
    },
    action,
  };
}

function readAction(data: Line): Action | null | string {
  const given = (['choice', 'edit', 'delete', 'command', 'typing', 'presence', 'react', 'unreact'] as const).filter(
    key => data[key] !== undefined,
  );
  const first = given[0];
  if (given.length > 1) return `Une seule action par ligne : « ${given.join(' », « ')} » ne vont pas ensemble.`;
  if (first !== undefined && first !== 'edit' && data.text !== undefined)
    return `« text » ne va pas avec « ${first} ».`;
  if (first !== undefined && (data.quote !== undefined || data.file !== undefined)) {
    return `« quote » et « file » vont avec « text », pas avec « ${first} ».`;
  }
  if (data.choice !== undefined) return { kind: 'choice', values: [data.choice].flat() };
  if (data.edit !== undefined) {
    return data.text === undefined
      ? '« edit » va avec « text », le nouveau texte.'
      : { kind: 'edit', ref: data.edit, text: data.text };
  }
  if (data.delete !== undefined) return { kind: 'delete', ref: data.delete };
  if (data.command !== undefined) return { kind: 'command', text: data.command };
  if (data.typing !== undefined) return { kind: 'typing' };
  if (data.presence !== undefined) return { kind: data.presence };
  const emoji = data.react ?? data.unreact;
  if (emoji !== undefined) {
    return data.on === undefined
      ? '« react » et « unreact » vont avec « on », la référence du message.'
      : { kind: 'reaction', ref: data.on, emoji, added: data.react !== undefined };
  }
  if (data.on !== undefined) return '« on » va avec « react » ou « unreact ».';
  if (data.text === undefined && data.file === undefined) {
    return data.quote === undefined ? null : '« quote » va avec « text ».';
  }
  return { kind: 'message', text: data.text ?? '', files: readFiles(data.file), quote: data.quote ?? null };
}

function readFiles(given: Line['file']): InputFile[] {
  return given === undefined ? [] : [given].flat().map(one => (typeof one === 'string' ? { path: one } : one));
}

function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'Ligne illisible.';
  const where = issue.path.length === 0 ? '' : `« ${issue.path.join('.')} » : `;
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys
      .slice(0, 3)
      .map(key => key.slice(0, 40))
      .join(' », « ');
    return `${where}clé inconnue « ${keys} ». Clés permises : ${INPUT_KEYS.join(', ')}.`;
  }
  const key = String(issue.path[0]);
  return `${where}${EXPECTED[key] ?? `un texte de 1 à ${LIMITS.nameChars} caractères est attendu`}.`;
}

const EXPECTED: Readonly<Record<string, string>> = {
  text: 'un texte est attendu',
  command: 'un texte est attendu',
  choice: 'un identifiant, un numéro à partir de 1, un libellé, ou une liste de ceux-ci est attendu',
  typing: 'seul true est permis',
  presence: '"join" ou "leave" est attendu',
  file: 'un chemin, ou {"name","mediaType","base64"}, est attendu',
  at: 'une heure ISO avec son fuseau, comme "2027-02-10T09:00:00Z", ou un délai, comme "+30s", "+10m", "+2h" ou "+1d", est attendu',
  sentAt: 'une heure ISO avec son fuseau est attendue, comme "2027-02-10T09:00:00Z"',
  platform: 'un nom court en minuscules est attendu, comme "slack"',
};

function choiceValue() {
  return z.union([z.string().min(1).max(LIMITS.nameChars), z.int().min(1).max(1_000)]);
}

function delayMs(text: string): number | null {
  const [, count, unit] = DELAY.exec(text) ?? [];
  return Number(count) * (UNITS[unit ?? ''] ?? Number.NaN);
}
