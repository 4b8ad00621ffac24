/** PURE: what we read of Discord's gateway payloads and answers; all the rest is left aside. */
import { z } from 'zod';

const Id = z.string().regex(/^\d{1,20}$/);

export const User = z.object({
  id: Id,
  username: z.string().default(''),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});
export type User = z.infer<typeof User>;

const Attachment = z.object({
  url: z.string(),
  filename: z.string(),
  size: z.number(),
  content_type: z.string().nullish(),
  /** Of a voice message. */
  duration_secs: z.number().nullish(),
});

export interface Component {
  readonly type: number;
  readonly custom_id?: string | undefined;
  readonly label?: string | undefined;
  /** Of a text that is only read. */
  readonly content?: string | undefined;
  readonly value?: string | undefined;
  readonly values?: readonly string[] | undefined;
  readonly placeholder?: string | undefined;
  readonly style?: number | undefined;
  readonly min_values?: number | undefined;
  readonly max_values?: number | undefined;
  readonly max_length?: number | undefined;
  readonly required?: boolean | undefined;
  readonly description?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly options?:
    | readonly { readonly label: string; readonly value: string; readonly default?: boolean | undefined }[]
    | undefined;
  readonly components?: readonly Component[] | undefined;
  readonly component?: Component | undefined;
}

const Component: z.ZodType<Component> = z.lazy(() =>
  z.looseObject({
    type: z.number(),
    custom_id: z.string().optional(),
    label: z.string().optional(),
    value: z.string().optional(),
    values: z.array(z.string()).optional(),
    placeholder: z.string().optional(),
    max_values: z.number().optional(),
    disabled: z.boolean().optional(),
    options: z
      .array(z.looseObject({ label: z.string(), value: z.string(), default: z.boolean().optional() }))
      .optional(),
    components: z.array(Component).optional(),
    component: Component.optional(),
  }),
);

export const Message = z.object({
  id: Id,
  channel_id: Id,
  guild_id: Id.optional(),
  type: z.number().default(0),
  channel_type: z.number().optional(),
  content: z.string().default(''),
  author: User,
  member: z.object({ nick: z.string().nullish() }).optional(),
  webhook_id: Id.optional(),
  edited_timestamp: z.string().nullish(),
  attachments: z.array(Attachment).default([]),
  mentions: z.array(z.object({ id: Id })).default([]),
  message_reference: z.object({ message_id: Id.optional() }).nullish(),
  nonce: z.union([z.string(), z.number()]).optional(),
  components: z.array(Component).default([]),
});
export type Message = z.infer<typeof Message>;

/** An update may hold anything from the whole message to what changed alone. */
export const MessageUpdate = z.object({
  id: Id,
  channel_id: Id,
  guild_id: Id.optional(),
  content: z.string().optional(),
  author: User.optional(),
  member: z.object({ nick: z.string().nullish() }).optional(),
  edited_timestamp: z.string().nullish(),
});
export type MessageUpdate = z.infer<typeof MessageUpdate>;

export const MessageDelete = z.object({ id: Id, channel_id: Id, guild_id: Id.optional() });
export type MessageDelete = z.infer<typeof MessageDelete>;
export const MessageDeleteBulk = z.object({ ids: z.array(Id), channel_id: Id, guild_id: Id.optional() });

export const Reaction = z.object({
  user_id: Id,
  channel_id: Id,
  message_id: Id,
  guild_id: Id.optional(),
  emoji: z.object({ name: z.string().nullish() }),
});
export const Reacted = Reaction.extend({
  member: z.object({ nick: z.string().nullish(), user: User.optional() }).optional(),
});
export type Reaction = z.infer<typeof Reaction>;

export const Typing = z.object({ channel_id: Id, guild_id: Id.optional(), user_id: Id, timestamp: z.number() });

export const Channel = z.object({
  id: Id,
  type: z.number(),
  guild_id: Id.optional(),
  owner_id: Id.optional(),
  parent_id: Id.nullish(),
  name: z.string().nullish(),
  recipients: z.array(User).optional(),
  thread_metadata: z.object({ locked: z.boolean().optional() }).optional(),
});
export type Channel = z.infer<typeof Channel>;

const Option = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

export const Interaction = z.object({
  id: Id,
  application_id: Id,
  type: z.number(),
  token: z.string(),
  guild_id: Id.optional(),
  channel_id: Id.optional(),
  channel: Channel.partial({ type: true }).optional(),
  member: z.object({ nick: z.string().nullish(), user: User }).optional(),
  user: User.optional(),
  locale: z.string().optional(),
  message: z
    .object({
      id: Id,
      content: z.string().default(''),
      author: z.object({ id: Id }).optional(),
      components: z.array(Component).default([]),
    })
    .optional(),
  data: z
    .object({
      name: z.string().optional(),
      type: z.number().optional(),
      options: z.array(Option.extend({ options: z.array(Option).optional() })).optional(),
      target_id: Id.optional(),
      resolved: z
        .object({
          messages: z
            .record(z.string(), z.object({ id: Id, content: z.string().default(''), author: User }))
            .optional(),
        })
        .optional(),
      custom_id: z.string().optional(),
      component_type: z.number().optional(),
      values: z.array(z.string()).optional(),
      components: z.array(Component).optional(),
    })
    .optional(),
});
export type Interaction = z.infer<typeof Interaction>;

export const Ready = z.object({
  user: User,
  application: z.object({ id: Id }),
  guilds: z.array(z.object({ id: Id })).default([]),
});
export const Guild = z.object({
  id: Id,
  name: z.string().default(''),
  unavailable: z.boolean().optional(),
  threads: z.array(Channel).default([]),
});
export const Application = z.object({ id: Id, name: z.string().default(''), flags: z.number().default(0) });

/** Kinds of channel. */
export const KIND = { text: 0, dm: 1, announcement: 5, publicThread: 11, privateThread: 12 } as const;
