/** 200 people at once, in real time, over Socket Mode: nobody waits for ever, nobody hears anything twice. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSlackAdapter } from '#adapters/slack/index.ts';
import { object, text } from '#adapters/slack/json.ts';
import { createEdge } from '#test/support/slack/edge.ts';
import { APP_TOKEN, BOT_TOKEN, BOT_USER, createWorkspace, type Person } from '#test/support/slack/emulator.ts';
import { openStores } from '#storage/index.ts';
import { createIds } from '#usecases/entropy.ts';
import { createApplication, systemClock, systemEntropy } from '#worker/index.ts';
import { readConsultation } from './application.ts';

const PEOPLE = 200;
/** From hello to the second question: choices by number, so that nothing waits for silence. */
const SAID = ['contribuer 1', '1', '1', '1', 'aide', 'où en suis-je', 'aide', 'revoir'];

it(`talks with ${PEOPLE} people at once`, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tour-de-table-'));
  const waiting = new Map<string, () => void>();
  const workspace = await createWorkspace(body => {
    const event = object(object(body)['event']);
    if (event['user'] === BOT_USER) waiting.get(text(event['channel']))?.();
    else void edge.deliver('events_api', body);
  });
  const edge = await createEdge(workspace, null);
  const transport = { kind: 'socket', appToken: APP_TOKEN } as const;
  const adapter = createSlackAdapter({
    access: { kind: 'one', botToken: BOT_TOKEN },
    apiUrl: edge.apiUrl,
    transport,
    port: 0,
  });
  const consultation = await readConsultation(join(import.meta.dirname, 'consultation'));
  const newId = createIds(systemEntropy, systemClock.now);
  const stores = await openStores({ url: null, dataDir, now: systemClock.now, newId });
  const application = createApplication({ consultation, stores, adapters: [adapter], clock: systemClock });
  await application.start();

  const call = async (token: string, method: string, args: object): Promise<Record<string, unknown>> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const request = new Request(`http://slack.test/api/${method}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(args),
    });
    return { ...object(await (await workspace.fetch(request)).json()) };
  };
  const waits: number[] = [];
  const talk = async ({ token }: Person): Promise<void> => {
    const channel = text(object((await call(token, 'conversations.open', { users: BOT_USER }))['channel'])['id']);
    for (const said of SAID) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(channel, resolve);
      const from = performance.now();
      await call(token, 'chat.postMessage', { channel, text: said });
      await promise;
      waits.push(performance.now() - from);
    }
  };
  const people = Array.from({ length: PEOPLE }, (_, i) => workspace.addPerson(`p${i}`));
  const from = performance.now();
  await Promise.all(people.map(talk));
  const seconds = (performance.now() - from) / 1_000;
  await application.stop();
  await stores.close();
  await edge.close();
  await rm(dataDir, { recursive: true, force: true });

  const ids = edge.calls.flatMap(one => {
    const mark = object(object(one.args['metadata'])['event_payload']);
    return one.method === 'chat.postMessage' ? [`${text(mark['id'])}/${String(mark['part'])}`] : [];
  });
  expect(new Set(ids).size).toBe(ids.length);
  expect(waits).toHaveLength(PEOPLE * SAID.length);
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  const rate = (waits.length / seconds).toFixed(0);
  console.log(
    `${PEOPLE} people: ${rate} answered messages/s, ${ids.length} sent; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
  );
});
