/** What people wrote while the bot was away, and what a server that limits its accounts lets it say. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { standsFor } from '#test/support/absent.ts';
import { openGate } from '#test/support/matrix/gate.ts';
import { until } from '#test/support/matrix/person.ts';
import { openPlainTalk, type PlainTalk } from '#test/support/matrix/plain-talk.ts';
import { storedEvents } from '#test/support/matrix/stored.ts';
import { findSynapse, startSynapse, type Synapse } from '#test/support/matrix/synapse.ts';
import { openTalk } from '#test/support/matrix/talk.ts';
import { Tdt } from '../e2e/tdt.ts';
import { openMatrixWorld } from './matrix-world.ts';

/** Rooms, and messages in each; in the last, more than a sync brings: the rest is fetched. */
const ROOMS = 20;
const EACH = 21;
const IN_THE_LAST = 110;
/** Milliseconds to hear them all, on a busy machine. */
const PATIENCE_MS = 240_000;
const OPENING = ['contribuer 1', '1', '1', '1', 'passer', 'passer', 'passer'];
/** Each is answered by one message, and all of them lead back to where they began. */
const ROUND = ['où en suis-je', 'modifier 2', 'garder', 'modifier 1', 'garder', 'aide'];

let synapse: Synapse;
afterEach(() => synapse?.stop());

if (findSynapse() === null) standsFor('Matrix, absent', 'Synapse, which is not there: npm run synapse');
else {
  vi.setConfig({ testTimeout: 600_000, hookTimeout: 240_000 });

  it('500 messages that came to 20 rooms in its absence are answered each once, in their order', async () => {
    synapse = await startSynapse();
    const world = await openMatrixWorld(synapse, 'direct');
    const heard = (room: string): string[] =>
      storedEvents(synapse.database, world.bot.userId)
        .filter(({ room_id, type }) => room_id === room && type === 'm.room.message')
        .map(({ content }) => String(content['body']));
    const said: string[] = [];
    const says = async (talk: PlainTalk, text: string): Promise<void> => {
      const id = await talk.says(text);
      world.sent(id);
      said.push(id);
    };
    try {
      const opened = Array.from({ length: ROOMS + 1 }, (_, i) => openPlainTalk(synapse, world.bot, `p${i}`));
      const [present, ...others] = await Promise.all(opened);
      if (present === undefined) throw new Error('no room');
      for (const text of OPENING) {
        await Promise.all([present, ...others].map(talk => says(talk, text)));
        await world.settle();
      }
      const begun = heard(present.room).length;
      for (const text of ROUND) {
        await says(present, text);
        await world.settle();
      }
      const round = heard(present.room).slice(begun);
      expect(round).toHaveLength(ROUND.length);

      // Nobody is said to write too fast.
      await world.passTime(120);
      await world.stop();
      const counts: number[] = others.map((_, i) => (i === ROOMS - 1 ? IN_THE_LAST : EACH));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(500);
      await Promise.all(
        others.map(async (talk, i) => {
          for (let k = 0; k < (counts[i] ?? 0); k += 1) await says(talk, ROUND[k % ROUND.length] ?? '');
        }),
      );
      await world.start();
      await until('the bot hears', () => said.every(id => world.gate.handled.has(id)), PATIENCE_MS);
      await world.settle();
      for (const [i, { room }] of others.entries()) {
        const due = Array.from({ length: counts[i] ?? 0 }, (_, k) => round[k % ROUND.length]);
        expect(heard(room).slice(begun), `room ${i}`).toEqual(due);
      }
      expect(world.logged.filter(line => line.startsWith('matrix_gap_filled'))).toHaveLength(1);
    } finally {
      await world.close();
    }
  });

  it('where the server limits how often an account may speak, everything is said once, in order', async () => {
    synapse = await startSynapse({ limited: true });
    const bot = await synapse.register('robot');
    const gate = await openGate(synapse.url, () => new Date().toISOString());
    const dataDir = await mkdtemp(join(tmpdir(), 'tdt-limits-'));
    const tdt = new Tdt(['start'], dataDir, {
      MATRIX_HOMESERVER_URL: gate.url,
      MATRIX_ACCESS_TOKEN: bot.token,
      MATRIX_PACE_MS: '1',
      TDT_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      TDT_CONSULTATION: join(import.meta.dirname, 'consultation'),
    });
    try {
      await until('the bot starts', () => tdt.stderr.includes('"code":"started"'));
      const talk = await openTalk(synapse, bot, 'ana', { encrypted: true, rotation: null });
      for (const text of [...OPENING, 'où en suis-je', 'aide', 'où en suis-je']) await talk.says(text);
      const due = [
        /Je suis un robot/u,
        /vos données/u,
        /comment vous présenter/u,
        /question 1 sur 4/u,
        /Noté : À la mairie/u,
        /territoire/u,
        /Question 2 sur 4/u,
        /je passe/u,
        /réponse gardée/u,
        /À tout moment/u,
        /réponse gardée/u,
      ];
      await until('all is said', () => talk.count() >= due.length);
      const heard = await talk.heard();
      expect(heard).toHaveLength(due.length);
      for (const [i, pattern] of due.entries()) expect(heard[i]?.replaceAll('\u00A0', ' ')).toMatch(pattern);
      expect(gate.calls.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
      talk.close();
    } finally {
      await tdt.kill('SIGTERM');
      await gate.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
}
