/** `tdt doctor` before the emulator: what is right, and each thing that can be wrong. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { examineSlack } from '#adapters/slack/index.ts';
import type { SlackConfig } from '#adapters/slack/index.ts';
import { createEdge, type Edge } from '#test/support/slack/edge.ts';
import { APP_TOKEN, BOT_TOKEN, createWorkspace } from '#test/support/slack/emulator.ts';

let edge: Edge;
let config: SlackConfig;

beforeEach(async () => {
  edge = await createEdge(await createWorkspace(() => undefined), null);
  config = {
    access: { kind: 'one', botToken: BOT_TOKEN },
    apiUrl: edge.apiUrl,
    transport: { kind: 'socket', appToken: APP_TOKEN },
    port: 8_080,
  };
});
afterEach(() => edge.close());

it('finds everything right', async () => {
  const found = await examineSlack(config, null);
  expect(found.every(one => one.ok)).toBe(true);
  expect(found.map(one => one.said).join('\n')).toMatch(/espace « Emulate »[\s\S]*Socket Mode s'ouvre[\s\S]*Horloge/);
});

it('says which port is listened to over HTTP', async () => {
  const transport = { kind: 'http', signingSecret: 's' } as const;
  expect((await examineSlack({ ...config, transport }, null)).map(one => one.said).join()).toMatch(/port 8080/);
});

it('says that the token is revoked, and what to do', async () => {
  edge.refuse = 'token_revoked';
  const found = await examineSlack(config, null);
  expect(found[0]).toEqual({ ok: false, said: expect.stringMatching(/révoqué.*réinstallez/) as string });
});

it('tells which rights are missing, and what each is for', async () => {
  edge.scopes = 'chat:write,im:write';
  const found = await examineSlack(config, null);
  expect(found.filter(one => !one.ok).map(one => one.said)).toEqual([
    expect.stringMatching(/im:history \(lire/) as string,
  ]);
});

it('says that Slack is out of reach', async () => {
  edge.cut();
  const found = await examineSlack(config, null);
  expect(found.some(one => one.ok)).toBe(false);
  expect(found.map(one => one.said).join()).toMatch(/hors d'atteinte/);
});
