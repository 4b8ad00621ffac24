/** What the environment says of Matrix: read by `config.ts`, checked here. */
import { resolve } from 'node:path';
import { z } from 'zod';

/** How one Matrix account is reached: `adapters/matrix`. */
export interface MatrixSettings {
  /** Without a trailing slash. */
  readonly homeserverUrl: string;
  /** `stored`: the token that `tdt matrix login` kept. */
  readonly login:
    | { readonly kind: 'token'; readonly token: string }
    | { readonly kind: 'password'; readonly user: string; readonly password: string }
    | { readonly kind: 'stored' };
  readonly encryption: 'required' | 'allowed' | 'off';
  /** Servers whose people may invite the bot; empty: its own; `*`: all. */
  readonly allowedServers: readonly string[];
  /** Milliseconds between two requests. */
  readonly paceMs: number;
  /** Folder of its keys and of its place in the stream. */
  readonly stateDir: string;
  readonly secretKeys: readonly Uint8Array[];
}

export const matrixVariables = {
  MATRIX_HOMESERVER_URL: z
    .string()
    .refine(
      url => /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
      'doit être une adresse, comme https://matrix.example.org',
    )
    .optional(),
  MATRIX_ACCESS_TOKEN: z.string().optional(),
  MATRIX_USER: z.string().optional(),
  MATRIX_PASSWORD: z.string().optional(),
  MATRIX_ENCRYPTION: z.enum(['required', 'allowed', 'off'], { error: 'doit être required, allowed ou off' }).optional(),
  MATRIX_ALLOWED_SERVERS: z
    .string()
    .refine(
      list => list.split(/[\s,]+/).every(server => server === '*' || /^[a-z0-9.-]+(?::\d{1,5})?$/i.test(server)),
      'doit être une liste de serveurs séparés par des virgules, comme agent.dinum.tchap.gouv.fr, ou *',
    )
    .optional(),
  MATRIX_PACE_MS: z
    .string()
    .refine(ms => /^\d{1,5}$/.test(ms), 'doit être un nombre de millisecondes, de 0 à 99999')
    .optional(),
};

type Given = z.infer<z.ZodObject<typeof matrixVariables>>;

/** Matrix needs its server; then a token, a user and a password, or what `tdt matrix login` kept. */
export function matrixOf(
  given: Given,
  dataDir: string,
  secretKeys: readonly Uint8Array[],
): MatrixSettings | null | { readonly problem: string } {
  const {
    MATRIX_HOMESERVER_URL: url,
    MATRIX_ACCESS_TOKEN: token,
    MATRIX_USER: user,
    MATRIX_PASSWORD: password,
  } = given;
  if (url === undefined) {
    return token === undefined && user === undefined && password === undefined
      ? null
      : { problem: 'MATRIX_HOMESERVER_URL manque : l’adresse du serveur, comme https://matrix.example.org' };
  }
  if ((user === undefined) !== (password === undefined)) {
    return { problem: 'MATRIX_USER et MATRIX_PASSWORD vont ensemble ; ou donnez MATRIX_ACCESS_TOKEN' };
  }
  const encryption = given.MATRIX_ENCRYPTION ?? 'allowed';
  if (encryption !== 'off' && secretKeys.length === 0) {
    return {
      problem:
        'TDT_SECRET_KEY manque : les clés de chiffrement de Matrix sont gardées sous elle. « tdt key new » en fait une ; ou, sans salons chiffrés, MATRIX_ENCRYPTION=off',
    };
  }
  return {
    homeserverUrl: url.replace(/\/+$/, ''),
    login: loginOf(token, user, password),
    encryption,
    allowedServers: given.MATRIX_ALLOWED_SERVERS?.split(/[\s,]+/) ?? [],
    paceMs: Number(given.MATRIX_PACE_MS ?? 0),
    stateDir: resolve(dataDir, 'matrix'),
    secretKeys,
  };
}

function loginOf(
  token: string | undefined,
  user: string | undefined,
  password: string | undefined,
): MatrixSettings['login'] {
  if (token !== undefined) return { kind: 'token', token };
  if (user !== undefined && password !== undefined) return { kind: 'password', user, password };
  return { kind: 'stored' };
}
