/** Plays a transcript through the whole path: terminal, turns, storage, outbox. */
import { Readable, Writable } from 'node:stream';
import { openJsonl } from '#adapters/terminal/open.ts';
import { type Cue, header, type TranscriptOutput } from '#adapters/terminal/transcript.ts';
import { createHybridClock } from '#cli/hybrid-clock.ts';
import { createTerminalTime } from '#cli/terminal-time.ts';
import type { Consultation } from '#consultation/definition.ts';
import { openApplication, seededEntropy } from '../contract/application.ts';
import { STEP_LETTERS } from '#usecases/limits.ts';
import type { Entropy } from '#usecases/entropy.ts';
import { readAccount } from '#usecases/staff/account.ts';
import { roundTripSessions } from './round-trip.ts';

export interface PlayedCue {
  readonly cue: Cue;
  readonly outputs: readonly TranscriptOutput[];
}

export interface PlayedTranscript {
  readonly cues: readonly PlayedCue[];
  /** Sessions written and read back on the way. */
  readonly sessions: number;
  /** What the application told its operator at « error ». */
  readonly errors: readonly string[];
}

/** What the bot answers to each cue. The first input must set the clock: a golden conversation has no real time. */
export async function playTranscript(cues: readonly Cue[], consultation: Consultation): Promise<PlayedTranscript> {
  const inputs = cues.flatMap(cue => (cue.input === null ? [] : [cue.input]));
  if (!/^\{"at":"\d{4}-/u.test(inputs[0] ?? '')) throw new Error('a transcript begins with a line that sets the clock');
  let written = '';
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written += chunk.toString();
      done();
    },
  });
  const clock = createHybridClock();
  const entropy = goldenEntropy();
  const errors: string[] = [];
  const session = openJsonl({
    run: 'golden',
    record: null,
    now: clock.now,
    input: Readable.from([inputs.map(input => `${input}\n`).join('')]),
    output,
    onFailure: (line, error) => errors.push(`line ${line}: ${error instanceof Error ? (error.stack ?? '') : ''}`),
  });
  let sessions = 0;
  // What a model would draw, one after the other; after them, nothing useful.
  const drawn =
    header(cues, 'precisions')
      ?.split('|')
      .map(text => text.trim()) ?? null;
  const opened = await openApplication({
    consultation: drawn === null ? consultation : { ...consultation, followUpByModel: true },
    ...(drawn === null ? {} : { followUps: { draw: () => Promise.resolve(drawn.shift() ?? null) } }),
    adapters: session.adapters,
    clock,
    entropy,
    dataDir: null,
    firstStaff: (header(cues, 'equipe') ?? '').split(',').flatMap(text => readAccount(text, null) ?? []),
    wrap: stores => roundTripSessions(stores, () => void (sessions += 1)),
    log: (level, code, facts) => void (level === 'error' && errors.push(`${code} ${JSON.stringify(facts)}`)),
  });
  try {
    const never = new AbortController().signal;
    const time = createTerminalTime(opened.application, clock, never, error => errors.push(String(error)));
    await session.run(time, never);
    await time.stop();
  } finally {
    await opened.dispose();
  }
  return { cues: attribute(cues, written), sessions, errors };
}

/** Gives each cue what was written up to its `done` or `error`; what came after the last belongs to the last. */
function attribute(cues: readonly Cue[], written: string): PlayedCue[] {
  const groups: TranscriptOutput[][] = [[]];
  for (const line of written.split('\n')) {
    if (line === '') continue;
    const object = JSON.parse(line) as TranscriptOutput & { readonly done?: unknown };
    const last = groups.at(-1);
    if ('error' in object) last?.push(object);
    if ('done' in object || 'error' in object) groups.push([]);
    else last?.push(object);
  }
  const closing = groups.pop() ?? [];
  let next = 0;
  return cues.map((cue, i) => {
    if (cue.input === null) return { cue, outputs: [] };
    const outputs = groups[next] ?? [];
    next += 1;
    const isLast = cues.slice(i + 1).every(later => later.input === null);
    return { cue, outputs: isLast ? [...outputs, ...closing] : outputs };
  });
}

/** The letters of a step are always the same, so that a transcript can repeat the code that it was given. */
function goldenEntropy(): Entropy {
  const seeded = seededEntropy(1);
  return { ...seeded, letters: count => (count === STEP_LETTERS ? '7K3F9QD2MX5WHB8R' : seeded.letters(count)) };
}
