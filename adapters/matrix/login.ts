/** The bot's token: given, or made once from a user and a password, and kept. */
import { z } from 'zod';
import { path } from './api.ts';
import type { Client } from './client.ts';
import type { MatrixConfig } from './config.ts';
import { MatrixProblem, MatrixSetupError } from './problem.ts';
import { seal, unseal } from './seal.ts';
import type { State } from './state.ts';

export type MakeClient = (homeserverUrl: string, token: string, paceMs: number) => Client;

const LoggedIn = z.object({ access_token: z.string(), user_id: z.string(), device_id: z.string() });

const TOKEN = 'token';

/** The token to use. Logs in where there is a password and nothing kept yet. Rejects with a message to show. */
export async function tokenOf(config: MatrixConfig, state: State, make: MakeClient): Promise<string> {
  const { login } = config;
  if (login.kind === 'token') return login.token;
  const kept = keptToken(config, state);
  if (kept !== null) return kept;
  if (login.kind === 'stored') {
    throw new MatrixSetupError('Aucun jeton Matrix : lancez « tdt matrix login », ou donnez MATRIX_ACCESS_TOKEN.');
  }
  return (await logIn(config, state, make, login)).token;
}

/** Logs in once, and keeps the token. Rejects with a message to show. */
export async function logIn(
  config: MatrixConfig,
  state: State,
  make: MakeClient,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<{ readonly token: string; readonly userId: string; readonly deviceId: string }> {
  const client = make(config.homeserverUrl, '', 0);
  const body = {
    type: 'm.login.password',
    identifier: { type: 'm.id.user', user },
    password,
    initial_device_display_name: 'Tour de table',
  };
  try {
    const answer = await client.request({ method: 'POST', path: path('client/v3/login'), body });
    const { access_token: token, user_id: userId, device_id: deviceId } = LoggedIn.parse(answer);
    const [key] = config.secretKeys;
    state.set(TOKEN, key === undefined ? `clear ${token}` : `sealed ${seal(token, key)}`);
    return { token, userId, deviceId };
  } catch (error) {
    throw explained(error, config.homeserverUrl);
  } finally {
    client.close();
  }
}

function keptToken({ secretKeys }: MatrixConfig, state: State): string | null {
  const kept = state.get(TOKEN);
  if (kept === null) return null;
  if (kept.startsWith('clear ')) return kept.slice('clear '.length);
  const token = unseal(kept.slice('sealed '.length), secretKeys);
  if (token !== null) return token;
  throw new MatrixSetupError(
    'Le jeton Matrix gardé a été chiffré avec une autre clé : remettez celle-ci dans TDT_SECRET_KEY, après la nouvelle et une virgule.',
  );
}

function explained(error: unknown, url: string): unknown {
  if (!(error instanceof MatrixProblem)) return error;
  if (error.status === 403)
    return new MatrixSetupError('Matrix refuse ce nom ou ce mot de passe : vérifiez MATRIX_USER et MATRIX_PASSWORD.');
  if (error.status === 429)
    return new MatrixSetupError(
      'Matrix demande de patienter avant une nouvelle connexion : recommencez dans quelques minutes.',
    );
  return unreachable(error, url);
}

/** For the operator: the server can't be reached, or is none. */
export function unreachable(error: MatrixProblem, url: string): MatrixSetupError {
  const why = error.status === 0 ? 'ne répond pas' : `répond « ${error.message} »`;
  return new MatrixSetupError(`Le serveur Matrix ${url} ${why} : vérifiez MATRIX_HOMESERVER_URL et le réseau.`, {
    cause: error,
  });
}
