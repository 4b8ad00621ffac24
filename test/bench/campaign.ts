/**
 * What a campaign costs to who is talking: `node test/bench/campaign.ts [PEOPLE]` (10,000 by default), on SQLite, in real
 * time. Prints p50 and p99 of a reply, from its arrival to its send, without the campaign, then while it reaches everybody.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { openStores } from '#storage/index.ts';
import { createIds } from '#usecases/entropy.ts';
import type { CampaignRule } from '#usecases/staff/campaigns/ports.ts';
import { createFakeAdapter } from '#usecases/test-support/adapter.ts';
import { message } from '#usecases/test-support/parts.ts';
import { createApplication, createVirtualClock, systemClock, systemEntropy } from '#worker/index.ts';
import { readConsultation } from '../contract/application.ts';

const PEOPLE = Number(process.argv[2] ?? 10_000);
const TALKERS = 20;
const PROBES = 400;
const EVERY_MS = 50;
const AT_ONCE = 100;
const TO_DRAFT = ['contribuer 4', '1', '1', '1, 3'];

const dataDir = mkdtempSync(join(tmpdir(), 'tdt-campaign-'));
/** Drafts are five days old when the campaign begins: nobody is found writing. */
let now = createVirtualClock(new Date(Date.now() - 5 * 86_400_000).toISOString()).now;
const newId = createIds(systemEntropy, () => now());
const stores = await openStores({ url: null, dataDir, now: () => now(), newId });
// Its axes have no dates: whatever the day, all are open.
const folder = join(import.meta.dirname, '../../consultations/article69');
const consultation = { ...(await readConsultation(folder)), axisOpening: {}, opens: null, closes: null };
const adapter = createFakeAdapter();
const answered = new Map<string, () => void>();
let reminders = 0;
adapter.answer = one => {
  answered.get(one.to.userId)?.();
  if (one.text.includes('vous attend')) reminders += 1;
  return { kind: 'sent', ref: one.id };
};
let host = createApplication({
  consultation,
  stores,
  adapters: [adapter],
  clock: { now: () => now(), sleep: systemClock.sleep },
}).host(adapter);
const application = createApplication({ consultation, stores, adapters: [adapter], clock: systemClock });
let events = 0;

function say(user: string, text: string): Promise<void> {
  events += 1;
  const event = message(text, { user, at: now() });
  return host.receive({ ...event, eventId: `e${events}`, order: String(events).padStart(12, '0') });
}

async function seed(): Promise<void> {
  const users = [
    ...Array.from({ length: PEOPLE }, (_, i) => `p${i}`),
    ...Array.from({ length: TALKERS }, (_, i) => `talker${i}`),
  ];
  for (let at = 0; at < users.length; at += AT_ONCE)
    for (const text of TO_DRAFT) await Promise.all(users.slice(at, at + AT_ONCE).map(user => say(user, text)));
  // From here on, in real time: what was said five days ago is answered.
  now = systemClock.now;
  host = application.host(adapter);
  await application.runUntilIdle();
  adapter.sent.length = 0;
}

async function probe(): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < PROBES; i += 1) {
    const user = `talker${i % TALKERS}`;
    const begun = performance.now();
    const { promise, resolve } = Promise.withResolvers<void>();
    answered.set(user, resolve);
    await say(user, 'où en suis-je');
    await promise;
    times.push(performance.now() - begun);
    answered.delete(user);
    await wait(Math.max(0, EVERY_MS - (performance.now() - begun)));
  }
  return times.sort((a, b) => a - b);
}

async function startCampaign(): Promise<void> {
  const rule: CampaignRule = {
    audience: 'drafts',
    axes: [4],
    silentDays: null,
    channel: null,
    schedule: { kind: 'once', at: systemClock.now() },
    zone: 'Europe/Paris',
    quiet: { from: 0, to: 24, weekends: true, holidays: true },
    atMost: 1,
  };
  const [network] = await stores.networks.list();
  const of = { id: newId(), network: network?.id ?? '', consultation: consultation.name, rule };
  const begun = systemClock.now();
  await stores.staff.transaction(({ campaigns }) =>
    campaigns.create({ ...of, status: 'running', nextAt: begun, ownerId: null, createdAt: begun }),
  );
}

const share = (times: readonly number[], of: number): string =>
  (times[Math.min(times.length - 1, Math.floor(times.length * of))] ?? 0).toFixed(0);

try {
  await seed();
  await application.start();
  const alone = await probe();
  console.log(`${PEOPLE} people, no campaign: p50 ${share(alone, 0.5)} ms, p99 ${share(alone, 0.99)} ms`);
  await startCampaign();
  const during = await probe();
  const sent = `${reminders} reminders sent meanwhile`;
  console.log(
    `${PEOPLE} people, campaign: p50 ${share(during, 0.5)} ms, p99 ${share(during, 0.99)} ms, worst ${share(during, 1)} ms, ${sent}`,
  );
  if (reminders === 0) throw new Error('the campaign sent nothing: nothing was measured');
} finally {
  await application.stop();
  await stores.close();
  rmSync(dataDir, { recursive: true, force: true });
}
