/** What the commands are handed by `main`: everything outside the process, so that each can be tried in a test. */
import type { Readable, Writable } from 'node:stream';
import type { Application, ApplicationParts } from '#usecases/application.ts';
import type { Entropy } from '#usecases/entropy.ts';
import type { Log } from '#usecases/log.ts';
import type { Monitor } from '#usecases/monitor.ts';
import type { Stores } from '#usecases/ports.ts';
import type { DraftModel } from '#usecases/workshop/ports.ts';
import type { Transcriber } from '#usecases/transcription/ports.ts';
import type { FollowUpModel, ModelCache, SynthesisModel } from '#usecases/synthesis/ports.ts';
import type { Adapter, Consultation, TerminalRoom } from './terminal-room.ts';

/** An input or output of the process; what a TTY adds is there only where it is one. */
export type CliInput = Readable & { readonly isTTY?: boolean };
export type CliOutput = Writable & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly hasColors?: () => boolean;
};

/** What the environment says, read and checked by `config.ts`. */
export interface CliConfiguration {
  /** Folder of the embedded database (`TDT_DATA_DIR`). */
  readonly dataDir: string;
  /** Folder of the consultation (`TDT_CONSULTATION`). */
  readonly consultationDir: string;
  /** PostgreSQL where `DATABASE_URL` says so; null: SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Seal the secrets kept (`TDT_SECRET_KEY`); empty where none is set. */
  readonly secretKeys: readonly Uint8Array[];
  /** Where the service is watched from (`TDT_MONITOR`). */
  readonly monitor?: { readonly host: string; readonly port: number } | null;
  /** Where backups are kept (`TDT_BACKUP_DIR`). */
  readonly backupDir?: string | null;
  /** A copy of the secret keys (`TDT_SECRET_KEY_COPY`). */
  readonly secretKeyCopy?: string | null;
  /** Accounts that are staff from the start (`TDT_STAFF`), as written. */
  readonly staff: readonly string[];
}

/** A consultation read from its folder, or the report of its problems, ready to print. */
export type LoadedConsultation =
  | {
      readonly ok: true;
      readonly consultation: Consultation /** Warnings; empty when there are none. */;
      readonly report: string;
    }
  | { readonly ok: false; readonly report: string };

/** What Discord says of the bot that the environment configures. */
export interface DiscordReport {
  readonly name: string;
  /** The link by which a server lets the bot in. */
  readonly invite: string;
  /** Whether texts of servers' messages can be read, a privileged intent. */
  readonly readsTexts: boolean;
}

/** What an operator does by hand with the Matrix account, while the service is stopped. Each rejects with a message to show. */
export interface MatrixOperator {
  /** Logs in once and keeps the token; null for what the environment gives. */
  readonly logIn: (given: { readonly user: string; readonly password: string } | null) => Promise<{
    readonly userId: string;
    readonly deviceId: string;
  }>;
  /** Makes a recovery key for the account's own keys, and returns it: it is shown once, kept nowhere. */
  readonly makeRecoveryKey: () => Promise<string>;
  /** Gives this device the account's keys back, and signs it. */
  readonly restore: (recoveryKey: string) => Promise<void>;
}

/** One thing that `tdt doctor` looked at. */
export interface PlatformFinding {
  readonly ok: boolean;
  readonly said: string;
}

export interface CliWorld {
  readonly version: string;
  readonly stdin: CliInput;
  readonly stdout: CliOutput;
  readonly stderr: CliOutput;
  readonly log: Log;
  readonly entropy: Entropy;
  /** Throws an `Error` whose message is the whole text to show (French) when a variable is wrong. */
  readonly configuration: () => CliConfiguration;
  /** Reads and checks the folder; rejects only where it cannot be read at all, with a message to show. */
  readonly loadConsultation: (dir: string) => Promise<LoadedConsultation>;
  /** The report of every name of `dir` whose type is not the one it has in `previous`; empty when there is none. */
  readonly compareConsultations: (dir: string, previous: string) => Promise<string>;
  /**
   * Opens the database and applies its migrations; rejects with a message to show. The caller closes it. `now` (ISO
   * UTC) is the clock of what uses it: where that one is virtual, no row may be dated by another.
   */
  readonly openStores: (configuration: CliConfiguration, now: () => string) => Promise<Stores>;
  /** Empties the database (all of it), then leaves it as new. */
  readonly resetDatabase: (configuration: CliConfiguration) => Promise<void>;
  readonly createApplication: (parts: ApplicationParts) => Application;
  readonly createMonitor?: () => Monitor;
  /** Adapters of the platforms that the environment configures; none in the terminal alone. */
  readonly platforms: (configuration: CliConfiguration) => Promise<readonly Adapter[]>;
  /** Looks at each configured platform without sending anything; in French, with what to mend. null: no database. */
  readonly examinePlatforms: (installations: Stores['installations'] | null) => Promise<readonly PlatformFinding[]>;
  /** null where none is configured; rejects with a message to show. */
  readonly inspectDiscord: () => Promise<DiscordReport | null>;
  /** null where no Matrix server is configured. */
  readonly operateMatrix: () => Promise<MatrixOperator | null>;
  /** The manifest of the Slack app: where Slack posts to (null for Socket Mode), where the install page is, if any. */
  readonly slackManifest: (options: { readonly url: string | null; readonly install: string | null }) => unknown;
  /**
   * The language model that the environment configures; null: none. Its answers are kept in files beside the data, for
   * texts that are the operator's own files, or with the contributions (`Stores.modelAnswers`), which they are erased with.
   */
  readonly synthesisModel: (kept: 'files' | ModelCache) => Promise<SynthesisModel | null>;
  /** What draws follow-up questions with that model; null: none. */
  readonly followUpModel: () => Promise<FollowUpModel | null>;
  /** What proposes another wording of a workshop's draft with that model; null: none. */
  readonly draftModel: () => Promise<DraftModel | null>;
  /** The service that transcribes voice messages; null: people do. */
  readonly transcriber: () => Promise<Transcriber | null>;
  /** `adapters/terminal`. */
  readonly terminal: TerminalRoom;
}
