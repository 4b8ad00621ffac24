/** PURE: what one workspace's installation of the app gave → what is kept of it, and back. */
import type { Installation } from '#messaging/index.ts';
import type { SlackInstallation } from './client.ts';
import { type Json, object, text } from './json.ts';

/** What it takes to speak in one workspace. */
export interface Grant {
  /** `xoxb-…`. */
  readonly token: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
}

/** Only the bot's token is kept, none of the person who installed it; null where there is none. */
export function installationOf(given: SlackInstallation, now: string): Installation | null {
  const { team, enterprise, bot, appId } = given;
  const workspace = given.isEnterpriseInstall === true ? enterprise?.id : team?.id;
  if (workspace === undefined || bot === undefined) return null;
  const grant = { token: bot.token, botUserId: bot.userId, scopes: bot.scopes, appId: appId ?? null };
  const name = (given.isEnterpriseInstall === true ? enterprise?.name : team?.name) ?? workspace;
  return {
    workspace,
    organisation: enterprise?.id ?? null,
    name,
    secret: JSON.stringify(grant),
    installedAt: now,
  };
}

/** Throws where the secret is none of ours. */
export function grantOf({ secret }: Installation): Grant {
  const read: Json = object(JSON.parse(secret));
  const scopes = Array.isArray(read['scopes']) ? read['scopes'].map(text) : [];
  return { token: text(read['token']), botUserId: text(read['botUserId']), scopes };
}

/**
 * The installation that a payload belongs to, as Slack names it: the organisation's where the whole of it installed the
 * app, the workspace's otherwise.
 */
export function workspaceOf(body: Json): string {
  const authorization = object(Array.isArray(body['authorizations']) ? body['authorizations'][0] : null);
  const whole = [body['is_enterprise_install'], authorization['is_enterprise_install']];
  const organisation = organisationOf(body) || text(authorization['enterprise_id']);
  if (organisation !== '' && whole.some(one => one === true || one === 'true')) return organisation;
  return (
    text(authorization['team_id']) ||
    text(object(body['view'])['app_installed_team_id']) ||
    text(body['team_id']) ||
    text(object(body['team'])['id']) ||
    text(object(body['user'])['team_id'])
  );
}

/** The organisation (Enterprise Grid) that a payload comes from; empty where there is none. */
export function organisationOf(body: Json): string {
  return text(body['enterprise_id']) || text(object(body['enterprise'])['id']);
}
