import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AdapterHost, FileBody, InboundEvent, OutboundMessage } from '#messaging/index.ts';
import { openInteractive } from './open.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tour-de-table-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A person at a keyboard in memory. */
function sit(options: { readonly colours?: boolean; readonly fails?: boolean } = {}) {
  const input = new PassThrough();
  let screen = '';
  const output = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        screen += chunk.toString();
        done();
      },
    }),
    { columns: 60 },
  );
  const events: InboundEvent[] = [];
  const stop = new AbortController();
  const session = openInteractive({
    input,
    output,
    colours: options.colours ?? false,
    user: 'ana',
    locale: 'en',
    downloads: join(folder, 'recus'),
    banner: 'BANNIÈRE',
    run: 'r1',
    record: null,
    now: () => '2027-02-10T09:00:00.000Z',
  });
  const host: AdapterHost = {
    now: () => '2027-02-10T09:00:00.000Z',
    log: () => undefined,
    queries: {} as AdapterHost['queries'],
    installations: {} as AdapterHost['installations'],
    tellStaff: () => Promise.resolve(),
    receive: event =>
      options.fails === true ? Promise.reject(new Error('disk full')) : Promise.resolve(void events.push(event)),
  };
  const [adapter] = session.adapters;
  if (adapter === undefined) throw new Error('one adapter');
  const never = () => Promise.resolve();
  return {
    events,
    stop,
    adapter,
    start: async () => {
      await adapter.start(host);
      const time = { now: host.now, advanceTo: never, settle: never, closeQuietWindows: never };
      return { ended: session.run(time, stop.signal) };
    },
    keys: async (text: string) => {
      input.write(text);
      for (let i = 0; i < 20; i += 1) await new Promise(resolve => setImmediate(resolve));
    },
    raw: () => screen,
    /** What was written, escape sequences apart. */
    text: () => screen.replace(/\u001b\[[0-9;]*[A-Za-z]/gu, ''),
  };
}

const CTRL_C = '\u0003';

describe('a person at a terminal', () => {
  it('is greeted, in the language asked for', async () => {
    const seat = sit();
    await seat.start();
    await seat.keys('');
    expect(seat.text()).toContain('BANNIÈRE');
    expect(seat.events[0]).toMatchObject({ kind: 'command', text: 'bonjour', locale: 'en', author: { userId: 'ana' } });
  });

  it('sends each line in order', async () => {
    const seat = sit();
    await seat.start();
    await seat.keys('un\rdeux\r\rtrois\r');
    expect(seat.events.slice(1).map(event => (event.kind === 'message' ? event.text : event.kind))).toEqual([
      'un',
      'deux',
      'trois',
    ]);
  });

  it('reads what arrives above the line being typed, which stays', async () => {
    const seat = sit();
    await seat.start();
    await seat.keys('je suis en train de taper une longue ligne, plus longue que cet écran');
    const before = seat.text().length;
    await seat.adapter.send(message('1', 'Un rappel **important**.'), 1, []);
    const after = seat.text().slice(before);
    expect(after).toContain('\nRobot\n  Un rappel important.\n  1. Oui\n');
    expect(
      after.trimEnd().endsWith('Vous > je suis en train de taper une longue ligne, plus longue que cet écran'),
    ).toBe(true);
    await seat.keys(' enfin\r');
    expect(seat.events.at(-1)).toMatchObject({
      text: 'je suis en train de taper une longue ligne, plus longue que cet écran enfin',
    });
  });

  it('sees that the bot listens, until it speaks', async () => {
    const seat = sit();
    await seat.start();
    await seat.adapter.sendTransient({ kind: 'typing', to: message('1', '').to });
    expect(seat.text()).toContain('Le robot écoute…\nVous > ');
    const before = seat.text().length;
    await seat.adapter.send(message('1', 'Noté.'), 1, []);
    expect(seat.text().slice(before)).not.toContain('écoute');
  });

  it('corrects, deletes, sends a file and asks for help with slashes', async () => {
    const seat = sit();
    await seat.start();
    await seat.keys('/corriger rien\r');
    expect(seat.text()).toContain('pas encore de message à corriger');
    await seat.keys('premier\r/corriger mieux\r/supprimer\r/fichier /nulle/part\r/terminal\r/contribuer 4\r');
    // A file is looked for on the disk: the line after it waits.
    await vi.waitFor(() => expect(seat.events).toHaveLength(5));
    expect(seat.events.slice(1)).toMatchObject([
      { kind: 'message', ref: 'm2.r1' },
      { kind: 'edit', ref: 'm2.r1', text: 'mieux' },
      { kind: 'deletion', ref: 'm2.r1' },
      { kind: 'command', text: 'contribuer 4' },
    ]);
    expect(seat.text()).toContain("Ce fichier n'existe pas");
    expect(seat.text()).toContain('/quitter');
  });

  it('is told where a file was written, for its eyes only', async () => {
    const seat = sit();
    await seat.start();
    const body: FileBody = {
      name: '../mes données.json',
      mediaType: 'application/json',
      bytes: new TextEncoder().encode('{}'),
    };
    await seat.adapter.send(message('1', 'Voici.'), 1, [body]);
    await seat.adapter.send(message('2', 'Voici.'), 1, [body]);
    const path = join(folder, 'recus', 'mes-données.json');
    expect(seat.text()).toContain(`Fichier : ${path}`);
    expect(readFileSync(path, 'utf8')).toBe('{}');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'recus', 'mes-données-2.json')).isFile()).toBe(true);
  });

  it('leaves with Ctrl-C twice, or /quitter, or at the end of the input', async () => {
    const seat = sit();
    const { ended } = await seat.start();
    await seat.keys(`à moitié écrit${CTRL_C}`);
    expect(seat.text()).toContain('Encore une fois Ctrl-C pour quitter');
    await seat.keys(CTRL_C);
    await expect(ended).resolves.toBe('end');
    expect(seat.events).toHaveLength(1);

    const other = sit();
    const leaving = await other.start();
    await other.keys('/quitter\r');
    await expect(leaving.ended).resolves.toBe('end');

    const stopped = sit();
    const running = await stopped.start();
    stopped.stop.abort();
    await expect(running.ended).resolves.toBe('stopped');
  });

  it('does not leave where something was written between two Ctrl-C', async () => {
    const seat = sit();
    const { ended } = await seat.start();
    await seat.keys(`${CTRL_C}bonjour\r${CTRL_C}`);
    const outcome = await Promise.race([ended, new Promise(resolve => setImmediate(() => resolve('still here')))]);
    expect(outcome).toBe('still here');
    await seat.keys(CTRL_C);
  });

  it('is told when a message could not be kept', async () => {
    const seat = sit({ fails: true });
    await seat.start();
    await seat.keys('bonjour\r');
    expect(seat.text()).toContain("n'a pas pu être enregistré");
  });

  it('reads no colour where none is wanted, bold where it is', async () => {
    const plain = sit();
    await plain.start();
    await plain.adapter.send(message('1', '**fort**'), 1, []);
    expect(plain.raw()).not.toContain('\u001b[1m');
    const coloured = sit({ colours: true });
    await coloured.start();
    await coloured.adapter.send(message('1', '**fort**'), 1, []);
    expect(coloured.raw()).toContain('\u001b[1mfort\u001b[0m');
  });

  it("leaves other people's messages for their own screen", async () => {
    const seat = sit();
    await seat.start();
    const outcome = await seat.adapter.send(
      { ...message('1', 'secret'), to: { ...message('1', '').to, userId: 'bob' } },
      1,
      [],
    );
    expect(outcome.kind).toBe('retry');
    expect(seat.text()).not.toContain('secret');
  });
});

function message(id: string, text: string): OutboundMessage {
  return {
    id,
    to: { platform: 'terminal', workspace: 'local', channel: null, thread: null, userId: 'ana' },
    visibility: 'private',
    text,
    lang: 'fr',
    choices: [{ id: '1.yes', label: 'Oui' }],
    choicesMax: 1,
    question: null,
    progress: null,
    files: [],
    replyTo: null,
    mentions: 'none',
  };
}
