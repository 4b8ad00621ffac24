import { expect, test } from 'vitest';
import { grantOf, installationOf, workspaceOf } from './installation.ts';

const bot = { token: 'xoxb-1', scopes: ['chat:write'], id: 'B1', userId: 'U1' };
const user = { id: 'U9', token: 'xoxp-person', scopes: [] };
const AT = '2027-02-10T09:00:00.000Z';

test("a workspace's installation keeps the bot's token and none of the person's", () => {
  const team = { id: 'T1', name: 'Ardèche' };
  const kept = installationOf({ team, enterprise: undefined, user, bot, isEnterpriseInstall: false }, AT);
  expect(kept).toMatchObject({ workspace: 'T1', organisation: null, name: 'Ardèche', installedAt: AT });
  expect(kept?.secret).not.toContain('xoxp');
  expect(kept === null ? null : grantOf(kept)).toEqual({ token: 'xoxb-1', botUserId: 'U1', scopes: ['chat:write'] });
});

test('a workspace of an organisation keeps the id of both; a whole organisation has its own', () => {
  const enterprise = { id: 'E1', name: 'Région' };
  const inGrid = installationOf({ team: { id: 'T1' }, enterprise, user, bot, isEnterpriseInstall: false }, AT);
  expect(inGrid).toMatchObject({ workspace: 'T1', organisation: 'E1', name: 'T1' });
  const whole = installationOf({ team: undefined, enterprise, user, bot, isEnterpriseInstall: true }, AT);
  expect(whole).toMatchObject({ workspace: 'E1', organisation: 'E1', name: 'Région' });
});

test('an installation without a bot is none', () => {
  expect(
    installationOf({ team: { id: 'T1' }, enterprise: undefined, user, isEnterpriseInstall: false }, AT),
  ).toBeNull();
});

test.each<[string, Record<string, unknown>, string]>([
  ['an event', { team_id: 'T1', authorizations: [{ team_id: 'T1', enterprise_id: null }] }, 'T1'],
  ['an event in a shared channel', { team_id: 'T2', authorizations: [{ team_id: 'T1' }] }, 'T1'],
  [
    'an event of an organisation',
    { team_id: 'T1', enterprise_id: 'E1', authorizations: [{ is_enterprise_install: true, enterprise_id: 'E1' }] },
    'E1',
  ],
  ['an event in a workspace of an organisation', { team_id: 'T1', enterprise_id: 'E1', authorizations: [{}] }, 'T1'],
  ['a press', { team: { id: 'T1' }, enterprise: { id: 'E1' }, is_enterprise_install: false }, 'T1'],
  ['a press in an organisation', { team: null, enterprise: { id: 'E1' }, is_enterprise_install: true }, 'E1'],
  [
    'a modal opened by somebody of another workspace',
    { team: { id: 'T2' }, view: { app_installed_team_id: 'T1' } },
    'T1',
  ],
  ['a command', { team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: 'false' }, 'T1'],
  ['a command in an organisation', { team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: 'true' }, 'E1'],
  ['a home opened without a team', { user: { team_id: 'T1' } }, 'T1'],
  ['nothing', {}, ''],
])('%s belongs to its installation', (_what, body, workspace) => expect(workspaceOf(body)).toBe(workspace));
