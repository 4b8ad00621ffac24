/** Looks whether Matrix can be reached as configured, and says what to mend. Sends nothing to anybody. */
import type { Finding } from '#messaging/index.ts';
import { z } from 'zod';
import { path } from './api.ts';
import type { Client } from './client.ts';
import type { MatrixConfig } from './config.ts';
import { serverOf } from './ids.ts';
import { LIMITS } from './limits.ts';
import { tokenOf } from './login.ts';
import { MatrixProblem } from './problem.ts';
import { openState } from './state.ts';

const Versions = z.object({ versions: z.array(z.string()) });
const DeviceKeys = z.object({
  device_keys: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({ signatures: z.record(z.string(), z.record(z.string(), z.string())).catch({}) }),
    ),
  ),
  master_keys: z.record(z.string(), z.unknown()).catch({}),
  self_signing_keys: z.record(z.string(), z.looseObject({ keys: z.record(z.string(), z.string()) })).catch({}),
});

/** Server, token, device, signature, clock, in that order. Never rejects. */
export async function examineMatrix(config: MatrixConfig): Promise<readonly Finding[]> {
  const { createClient } = await import('./client.ts');
  const server = await examineServer(createClient(config.homeserverUrl, '', 0), config);
  if (!server.ok) return [server];
  const clock = await examineClock(config.homeserverUrl);
  let state: ReturnType<typeof openState>;
  try {
    state = openState(config.stateDir);
  } catch (error) {
    // The service runs: what it holds can't be looked at, and it works.
    return [
      server,
      { ok: true, said: `Matrix : ${reason(error)} Le service tourne : arrêtez-le pour voir le reste.` },
      clock,
    ];
  }
  try {
    const api = createClient(config.homeserverUrl, await tokenOf(config, state, createClient), 0);
    const findings = await examineAccount(api, config, state.get('crypto device'));
    api.close();
    return [server, ...findings, clock];
  } catch (error) {
    return [server, { ok: false, said: `Matrix : ${reason(error)}` }, clock];
  } finally {
    state.close();
  }
}

async function examineServer(api: Client, { homeserverUrl }: MatrixConfig): Promise<Finding> {
  try {
    const { versions } = Versions.parse(await api.request({ method: 'GET', path: path('client/versions') }));
    return { ok: true, said: `MATRIX_HOMESERVER_URL : le serveur répond (Matrix ${versions.at(-1) ?? '?'}).` };
  } catch {
    const said = `MATRIX_HOMESERVER_URL : ${homeserverUrl} n'est pas un serveur Matrix qui répond. Vérifiez l'adresse et le réseau.`;
    return { ok: false, said };
  } finally {
    api.close();
  }
}

async function examineAccount(api: Client, config: MatrixConfig, kept: string | null): Promise<readonly Finding[]> {
  let who: Awaited<ReturnType<Client['whoAmI']>>;
  try {
    who = await api.whoAmI();
  } catch (error) {
    const isRefused = error instanceof MatrixProblem && error.status === 401;
    const advice = isRefused
      ? 'le jeton est refusé : refaites « tdt matrix login »'
      : `le serveur répond « ${reason(error)} »`;
    return [{ ok: false, said: `MATRIX_ACCESS_TOKEN : ${advice}.` }];
  }
  const { userId, deviceId } = who;
  const account = { ok: true, said: `Compte Matrix : ${userId}, appareil ${deviceId}.` };
  const servers = config.allowedServers.length === 0 ? serverOf(userId) : config.allowedServers.join(', ');
  const invitations = {
    ok: true,
    said: `Invitations acceptées de : ${servers === '*' ? 'tous les serveurs' : servers}.`,
  };
  if (config.encryption === 'off')
    return [account, invitations, { ok: true, said: 'Chiffrement : arrêté (MATRIX_ENCRYPTION=off).' }];
  return [
    account,
    invitations,
    examineDevice(kept, `${userId} ${deviceId}`),
    await examineSignature(api, userId, deviceId),
  ];
}

function examineDevice(kept: string | null, device: string): Finding {
  if (kept === null) return { ok: true, said: 'Clés : aucune encore, elles seront faites au premier lancement.' };
  if (kept === device) return { ok: true, said: 'Clés : ce sont bien celles de cet appareil.' };
  return {
    ok: false,
    said: `Clés : elles sont celles de « ${kept} ». Remettez l'ancien jeton ; ou déplacez le dossier matrix des données, puis « tdt matrix recovery-key --restore ».`,
  };
}

/** Whether the account's own key signed the device, as others see it on the server. */
async function examineSignature(api: Client, userId: string, deviceId: string): Promise<Finding> {
  try {
    const body = { device_keys: { [userId]: [] } };
    const answer = DeviceKeys.parse(await api.request({ method: 'POST', path: path('client/v3/keys/query'), body }));
    const device = answer.device_keys[userId]?.[deviceId];
    const signing = Object.keys(answer.self_signing_keys[userId]?.keys ?? {});
    if (device === undefined)
      return {
        ok: true,
        said: "Signature : l'appareil n'a pas encore de clés, elles seront faites au premier lancement.",
      };
    if (signing.some(name => device.signatures[userId]?.[name] !== undefined))
      return { ok: true, said: "Signature : l'appareil est signé par son compte." };
    const how =
      answer.master_keys[userId] === undefined
        ? 'relancez le service, avec MATRIX_USER et MATRIX_PASSWORD si le serveur demande le mot de passe'
        : '« tdt matrix recovery-key --restore »';
    return {
      ok: false,
      said: `Signature : l'appareil n'est pas signé par son compte, certains clients ne lui parleront pas : ${how}.`,
    };
  } catch (error) {
    return {
      ok: false,
      said: `Signature : le serveur ne la montre pas (${reason(error)}). Recommencez dans une minute.`,
    };
  }
}

async function examineClock(homeserverUrl: string): Promise<Finding> {
  try {
    const { headers } = await fetch(`${homeserverUrl}/_matrix/client/versions`, {
      signal: AbortSignal.timeout(LIMITS.requestMs),
    });
    const date = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(date)) return { ok: true, said: 'Horloge : le serveur ne dit pas la sienne.' };
    const seconds = Math.round(Math.abs(Date.now() - date) / 1_000);
    const said = `Horloge : à ${seconds} s de celle du serveur.`;
    return seconds * 1_000 <= LIMITS.clockMs ? { ok: true, said } : { ok: false, said: `${said} Réglez-la (NTP).` };
  } catch {
    return { ok: false, said: 'Horloge : le serveur ne répond plus. Recommencez dans une minute.' };
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : 'réponse inattendue.';
}
