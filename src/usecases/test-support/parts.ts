/** What the tests of the use cases are made with: the real consultation, chance that repeats itself, events. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Consultation } from '#consultation/definition.ts';
import { consultationFileNames } from '#consultation/files.ts';
import { parseConsultation } from '#consultation/parse.ts';
import type { InboundEvent } from '#messaging/index.ts';
import { BASE32, type Entropy } from '../entropy.ts';
import type { Log, LogFacts } from '../log.ts';

export const NOW = '2027-02-10T09:00:00.000Z';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function readArticle69(): Consultation {
  const dir = fileURLToPath(new URL('../../../consultations/article69', import.meta.url));
  const names = consultationFileNames(readdirSync(dir));
  const files = Object.fromEntries(names.map(name => [name, readFileSync(`${dir}/${name}`, 'utf8')]));
  const parsed = parseConsultation(files, sha256);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems.slice(0, 3)));
  return parsed.consultation;
}

export const CONSULTATION: Consultation = readArticle69();

/** The same letters in the same order, whoever asks. */
export function countedEntropy(): Entropy {
  let next = 0;
  return {
    fraction: () => 0.5,
    letters: count => {
      next += 1;
      return String(next)
        .padStart(count, '0')
        .slice(-count)
        .replace(/[^0-9A-Z]/g, BASE32.charAt(0));
    },
    sha256,
  };
}

export interface Logged {
  readonly level: string;
  readonly code: string;
  readonly facts: LogFacts;
}

export function createTestLog(): { readonly log: Log; readonly lines: Logged[] } {
  const lines: Logged[] = [];
  return { lines, log: (level, code, facts = {}) => void lines.push({ level, code, facts }) };
}

let events = 0;

export interface EventOptions {
  readonly user?: string;
  readonly platform?: string;
  readonly workspace?: string;
  readonly id?: string;
  readonly locale?: string;
  readonly at?: string;
}

type Message = Extract<InboundEvent, { kind: 'message' }>;

/** A message in somebody's direct conversation; ids and order keys grow from one to the next. */
export function message(text: string, options: EventOptions = {}): Message {
  events += 1;
  const { user = 'u1', platform = 'terminal', workspace = 'local', at = NOW, locale } = options;
  const id = options.id ?? `e${events}`;
  const account = { platform, workspace, userId: user };
  return {
    kind: 'message',
    eventId: id,
    order: String(events).padStart(9, '0'),
    at,
    address: { ...account, channel: null, thread: null },
    author: { ...account, displayName: user },
    direct: true,
    ref: `m-${id}`,
    text,
    files: [],
    replyTo: null,
    ...(locale === undefined ? {} : { locale }),
  };
}
