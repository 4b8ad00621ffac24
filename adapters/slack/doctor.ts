/** Looks whether Slack can be reached as configured, and says what to mend. Sends nothing to anybody. */
import { describeFailure, type SlackApi, SlackFailure } from './api.ts';
import type { SlackConfig } from './config.ts';
import { object, text } from './json.ts';
import { LIMITS } from './limits.ts';
import { BOT_SCOPES } from './manifest.ts';

/** One thing looked at, in French: what was found and, where it is wrong, what to do. */
export interface Finding {
  readonly ok: boolean;
  readonly said: string;
}

export interface Doctor {
  readonly api: SlackApi;
  /** The API with the app-level token; null over HTTP. */
  readonly appApi: SlackApi | null;
  /** Milliseconds by which our clock is ahead of Slack's; rejects where Slack can't be reached. */
  readonly clockAheadMs: () => Promise<number>;
}

/** Token, rights, way in, clock, in that order. Never rejects. */
export async function examine(config: SlackConfig, doctor: Doctor): Promise<readonly Finding[]> {
  const token = await examineToken(doctor.api);
  if (!token.every(one => one.ok)) return [...token, await examineClock(doctor)];
  return [...token, await examineTransport(config, doctor.appApi), await examineClock(doctor)];
}

async function examineToken(api: SlackApi): Promise<readonly Finding[]> {
  try {
    const who = await api.call('auth.test', {});
    const found = {
      ok: true,
      said: `SLACK_BOT_TOKEN : espace « ${text(who['team'])} », compte « ${text(who['user'])} ».`,
    };
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
    return [{ ok: false, said: `SLACK_BOT_TOKEN : ${explain(error)}` }];
  }
}

async function examineTransport({ transport }: SlackConfig, appApi: SlackApi | null): Promise<Finding> {
  if (appApi === null || transport.kind === 'http') {
    const port = transport.kind === 'http' ? transport.port : 0;
    return {
      ok: true,
      said: `HTTP : écoute sur le port ${port}, chemin /slack/events ; Slack doit pouvoir l'atteindre.`,
    };
  }
  try {
    await appApi.call('apps.connections.open', {});
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
