/** Matrix and Tchap: a conversation in a direct room, encrypted or not, or in a thread. */
import {
  type Adapter,
  type AdapterHost,
  type Capabilities,
  type Finding,
  type SendOutcome,
  withGroups,
} from '#messaging/index.ts';
import type { Client } from './client.ts';
import type { MatrixConfig } from './config.ts';
import type { Operator } from './operate.ts';
import { LIMITS } from './limits.ts';
import { reasonOf } from './link.ts';
import { MatrixProblem, MatrixSetupError } from './problem.ts';
import { openRunning, type Running } from './running.ts';
import { openState, type State } from './state.ts';
import { setTimeout as sleep } from 'node:timers/promises';

export type { MatrixConfig } from './config.ts';

export const CAPABILITIES: Capabilities = {
  buttons: false,
  menus: false,
  modals: false,
  ephemeral: false,
  edits: true,
  deletions: true,
  threads: true,
  reactions: true,
  polls: true,
  typing: true,
  directMessages: true,
  files: true,
  maxCharacters: LIMITS.contentChars,
};

export interface Matrix extends Adapter {
  /** Resolves when nothing that the adapter does by itself is in hand. */
  readonly idle: () => Promise<void>;
}

/** Nothing is loaded nor reached before `start`. */
export function createMatrixAdapter(config: MatrixConfig): Matrix {
  return new MatrixAdapter(config);
}

const OUT_OF_REACH: SendOutcome = {
  kind: 'retry',
  afterMs: LIMITS.reconnectMs,
  ambiguous: false,
  reason: 'matrix is out of reach',
};

class MatrixAdapter implements Matrix {
  readonly platform = 'matrix';
  readonly capabilities = CAPABILITIES;
  readonly #config: MatrixConfig;
  readonly #stopping = new AbortController();
  #state: State | null = null;
  #running: Running | null = null;
  #reconnecting: Promise<void> | null = null;
  /** An attempt at connecting, while it lasts. */
  #opening: Promise<void> | null = null;

  constructor(config: MatrixConfig) {
    this.#config = config;
  }

  /** Rejects where the configuration is wrong; where the server can't be reached, goes on trying in the background. */
  readonly start = async (given: AdapterHost): Promise<void> => {
    const host = withGroups(given, async (author, groups) => (await this.#running?.groupsAmong(author, groups)) ?? []);
    const { createClient } = await import('./client.ts');
    this.#state = openState(this.#config.stateDir);
    try {
      await this.#connect(host, createClient);
    } catch (error) {
      if (!(error instanceof MatrixProblem)) {
        this.#state.close();
        this.#state = null;
        throw error;
      }
      host.log('warn', 'matrix_out_of_reach', { reason: reasonOf(error) });
      this.#reconnecting = this.#reconnect(host, createClient);
    }
  };

  async #connect(
    host: AdapterHost,
    createClient: (url: string, token: string, paceMs: number) => Client,
  ): Promise<void> {
    if (this.#state === null) return;
    const running = openRunning(this.#config, host, this.#state, createClient);
    const opening = running.then(
      () => undefined,
      () => undefined,
    );
    this.#opening = opening;
    try {
      this.#running = await running;
    } finally {
      if (this.#opening === opening) this.#opening = null;
    }
  }

  /** What is to be sent as a process starts waits a moment: put off, it would wait for minutes after a few starts in a row. */
  async #open(): Promise<Running | null> {
    if (this.#running === null && this.#opening !== null) {
      const { signal } = this.#stopping;
      const tooLong = new AbortController();
      const end = AbortSignal.any([signal, tooLong.signal]);
      await Promise.race([this.#opening, sleep(LIMITS.openingMs, undefined, { signal: end }).catch(() => undefined)]);
      tooLong.abort();
    }
    return this.#running;
  }

  /** Until it works, or the adapter stops. */
  async #reconnect(
    host: AdapterHost,
    createClient: (url: string, token: string, paceMs: number) => Client,
  ): Promise<void> {
    for (let waitMs: number = LIMITS.reconnectMs; ; waitMs = Math.min(waitMs * 2, LIMITS.maxReconnectMs)) {
      await sleep(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (this.#stopping.signal.aborted) return;
      try {
        await this.#connect(host, createClient);
        return;
      } catch (error) {
        const level = error instanceof MatrixSetupError ? 'error' : 'info';
        host.log(level, 'matrix_still_out_of_reach', { reason: reasonOf(error), waitMs });
      }
    }
  }

  readonly door = (): string | null => {
    const userId = this.#running?.userId ?? null;
    return userId === null ? null : `https://matrix.to/#/${encodeURI(userId)}`;
  };

  readonly send: Adapter['send'] = async (message, _attempt, bodies) =>
    (await this.#open())?.send(message, bodies) ?? OUT_OF_REACH;

  readonly sendTransient: Adapter['sendTransient'] = async message => this.#running?.sendTransient(message);

  readonly fetchFile: Adapter['fetchFile'] = async file => {
    const running = await this.#open();
    if (running === null) throw new Error('matrix is out of reach');
    return running.fetchFile(file);
  };

  readonly idle = async (): Promise<void> => this.#running?.idle();

  /** Nothing more is heard; what is in hand ends, and what is to be sent waits for the next start. */
  readonly stop = async (): Promise<void> => {
    this.#stopping.abort();
    await this.#reconnecting;
    await this.#running?.close();
    this.#running = null;
    this.#state?.close();
    this.#state = null;
  };
}

/** What `tdt doctor` says of Matrix. Never rejects. */
export async function examineMatrix(config: MatrixConfig): Promise<readonly Finding[]> {
  return (await import('./doctor.ts')).examineMatrix(config);
}

/** What `tdt matrix …` does. */
export async function operateMatrix(config: MatrixConfig): Promise<Operator> {
  return (await import('./operate.ts')).operate(config);
}
