/** What the counterpart answers, in the official shapes. */
import type { Component } from '#adapters/discord/payloads.ts';
import type { DiscordState, StoredChannel, StoredMessage, StoredServer, StoredUser } from './state.ts';

export function userShape({ id, username, global_name, bot }: StoredUser) {
  return {
    id,
    username,
    global_name,
    bot,
    avatar: null,
    discriminator: '0',
    public_flags: 0,
    flags: 0,
    primary_guild: null,
  };
}

export function messageShape(state: DiscordState, message: StoredMessage) {
  const { id, channel, author, content, attachments, mentions, type, edited, replyTo, nonce } = message;
  let count = 0;
  const numbered = (component: Component): Component => {
    count += 1;
    return {
      ...component,
      // The service numbers components in what it answers.
      ...({ id: count } as object),
      ...(component.components === undefined ? {} : { components: component.components.map(numbered) }),
    };
  };
  return {
    id,
    channel_id: channel,
    author: userShape(author),
    content,
    type,
    pinned: false,
    tts: false,
    flags: 0,
    mentions: mentions.map(userShape),
    mention_roles: [],
    mention_everyone: false,
    embeds: [],
    attachments: attachments.map(one => ({
      ...one,
      proxy_url: one.url,
    })),
    timestamp: instant(id),
    edited_timestamp: edited,
    components: message.components.map(numbered),
    ...(nonce === null ? {} : { nonce }),
    ...(replyTo === null
      ? {}
      : {
          message_reference: {
            type: 0,
            channel_id: channel,
            message_id: replyTo,
            guild_id: state.serverOf(channel),
          },
        }),
  };
}

function instant(id: string): string {
  return new Date(Number((BigInt(id) >> 22n) + 1_420_070_400_000n)).toISOString();
}

export function channelShape(state: DiscordState, channel: StoredChannel) {
  const { id, type, person, parent, owner, name } = channel;
  if (type === 1) {
    const user = state.users.get(person ?? '');
    return { id, type, flags: 0, recipients: user === undefined ? [] : [userShape(user)] };
  }
  if (type === 11 || type === 12) {
    return {
      id,
      type,
      flags: 0,
      guild_id: channel.server ?? undefined,
      name,
      owner_id: owner,
      parent_id: parent,
      thread_metadata: {
        archived: false,
        archive_timestamp: state.now(),
        auto_archive_duration: 10080,
        locked: channel.locked,
        invitable: false,
      },
      message_count: 0,
      member_count: 1,
      total_message_sent: 0,
    };
  }
  return { id, type, flags: 0, guild_id: channel.server ?? undefined, name, position: 0 };
}

export function memberShape(user: StoredUser, roles: readonly string[] = []) {
  return {
    avatar: null,
    banner: null,
    communication_disabled_until: null,
    flags: 0,
    joined_at: '2026-01-01T00:00:00.000Z',
    nick: null,
    pending: false,
    premium_since: null,
    roles,
    mute: false,
    deaf: false,
    user: userShape(user),
  };
}

export function applicationShape(state: DiscordState) {
  return {
    id: state.applicationId,
    name: 'Tour de table',
    icon: null,
    description: '',
    type: null,
    verify_key: '0'.repeat(64),
    flags: state.flags,
    flags_new: String(state.flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: userShape(state.bot),
    approximate_guild_count: state.servers.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}

export function serverShape({ id, name, permissions }: StoredServer) {
  return { id, name, permissions, icon: null, banner: null, owner: false, features: [] };
}
