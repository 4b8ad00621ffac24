import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { describe, expect, test } from 'vitest';
import { BOT_SCOPES, slackManifest } from './manifest.ts';

/** Slack's own type of a manifest, as a schema that refuses unknown keys. */
function validator() {
  const types = createRequire(import.meta.resolve('@slack/bolt')).resolve('@slack/web-api');
  const path = join(dirname(types), 'types/request/manifest.d.ts');
  const generator = createGenerator({ path, type: 'Manifest', skipTypeCheck: true, additionalProperties: false });
  return new Ajv({ strict: false, allErrors: true }).compile({ ...generator.createSchema('Manifest') } as Record<
    string,
    unknown
  >);
}

describe('the manifest', { timeout: 60_000 }, () => {
  const validate = validator();

  test.each([
    [null, null],
    ['https://consultation.example.fr/', null],
    [null, 'https://consultation.example.fr/'],
    ['https://consultation.example.fr/', 'https://consultation.example.fr/'],
  ])('is what Slack takes: events at %s, install page at %s', (url, install) => {
    validate(slackManifest({ url, install }));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('the schema does refuse: another event, a misspelt setting', () => {
    const { settings, ...rest } = slackManifest({ url: null, install: null });
    expect(validate({ ...rest, settings: { ...(settings as object), socket_mode: true } })).toBe(false);
    const events = { event_subscriptions: { bot_events: ['message.imm'] } };
    expect(validate({ ...rest, settings: { ...(settings as object), ...events } })).toBe(false);
  });
});

test('Socket Mode exposes nothing; HTTP has one address for everything', () => {
  expect(JSON.stringify(slackManifest({ url: null, install: null }))).not.toContain('http');
  const json = JSON.stringify(slackManifest({ url: 'https://consultation.example.fr', install: null }));
  expect(json.match(/https:[^"]*/g)).toEqual(
    Array.from({ length: 4 }, () => 'https://consultation.example.fr/slack/events'),
  );
});

test('an app that many workspaces install says where Slack may lead back to, whole organisations too', () => {
  const manifest = slackManifest({ url: null, install: 'https://consultation.example.fr' });
  expect(manifest).toMatchObject({
    oauth_config: { redirect_urls: ['https://consultation.example.fr/slack/oauth_redirect'] },
    settings: { org_deploy_enabled: true, socket_mode_enabled: true },
  });
});

test("only a bot's rights are asked for, none of them over public channels", () => {
  const scopes = Object.keys(BOT_SCOPES);
  // What is said in a workshop's thread; nothing else of a channel is handed over.
  expect(scopes).toEqual(expect.arrayContaining(['channels:history', 'groups:history', 'reactions:read']));
  expect(scopes.filter(scope => scope.startsWith('admin'))).toEqual([]);
  expect(slackManifest({ url: null, install: null })).toMatchObject({ oauth_config: { scopes: { bot: scopes } } });
});

test('names keep within what Slack shows', () => {
  const { shortcuts } = slackManifest({ url: null, install: null })['features'] as {
    shortcuts: readonly { name: string }[];
  };
  for (const { name } of shortcuts) expect(name.length).toBeLessThanOrEqual(24);
});
