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

  test.each([null, 'https://consultation.example.fr/'])('is what Slack takes: %s', url => {
    validate(slackManifest({ url }));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('the schema does refuse: another event, a misspelt setting', () => {
    const { settings, ...rest } = slackManifest({ url: null });
    expect(validate({ ...rest, settings: { ...(settings as object), socket_mode: true } })).toBe(false);
    const events = { event_subscriptions: { bot_events: ['message.imm'] } };
    expect(validate({ ...rest, settings: { ...(settings as object), ...events } })).toBe(false);
  });
});

test('Socket Mode exposes nothing; HTTP has one address for everything', () => {
  expect(JSON.stringify(slackManifest({ url: null }))).not.toContain('http');
  const json = JSON.stringify(slackManifest({ url: 'https://consultation.example.fr' }));
  expect(json.match(/https:[^"]*/g)).toEqual(
    Array.from({ length: 4 }, () => 'https://consultation.example.fr/slack/events'),
  );
});

test("only a bot's rights are asked for, none of them over public channels", () => {
  const scopes = Object.keys(BOT_SCOPES);
  expect(scopes).not.toContain('channels:history');
  expect(scopes.filter(scope => scope.startsWith('admin'))).toEqual([]);
  expect(slackManifest({ url: null })).toMatchObject({ oauth_config: { scopes: { bot: scopes } } });
});

test('names keep within what Slack shows', () => {
  const { shortcuts } = slackManifest({ url: null })['features'] as { shortcuts: readonly { name: string }[] };
  for (const { name } of shortcuts) expect(name.length).toBeLessThanOrEqual(24);
});
