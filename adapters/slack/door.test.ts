import { expect, test } from 'vitest';
import { createSlackAdapter } from './adapter.ts';

test("the address of the app is known from its token; over HTTP, once Slack has said the app's name", () => {
  const common = { access: { kind: 'one', botToken: 'xoxb-1' }, port: 0, apiUrl: 'https://slack.test/api/' } as const;
  const socket = createSlackAdapter({ ...common, transport: { kind: 'socket', appToken: 'xapp-1-A0123-456-abc' } });
  expect(socket.door?.('T1')).toBe('https://slack.com/app_redirect?app=A0123&team=T1');
  expect(socket.door?.('E1')).toBe('https://slack.com/app_redirect?app=A0123');
  const http = createSlackAdapter({ ...common, transport: { kind: 'http', signingSecret: 's' } });
  expect(http.door?.('T1')).toBeNull();
});
