import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { AdapterHost, InboundEvent, OutboundMessage } from '#messaging/index.ts';
import { openJsonl } from './open.ts';
import type { TerminalTime } from './time.ts';

/** A robot that repeats: what it hears is sent back once settled, with two choices. */
function stand(options: { readonly output?: Writable; readonly fail?: (event: InboundEvent) => boolean } = {}) {
  const events: InboundEvent[] = [];
  const waiting: OutboundMessage[] = [];
  let now = '2027-02-10T09:00:00.000Z';
  const moves: string[] = [];
  let closings = 0;
  let written = '';
  const output =
    options.output ??
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written += chunk.toString();
        done();
      },
    });
  return {
    events,
    moves,
    output,
    objects: () =>
      written
        .trimEnd()
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line) as Record<string, unknown>),
    closings: () => closings,
    play: async (input: Readable, stop: AbortSignal = new AbortController().signal) => {
      const failures: number[] = [];
      const session = openJsonl({
        run: 'r1',
        record: null,
        now: () => now,
        input,
        output,
        onFailure: line => failures.push(line),
      });
      const host: AdapterHost = {
        now: () => now,
        log: () => undefined,
        // The terminal asks nothing outside a turn.
        queries: {} as AdapterHost['queries'],
        installations: {} as AdapterHost['installations'],
        tellStaff: () => Promise.resolve(),
        receive: event => {
          if (options.fail?.(event) === true) return Promise.reject(new Error('disk full'));
          events.push(event);
          waiting.push(repeat(event, events.length));
          return Promise.resolve();
        },
      };
      for (const adapter of session.adapters) await adapter.start(host);
      const settle = async (): Promise<void> => {
        for (const message of waiting.splice(0)) {
          const adapter = session.adapters.find(one => one.platform === message.to.platform);
          await adapter?.send(message, 1, []);
          await adapter?.send(message, 2, []);
        }
      };
      const time: TerminalTime = {
        now: () => now,
        settle,
        advanceTo: instant => {
          now = instant;
          moves.push(instant);
          return settle();
        },
        closeQuietWindows: () => {
          closings += 1;
          return Promise.resolve();
        },
      };
      return { end: await session.run(time, stop), failures };
    },
  };
}

function repeat(event: InboundEvent, n: number): OutboundMessage {
  return {
    id: `out${n}`,
    to: event.address,
    visibility: 'private',
    text: event.kind === 'message' || event.kind === 'edit' ? event.text.slice(0, 40) : event.kind,
    lang: 'fr',
    choices: [
      { id: `${n}.yes`, label: 'Oui' },
      { id: `${n}.no`, label: 'Non' },
    ],
    choicesMax: 1,
    question: null,
    progress: { n, of: 7 },
    files: [],
    replyTo: null,
    mentions: 'none',
  };
}

const lines = (...all: (object | string)[]): Readable =>
  Readable.from([all.map(line => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')]);

describe('JSON lines', () => {
  it('answers each line by its outputs, then by done', async () => {
    const run = stand();
    await run.play(lines({ user: 'u1', text: 'bonjour' }, { user: 'u1', choice: 2 }));
    expect(run.objects()).toEqual([
      {
        to: 'u1',
        ref: 'out1',
        text: 'bonjour\n1. Oui\n2. Non',
        choices: [
          { id: '1.yes', label: 'Oui' },
          { id: '1.no', label: 'Non' },
        ],
        question: null,
        progress: { n: 1, of: 7 },
      },
      { done: 1 },
      expect.objectContaining({ ref: 'out2', text: 'choice\n1. Oui\n2. Non' }),
      { done: 2 },
    ]);
    expect(run.events[1]).toMatchObject({ kind: 'choice', values: ['1.no'] });
    expect(run.closings()).toBe(1);
  });

  it('says what is wrong with a line, with its number, and goes on', async () => {
    const run = stand();
    await run.play(
      lines('{"user":', { user: 'u1', txt: 'a' }, { user: 'u1', choice: 1 }, '', '   ', { user: 'u1', text: 'ok' }),
    );
    const objects = run.objects();
    expect(objects.slice(0, 3).map(object => object['line'])).toEqual([1, 2, 3]);
    expect(objects.slice(0, 3).every(object => typeof object['error'] === 'string')).toBe(true);
    expect(objects.at(-1)).toEqual({ done: 6 });
    expect(run.events).toHaveLength(1);
  });

  it('refuses a line of two megabytes without keeping it, takes one of one megabyte', async () => {
    const run = stand();
    const huge = JSON.stringify({ user: 'u1', text: 'a'.repeat(2_000_000) });
    await run.play(lines(huge, { user: 'u1', text: 'é'.repeat(500_000) }));
    expect(run.objects()[0]).toEqual({ error: expect.stringContaining('trop longue') as unknown, line: 1 });
    expect(run.objects().at(-1)).toEqual({ done: 2 });
    expect(run.events[0]).toMatchObject({ text: 'é'.repeat(500_000) });
  });

  it('reads a last line cut short by the end of the input', async () => {
    const whole = stand();
    await whole.play(Readable.from(['{"user":"u1","text":"a"}']));
    expect(whole.objects().at(-1)).toEqual({ done: 1 });
    const cut = stand();
    await cut.play(Readable.from(['{"user":"u1","te']));
    expect(cut.objects()).toEqual([{ error: expect.any(String) as unknown, line: 1 }]);
    const bytes = stand();
    await bytes.play(Readable.from([Buffer.from([0x7b, 0xff, 0x7d])]));
    expect(bytes.objects()).toEqual([{ error: expect.stringContaining('UTF-8') as unknown, line: 1 }]);
  });

  it('moves the clock forward only', async () => {
    const run = stand();
    await run.play(
      lines(
        { at: '2027-01-01T00:00:00Z', user: 'u1', text: 'a' },
        { at: '+10s' },
        { at: '2026-12-31T00:00:00Z', user: 'u1', text: 'b' },
        { at: '2027-01-01T00:00:10Z', user: 'u1', text: 'c' },
      ),
    );
    expect(run.moves).toEqual(['2027-01-01T00:00:00.000Z', '2027-01-01T00:00:10.000Z', '2027-01-01T00:00:10.000Z']);
    expect(run.objects().filter(object => 'error' in object)).toEqual([
      { error: expect.stringContaining('ne recule pas') as unknown, line: 3 },
    ]);
    expect(run.events.map(event => event.at)).toEqual(['2027-01-01T00:00:00.000Z', '2027-01-01T00:00:10.000Z']);
  });

  it('does not go back before what was done by the real clock', async () => {
    const run = stand();
    await run.play(lines({ user: 'u1', text: 'a' }, { at: '2027-01-01T00:00:00Z' }));
    expect(run.objects().at(-1)).toEqual({ error: expect.stringContaining('ne recule pas') as unknown, line: 2 });
  });

  it('points at earlier messages by their line, or by the name they were given', async () => {
    const run = stand();
    await run.play(
      lines(
        { user: 'u1', text: 'a' },
        { user: 'u1', text: 'b', ref: 'deux' },
        { user: 'u1', edit: 'm1', text: 'A' },
        { user: 'u1', delete: 'deux' },
        { user: 'u1', text: 'c', quote: 'out1' },
        { user: 'u1', edit: 'inconnu', text: 'Z' },
      ),
    );
    expect(run.events[2]).toMatchObject({ kind: 'edit', ref: 'm1.r1' });
    expect(run.events[0]).toMatchObject({ ref: 'm1.r1' });
    expect(run.events[3]).toMatchObject({ kind: 'deletion', ref: 'deux' });
    expect(run.events[4]).toMatchObject({ replyTo: 'out1' });
    expect(run.events[5]).toMatchObject({ kind: 'edit', ref: 'inconnu' });
  });

  it('says that a line was not stored, and goes on', async () => {
    const run = stand({ fail: event => event.kind === 'message' && event.text === 'a' });
    const { failures } = await run.play(lines({ user: 'u1', text: 'a' }, { user: 'u1', text: 'b' }));
    expect(run.objects()[0]).toEqual({
      error: expect.stringContaining("n'a pas pu être enregistrée") as unknown,
      line: 1,
    });
    expect(failures).toEqual([1]);
    expect(run.objects().at(-1)).toEqual({ done: 2 });
  });

  it('plays several platforms, and refuses one that it does not know', async () => {
    const run = stand();
    await run.play(
      lines({ user: 'u1', text: 'a', platform: 'slack', workspace: 'T1' }, { user: 'u1', text: 'a', platform: 'irc' }),
    );
    expect(run.objects()[0]).toMatchObject({ to: 'u1', platform: 'slack', workspace: 'T1' });
    expect(run.objects().at(-1)).toEqual({ error: expect.stringContaining('Plateforme inconnue') as unknown, line: 2 });
  });

  it('announces files and gives their bytes', async () => {
    const run = stand();
    await run.play(
      lines(
        { user: 'u1', file: { name: 'a.txt', mediaType: 'text/plain', base64: 'Ym9uam91cg==' } },
        { user: 'u1', file: '/nowhere/at/all' },
      ),
    );
    expect(run.events[0]).toMatchObject({ text: '', files: [{ name: 'a.txt', mediaType: 'text/plain', bytes: 7 }] });
    expect(run.objects().at(-1)).toEqual({ error: expect.stringContaining("n'existe pas") as unknown, line: 2 });
  });

  it('stops after the line under way when asked to', async () => {
    const run = stand();
    const input = new PassThrough();
    const stop = new AbortController();
    input.write('{"user":"u1","text":"a"}\n');
    const playing = run.play(input, stop.signal);
    while (run.objects().length < 2) await new Promise(resolve => setImmediate(resolve));
    stop.abort();
    expect((await playing).end).toBe('stopped');
    expect(run.objects().at(-1)).toEqual({ done: 1 });
    expect(run.closings()).toBe(0);
  });

  it('ends when nobody reads what it writes, and nothing is taken as shown', async () => {
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    const run = stand({ output });
    const { end, failures } = await run.play(lines({ user: 'u1', text: 'a' }, { user: 'u1', text: 'b' }));
    expect(end).toBe('outputClosed');
    expect(failures).toEqual([]);
    expect(run.events).toHaveLength(1);
  });

  it('waits for a slow reader before it takes the next line', async () => {
    const held: (() => void)[] = [];
    const output = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void held.push(done) });
    const run = stand({ output });
    const playing = run.play(lines({ user: 'u1', text: 'a' }, { user: 'u1', text: 'b' }));
    for (let i = 0; i < 20; i += 1) await new Promise(resolve => setImmediate(resolve));
    expect(run.events).toHaveLength(1);
    const release = setInterval(() => held.shift()?.(), 1);
    await playing;
    clearInterval(release);
    expect(run.events).toHaveLength(2);
  });
});
