/** Discord, near enough: REST and gateway on this machine, people who use them, and the faults of real life. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { object, openContract } from './contract.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { Interactions } from './interactions.ts';
import { createRest, type Rest } from './rest.ts';
import { DiscordState } from './state.ts';

export interface Counterpart {
  readonly state: DiscordState;
  readonly rest: Rest;
  readonly gateway: Gateway;
  readonly interactions: Interactions;
  readonly token: string;
  /** For `DISCORD_API_URL`. */
  readonly apiUrl: string;
  /** Processes that use the token: each answers what it hears, and only the first answer is taken. */
  copies: number;
  /** Each event for the bot goes out so many more times. */
  redeliver: number;
  readonly dispatch: (name: string, data: unknown) => void;
  /** Serves a file; returns its address. */
  readonly addFile: (bytes: Uint8Array) => string;
  readonly cut: () => void;
  readonly restore: () => void;
  /** Resolves once all that was sent both ways has arrived. */
  readonly idle: () => Promise<void>;
  /** Throws what was wrong with any request or answer. */
  readonly assertContract: () => void;
  readonly close: () => Promise<void>;
}

export async function openCounterpart(now: () => string): Promise<Counterpart> {
  const state = new DiscordState(now);
  const token = 'a.test.token';
  const interactions = new Interactions(state);
  const files = new Map<string, Uint8Array>();
  const rest = createRest({
    state,
    contract: openContract(),
    interactions,
    token,
    gatewayUrl: () => url('ws'),
    dispatch: (name, data) => gateway.dispatch(name, data),
    fileOf: path => files.get(path),
  });
  const server = createServer((request, response) => void rest.handle(request, response));
  const gateway = openGateway(server, state, () => url('ws'));
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = (protocol: string): string => `${protocol}://127.0.0.1:${port}`;

  const counterpart: Counterpart = {
    state,
    rest,
    gateway,
    interactions,
    token,
    apiUrl: `${url('http')}/api`,
    copies: 1,
    redeliver: 0,
    dispatch: (name, data) => {
      for (let i = 0; i <= counterpart.redeliver; i += 1) gateway.dispatch(name, data);
    },
    addFile: bytes => {
      const path = `/cdn/${files.size}`;
      files.set(path, bytes);
      return `${url('http')}${path}`;
    },
    cut: () => {
      rest.faults.isDown = true;
      gateway.isDown = true;
      gateway.drop();
    },
    restore: () => {
      rest.faults.isDown = false;
      gateway.isDown = false;
    },
    idle: async () => {
      do {
        await gateway.flushed();
        await new Promise(resolve => setTimeout(resolve, 1));
      } while (rest.busy() > 0);
    },
    assertContract: () => {
      if (rest.problems.length > 0) throw new Error(`Discord's contract:\n${[...new Set(rest.problems)].join('\n')}`);
      const another = ({ path }: Rest['calls'][number]): boolean =>
        counterpart.copies > 1 && path.endsWith('/callback');
      const refused = rest.calls.filter(call => call.status === 400 && !another(call));
      if (refused.length > 0)
        throw new Error(`refused: ${JSON.stringify(refused.map(({ path, body }) => [path, object(body)]))}`);
    },
    close: async () => {
      gateway.close();
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
    },
  };
  return counterpart;
}
