/** The shapes of the client-server API that are read, and no more of each than is read. */
import { z } from 'zod';

export const Content = z.record(z.string(), z.unknown());
export type Content = z.infer<typeof Content>;

export const RoomEvent = z.looseObject({
  event_id: z.string(),
  type: z.string(),
  sender: z.string(),
  origin_server_ts: z.number().default(0),
  content: Content.catch({}),
  state_key: z.string().optional(),
  redacts: z.string().optional(),
});
export type RoomEvent = z.infer<typeof RoomEvent>;

/** A state event of an invitation: stripped of its id. */
const Stripped = z.looseObject({
  type: z.string(),
  sender: z.string().default(''),
  state_key: z.string().default(''),
  content: Content.catch({}),
});
export type Stripped = z.infer<typeof Stripped>;

/** One that can't be read is left out: the others still count. */
function eachOf<T>(shape: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .catch([])
    .transform(all => all.flatMap(one => shape.safeParse(one).data ?? []));
}

const events = eachOf(RoomEvent);

const Joined = z.looseObject({
  timeline: z
    .object({ events, limited: z.boolean().catch(false), prev_batch: z.string().optional() })
    .catch({ events: [], limited: false }),
  state: z.object({ events }).catch({ events: [] }),
  ephemeral: z.object({ events: eachOf(z.looseObject({ type: z.string(), content: Content })) }).catch({ events: [] }),
});
export type Joined = z.infer<typeof Joined>;

const Invited = z.looseObject({ invite_state: z.object({ events: eachOf(Stripped) }).catch({ events: [] }) });
const Left = z.looseObject({ timeline: z.object({ events }).catch({ events: [] }) });
export type Left = z.infer<typeof Left>;

export const Sync = z.looseObject({
  next_batch: z.string(),
  rooms: z
    .object({
      join: z.record(z.string(), Joined).optional(),
      invite: z.record(z.string(), Invited).optional(),
      leave: z.record(z.string(), Left).optional(),
    })
    .default({}),
  account_data: z
    .object({ events: eachOf(z.looseObject({ type: z.string(), content: Content })) })
    .catch({ events: [] }),
  to_device: z.object({ events: z.array(z.unknown()) }).catch({ events: [] }),
  device_lists: z
    .object({ changed: z.array(z.string()).default([]), left: z.array(z.string()).default([]) })
    .catch({ changed: [], left: [] }),
  device_one_time_keys_count: z.record(z.string(), z.number()).catch({}),
  device_unused_fallback_key_types: z.array(z.string()).optional(),
});
export type Sync = z.infer<typeof Sync>;

export const Messages = z.object({ chunk: events, end: z.string().optional() });
export const JoinedRooms = z.object({ joined_rooms: z.array(z.string()) });
export const EventSent = z.object({ event_id: z.string() });
export const RoomCreated = z.object({ room_id: z.string() });

/** A string of a content, or null. */
export function textOf(content: Content, key: string): string | null {
  const value = content[key];
  return typeof value === 'string' ? value : null;
}

/** An object of a content, or an empty one. */
export function objectOf(content: Content, key: string): Content {
  return Content.catch({}).parse(content[key]);
}
