/** What the life of a consultation keeps: live dates, channels, what was announced. Instants are ISO UTC. */
import type { Opening } from '#consultation/definition.ts';
import type { OutboundMessage } from '#messaging/index.ts';

/** The dates of one axis as the staff set them: they stand over those of the file. */
export interface LiveOpening extends Opening {
  readonly network: string;
  readonly axis: number;
}

export interface DateRows {
  /** Of every network. */
  readonly all: (consultation: string) => Promise<readonly LiveOpening[]>;
  readonly set: (consultation: string, opening: LiveOpening, now: string) => Promise<void>;
}

/** A channel in which announcements are made. */
export interface Channel {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
}

export interface ChannelRows {
  readonly list: (network: string) => Promise<readonly Channel[]>;
  /** Whether it was not there yet. */
  readonly add: (network: string, channel: Channel, now: string) => Promise<boolean>;
  /** Whether there was one to remove. */
  readonly remove: (network: string, channel: Channel) => Promise<boolean>;
  /** Puts a public message in the channel's own outbox, after those that wait there. */
  readonly post: (channel: Channel, message: OutboundMessage, now: string) => Promise<void>;
}

/** What was announced by itself: `opens` and `closes` of an axis at that instant, once for ever. */
export interface AnnouncementRows {
  readonly once: (
    network: string,
    consultation: string,
    axis: number,
    kind: 'opens' | 'closes',
    at: string,
    now: string,
  ) => Promise<boolean>;
}
