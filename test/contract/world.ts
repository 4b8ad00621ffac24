/**
 * Where an adapter is tried: its platform's server (real or faithful), people on it, and the faults of real life. One
 * application runs behind it, on the consultation of `consultation/`. All is asynchronous: a server takes its time.
 */
import type { Capabilities } from '#messaging/index.ts';
import type { ContributionBody } from '#usecases/contribution-body.ts';
import type { Stores } from '#usecases/ports.ts';
import type { Account } from '#usecases/staff/account.ts';

/** A message on somebody's screen, as they see it now. */
export interface Seen {
  /** The platform's name for it. */
  readonly id: string;
  readonly from: 'bot' | 'person';
  /** As read: markup shown, numbered choices included where they are in the text. */
  readonly text: string;
  /** Labels that can be pressed or picked now; empty where the platform has nothing to press. */
  readonly choices: readonly string[];
  /** Names of attached files. */
  readonly files: readonly string[];
}

export interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Recorded by the platform's own button, which says how long it is. */
  readonly voice?: { readonly seconds: number };
}

/** A message that somebody sent: later edits, deletions and quotes point at it. */
export interface Said {
  readonly id: string;
}

export interface Faults {
  /** From now on, each event reaches the application so many more times. */
  readonly redeliver: (more: number) => void;
  /** The platform is out of reach; what people do meanwhile waits on the platform, what the bot sends fails. */
  readonly dropConnection: () => Promise<{ readonly restore: () => Promise<void> }>;
  /** The next message sent arrives (`applied`) or not (`not`), and the bot is not told which. */
  readonly loseResponse: (applied: 'applied' | 'not') => void;
  /** The platform refuses sends for so many seconds, and says so. */
  readonly rateLimit: (seconds: number) => void;
  /** From now on the platform refuses files, not words; absent where the counterpart takes all. */
  readonly refuseFiles?: () => void;
  /** The bot's process is killed and started again on the same database. The platform and its screens stay. */
  readonly restart: () => Promise<void>;
}

/** Several people in one channel, and the thread that the bot opened last in it. */
export interface Group {
  /** Whom the operator made staff. */
  readonly facilitator: string;
  /** The facilitator calls the bot in the channel. */
  readonly opens: (text: string) => Promise<void>;
  readonly userSays: (user: string, text: string) => Promise<Said>;
  /** On the latest message that shows the label, in the thread or in the channel. */
  readonly userClicks: (user: string, label: string) => Promise<void>;
  readonly userReacts: (user: string, on: Seen) => Promise<void>;
  readonly userDeletes: (user: string, said: Said) => Promise<void>;
  readonly whatAllSee: (where: 'channel' | 'thread') => Promise<readonly Seen[]>;
  /** What the application keeps of what groups sent. */
  readonly sent: () => Promise<readonly ContributionBody[]>;
}

/** A group on the platform to which the operator gave a role of the team. */
export interface Team {
  /** Somebody's account, as roles name it. */
  readonly account: (user: string) => Promise<Account>;
  /** What the operator's own commands work on. */
  readonly stores: () => Stores;
  readonly joins: (user: string) => Promise<void>;
  readonly leaves: (user: string) => Promise<void>;
}

export interface World {
  /** Absent where the platform has no groups. */
  readonly team?: Team;
  /** Where people talk to each other; absent where the counterpart has no channel. */
  readonly group?: Group;
  readonly userSays: (
    user: string,
    text: string,
    options?: {
      /** The message that is answered or quoted. */
      readonly replyTo?: Said;
    },
  ) => Promise<Said>;
  readonly userSendsFile: (user: string, file: SentFile) => Promise<Said>;
  /** Presses a choice by its label, on the latest message that shows it or on the one given. */
  readonly userClicks: (user: string, label: string, on?: Seen) => Promise<void>;
  /** Fills the form that is open and sends it. */
  readonly userSubmits: (user: string, values: Readonly<Record<string, string | readonly string[]>>) => Promise<void>;
  readonly userEdits: (user: string, said: Said, text: string) => Promise<void>;
  readonly userDeletes: (user: string, said: Said) => Promise<void>;
  readonly userTypes: (user: string) => Promise<void>;
  /** The direct conversation with the bot, in the order of the screen. */
  readonly whatUserSees: (user: string) => Promise<readonly Seen[]>;
  /** Notifications of mentions that the bot's messages raised, for anybody. */
  readonly pings: () => Promise<number>;
  /** Lets everything that is due happen and arrive. */
  readonly settle: () => Promise<void>;
  /** So many seconds go by, in which what comes due happens. */
  readonly passTime: (seconds: number) => Promise<void>;
  readonly faults: Faults;
  /** Checks all that went out against the platform's published contract; throws what is wrong. */
  readonly assertContract: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** One implementation, for the suite. Parts that its capabilities do not declare are not run. */
export interface AdapterUnderTest {
  readonly name: string;
  /** Its world has a channel (`World.group`): the part about several people is run. */
  readonly several?: true;
  /** Its people may be in a group of the team (`World.team`). */
  readonly hasTeam?: true;
  /** Its counterpart may refuse files (`Faults.refuseFiles`). */
  readonly refusesFiles?: true;
  readonly capabilities: Capabilities;
  readonly open: () => Promise<World>;
}
