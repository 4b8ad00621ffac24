/** What an operator does by hand with the account, while the service is stopped. */
import type { Client } from './client.ts';
import type { OpenedMachine } from './crypto/machine.ts';
import type { MatrixConfig } from './config.ts';
import { logIn, tokenOf, unreachable } from './login.ts';
import { MatrixProblem, MatrixSetupError, tokenRefused } from './problem.ts';
import { openState, type State } from './state.ts';

export interface Operator {
  readonly logIn: (
    given: { readonly user: string; readonly password: string } | null,
  ) => Promise<{ readonly userId: string; readonly deviceId: string }>;
  readonly makeRecoveryKey: () => Promise<string>;
  readonly restore: (recoveryKey: string) => Promise<void>;
}

/** Each rejects with a message to show. */
export function operate(config: MatrixConfig): Operator {
  return {
    logIn: given =>
      withState(config, async state => {
        const { createClient } = await import('./client.ts');
        const login = given ?? (config.login.kind === 'password' ? config.login : null);
        if (login === null) {
          throw new MatrixSetupError('Qui se connecte ? Donnez --user NOM, ou MATRIX_USER et MATRIX_PASSWORD.');
        }
        return logIn(config, state, createClient, login);
      }),
    makeRecoveryKey: () =>
      withMachine(config, async ({ machine, api, userId }) => {
        const { keepSecrets } = await import('./crypto/secret-storage.ts');
        const { writeRecoveryKey } = await import('./crypto/recovery-key.ts');
        const { bootstrap } = await import('./crypto/cross-signing.ts');
        const password = config.login.kind === 'password' ? config.login.password : null;
        if ((await bootstrap({ api, botId: userId }, machine, password)) === 'elsewhere') {
          throw new MatrixSetupError(
            'Les clés de ce compte ont été faites par un autre appareil : reprenez-les par leur clé de secours, avec --restore.',
          );
        }
        const exported = await machine.exportCrossSigningKeys();
        const [master, own, users] = [exported?.masterKey, exported?.self_signing_key, exported?.userSigningKey];
        if (master === undefined || own === undefined || users === undefined) {
          throw new MatrixSetupError(
            'Le robot n’a pas toutes les clés de son compte : reprenez-les par leur clé de secours, avec --restore.',
          );
        }
        const key = await keepSecrets(api, userId, {
          'm.cross_signing.master': master,
          'm.cross_signing.self_signing': own,
          'm.cross_signing.user_signing': users,
        });
        return writeRecoveryKey(key);
      }),
    restore: text =>
      withMachine(config, async ({ machine, api, userId }) => {
        const { readSecrets } = await import('./crypto/secret-storage.ts');
        const { readRecoveryKey } = await import('./crypto/recovery-key.ts');
        const { bootstrap, learnOwn } = await import('./crypto/cross-signing.ts');
        const key = readRecoveryKey(text);
        if (key === null)
          throw new MatrixSetupError('Ce n’est pas une clé de secours : il manque une lettre, ou une est fausse.');
        const secrets = await readSecrets(api, userId, key);
        await learnOwn({ api, botId: userId }, machine);
        await machine.importCrossSigningKeys(
          secrets['m.cross_signing.master'],
          secrets['m.cross_signing.self_signing'],
          secrets['m.cross_signing.user_signing'],
        );
        await bootstrap(
          { api, botId: userId },
          machine,
          config.login.kind === 'password' ? config.login.password : null,
        );
      }),
  };
}

interface Opened {
  readonly machine: OpenedMachine['machine'];
  readonly api: Client;
  readonly userId: string;
}

async function withMachine<T>(config: MatrixConfig, work: (opened: Opened) => Promise<T>): Promise<T> {
  return withState(config, async state => {
    const { createClient } = await import('./client.ts');
    const { openOwnMachine } = await import('./crypto/open.ts');
    const api = createClient(config.homeserverUrl, await tokenOf(config, state, createClient), 0);
    try {
      const { userId, deviceId } = await api.whoAmI();
      const { machine, close } = await openOwnMachine({ config, state, botId: userId }, deviceId);
      try {
        return await work({ machine, api, userId });
      } finally {
        close();
      }
    } catch (error) {
      if (!(error instanceof MatrixProblem)) throw error;
      throw error.status === 401 && error.authSession === null
        ? tokenRefused()
        : unreachable(error, config.homeserverUrl);
    } finally {
      api.close();
    }
  });
}

async function withState<T>(config: MatrixConfig, work: (state: State) => Promise<T>): Promise<T> {
  const state = openState(config.stateDir);
  try {
    return await work(state);
  } finally {
    state.close();
  }
}
