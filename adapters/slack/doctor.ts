/** Looks whether Slack can be reached as configured, and says what to mend. Sends nothing to anybody. */
import type { Finding, InstallationStore } from '#messaging/index.ts';
import { describeFailure, type SlackApi, SlackFailure } from './api.ts';
import type { CreateApi } from './client.ts';
import { INSTALL_PATH, type ManyWorkspaces, type SlackConfig } from './config.ts';
import { grantOf } from './installation.ts';
import { object, text } from './json.ts';
import { LIMITS } from './limits.ts';
import { BOT_SCOPES } from './manifest.ts';

export interface Doctor {
  readonly createApi: CreateApi;
  /** Milliseconds by which our clock is ahead of Slack's; rejects where Slack can't be reached. */
  readonly clockAheadMs: () => Promise<number>;
  /** null where the database does not answer. */
  readonly installations: InstallationStore | null;
}

/** Token or installations, rights, way in, clock, in that order. Never rejects. */
export async function examine(config: SlackConfig, doctor: Doctor): Promise<readonly Finding[]> {
  const { access } = config;
  if (access.kind === 'many') {
    return [
      await examineApp(access, doctor),
      ...(await examineInstallations(access, doctor)),
      await examineTransport(config, doctor),
      await examineClock(doctor),
    ];
  }
  const token = await examineToken(doctor.createApi(access.botToken), 'SLACK_BOT_TOKEN');
  if (!token.every(one => one.ok)) return [...token, await examineClock(doctor)];
  return [...token, await examineTransport(config, doctor), await examineClock(doctor)];
}

/** Asked for a token with a code of nobody's: Slack says whether it knows the app before it looks at the code. */
async function examineApp({ clientId, clientSecret }: ManyWorkspaces, { createApi }: Doctor): Promise<Finding> {
  const what = 'SLACK_CLIENT_ID et SLACK_CLIENT_SECRET';
  try {
    const args = { client_id: clientId, client_secret: clientSecret, code: 'tdt-doctor' };
    await createApi(null).call('oauth.v2.access', args);
  } catch (error) {
    const code = error instanceof SlackFailure && error.failure.kind === 'refused' ? error.failure.code : null;
    if (code !== 'invalid_code') return { ok: false, said: `${what} : ${explain(error)}` };
  }
  return { ok: true, said: `${what} : Slack connaît l'application.` };
}

async function examineInstallations(access: ManyWorkspaces, doctor: Doctor): Promise<readonly Finding[]> {
  const page = `${access.publicUrl}${INSTALL_PATH}`;
  try {
    const all = (await doctor.installations?.list('slack')) ?? [];
    if (all.length === 0) return [{ ok: true, said: `Aucun espace encore ; la page d'installation : ${page}` }];
    const findings: Finding[] = [{ ok: true, said: `Espaces : ${all.length} ; la page d'installation : ${page}` }];
    for (const { workspace, name } of all.slice(0, LIMITS.examined)) {
      const installation = await doctor.installations?.find('slack', workspace);
      if (installation === null || installation === undefined) continue;
      const looked = await examineToken(doctor.createApi(grantOf(installation).token), `Espace « ${name} »`);
      findings.push(...looked);
    }
    if (all.length > LIMITS.examined)
      findings.push({ ok: true, said: `Les ${all.length - LIMITS.examined} espaces suivants n'ont pas été regardés.` });
    return findings;
  } catch (error) {
    // Errors of the database say what to do.
    return [{ ok: false, said: `Espaces : ${error instanceof Error ? error.message : 'illisibles.'}` }];
  }
}

async function examineToken(api: SlackApi, what: string): Promise<readonly Finding[]> {
  try {
    const who = await api.call('auth.test', {});
    const found = { ok: true, said: `${what} : espace « ${text(who['team'])} », compte « ${text(who['user'])} ».` };
    const scopes = object(who['response_metadata'])['scopes'];
    // Slack names them beside every answer; where it does not, nothing can be said.
    if (!Array.isArray(scopes)) return [found];
    const missing = Object.keys(BOT_SCOPES).filter(scope => !scopes.includes(scope));
    if (missing.length === 0) return [found, { ok: true, said: 'Droits : tous là.' }];
    const why = missing.map(scope => `${scope} (${BOT_SCOPES[scope] ?? ''})`).join(', ');
    return [
      found,
      { ok: false, said: `Droits manquants : ${why}. Remettez le manifeste à jour, puis réinstallez l'application.` },
    ];
  } catch (error) {
    return [{ ok: false, said: `${what} : ${explain(error)}` }];
  }
}

async function examineTransport({ transport, port }: SlackConfig, { createApi }: Doctor): Promise<Finding> {
  if (transport.kind === 'http') {
    return {
      ok: true,
      said: `HTTP : écoute sur le port ${port}, chemin /slack/events ; Slack doit pouvoir l'atteindre.`,
    };
  }
  try {
    await createApi(transport.appToken).call('apps.connections.open', {});
    return { ok: true, said: "SLACK_APP_TOKEN : Socket Mode s'ouvre." };
  } catch (error) {
    return { ok: false, said: `SLACK_APP_TOKEN : ${explain(error)}` };
  }
}

async function examineClock({ clockAheadMs }: Doctor): Promise<Finding> {
  try {
    const seconds = Math.round((await clockAheadMs()) / 1_000);
    if (Math.abs(seconds) * 1_000 <= LIMITS.clockMs)
      return { ok: true, said: `Horloge : à ${Math.abs(seconds)} s de celle de Slack.` };
    return {
      ok: false,
      said: `Horloge : à ${Math.abs(seconds)} s de celle de Slack. Réglez-la (NTP) : au-delà de cinq minutes, ses requêtes sont refusées.`,
    };
  } catch {
    return { ok: false, said: "Slack est hors d'atteinte : vérifiez le réseau, le mandataire et SLACK_API_URL." };
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  invalid_auth: 'jeton inconnu : copiez-le de nouveau.',
  not_authed: 'jeton vide : copiez-le de nouveau.',
  invalid_client_id: 'identifiant inconnu : recopiez « Client ID » (Basic Information).',
  bad_client_secret: 'secret refusé : recopiez « Client Secret » (Basic Information).',
  account_inactive: "l'application a été retirée : réinstallez-la, puis remplacez le jeton.",
  token_revoked: "jeton révoqué : réinstallez l'application, puis remplacez-le.",
  missing_scope: 'il manque une portée au jeton : pour xapp-…, connections:write.',
  not_allowed_token_type: "ce n'est pas le bon jeton : xoxb-… pour le robot, xapp-… pour l'application.",
};

function explain(error: unknown): string {
  if (!(error instanceof SlackFailure)) return 'erreur inattendue.';
  const { failure } = error;
  if (failure.kind === 'unknown')
    return "Slack est hors d'atteinte : vérifiez le réseau, le mandataire et SLACK_API_URL.";
  if (failure.kind === 'limited') return 'Slack demande de patienter : recommencez dans une minute.';
  return ADVICE[failure.code] ?? `Slack répond « ${describeFailure(failure)} ».`;
}
