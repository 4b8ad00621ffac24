/**
 * What the commands use of `adapters/terminal` and of the port. `main` hands the room over: the commands may import
 * the use cases only, and the port's types reach them through the application's.
 */
import type { Readable, Writable } from 'node:stream';
import type { Application, ApplicationParts } from '#usecases/application.ts';

export type Consultation = ApplicationParts['consultation'];
export type Adapter = ApplicationParts['adapters'][number];
export type AdapterHost = ReturnType<Application['host']>;
export type InboundEvent = Parameters<AdapterHost['receive']>[0];
export type OutboundMessage = Parameters<Adapter['send']>[0];
export type Capabilities = Adapter['capabilities'];

/** What a terminal needs of the application's time. Instants are ISO UTC. */
export interface TerminalTime {
  readonly now: () => string;
  /** Makes the clock virtual, if it was not, and moves it; what comes due on the way happens first. */
  readonly advanceTo: (instant: string) => Promise<void>;
  /** Resolves when all that is due now is done and sent. */
  readonly settle: () => Promise<void>;
  /** Resolves when the quiet windows that are open have closed. */
  readonly closeQuietWindows: () => Promise<void>;
}

export interface TerminalSession {
  readonly adapters: readonly Adapter[];
  /** Talks to the end; `outputClosed`: nobody reads what it writes. */
  readonly run: (time: TerminalTime, stop: AbortSignal) => Promise<'end' | 'stopped' | 'outputClosed'>;
}

interface Common {
  readonly run: string;
  readonly record: ((text: string) => void) | null;
  readonly now: () => string;
}

export interface TerminalRoom {
  readonly openJsonl: (
    config: Common & {
      readonly input: Readable;
      readonly output: Writable;
      readonly onFailure: (line: number, error: unknown) => void;
    },
  ) => TerminalSession;
  readonly openInteractive: (
    config: Common & {
      readonly input: Readable;
      readonly output: Writable & { readonly columns?: number };
      readonly colours: boolean;
      readonly user: string;
      readonly locale: string | null;
      readonly downloads: string;
      readonly banner: string;
    },
  ) => TerminalSession;
}
