/**
 * A replica of the service, for tests to kill: the real application on a real database. Its platform is the process that
 * started it, at the other end of the standard streams: what was said there stays said, whenever this end is killed.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createApplication, systemEntropy } from '#worker/index.ts';
import type { Adapter, AdapterHost, SendOutcome } from '#messaging/index.ts';
import { openStores, type OpenOptions } from '#storage/index.ts';
import type { Application } from '#usecases/application.ts';
import { createIds } from '#usecases/entropy.ts';
import { IntakeError } from '#usecases/intake-error.ts';
import type { Consultation } from '#consultation/definition.ts';
import { runningClock } from './clock.ts';
import type { FromReplica, Life, ToReplica } from './protocol.ts';

/** Written at once: standard output is a pipe, which the system writes to before it returns. */
function say(words: FromReplica): void {
  process.stdout.write(`${JSON.stringify(words)}\n`);
}

/** Read while it waits to be told to begin. */
const consultation = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Consultation;
const waiting = new Map<number, (outcome: SendOutcome) => void>();
let sends = 0;
let host: AdapterHost | null = null;

const adapter: Adapter = {
  platform: 'terminal',
  capabilities: {
    buttons: false,
    menus: false,
    modals: false,
    ephemeral: false,
    edits: true,
    deletions: true,
    threads: false,
    reactions: false,
    polls: false,
    typing: true,
    directMessages: true,
    files: false,
    maxCharacters: 100_000,
  },
  start: given => {
    host = given;
    return Promise.resolve();
  },
  send: (message, attempt) => {
    sends += 1;
    const n = sends;
    const { promise, resolve } = Promise.withResolvers<SendOutcome>();
    waiting.set(n, resolve);
    say({ say: 'send', n, attempt, message });
    return promise;
  },
  sendTransient: message => {
    if (message.kind === 'hint') say({ say: 'hint', to: message.to.userId, text: message.text });
    return Promise.resolve();
  },
  fetchFile: () => Promise.reject(new Error('nobody sends files here')),
  stop: () => Promise.resolve(),
};

interface Running {
  readonly application: Application;
  readonly close: () => Promise<void>;
}

async function begin(life: Life): Promise<Running> {
  const clock = runningClock(life.time);
  const newId = createIds(systemEntropy, clock.now);
  const { url, dataDir, lockWaitMs } = life;
  const options: OpenOptions = { url, dataDir, now: clock.now, newId, ...(lockWaitMs === null ? {} : { lockWaitMs }) };
  const stores = await openStores(options);
  const application = createApplication({
    consultation,
    stores,
    adapters: [adapter],
    clock,
    log: (level, code, facts) => void (level !== 'info' && say({ say: 'log', level, code, facts })),
    entropy: systemEntropy,
  });
  await application.start();
  return { application, close: stores.close };
}

let running: Running | null = null;

async function hear(words: ToReplica): Promise<void> {
  if (words.do === 'sent') {
    waiting.get(words.n)?.(words.outcome);
    waiting.delete(words.n);
    return;
  }
  if (words.do === 'begin') {
    running = await begin(words.life);
    return say({ say: 'ready' });
  }
  if (running === null || host === null) throw new Error(`${words.do} before begin`);
  const { application, close } = running;
  switch (words.do) {
    case 'event':
      return host.receive(words.event).then(
        () => say({ say: 'ack', id: words.event.eventId }),
        (error: unknown) =>
          say({ say: 'nack', id: words.event.eventId, code: error instanceof IntakeError ? error.code : 'unexpected' }),
      );
    case 'stop':
      await application.stop();
      await close();
      process.exit(0);
  }
}

createInterface({ input: process.stdin })
  .on('line', line => {
    hear(JSON.parse(line) as ToReplica).catch((error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      say({ say: 'failed', name, message });
      process.exit(1);
    });
  })
  // Whoever started us is gone.
  .on('close', () => process.exit(0));
say({ say: 'loaded' });
