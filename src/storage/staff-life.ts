/** Live dates, channels and announcements ↔ rows. */
import type { AnnouncementRows, ChannelRows, DateRows } from '#usecases/staff/life/ports.ts';
import { nameKey } from './inputs.ts';
import { outboxRow, OUTBOX_COLUMNS, OUTBOX_TYPES } from './outbox-row.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { insertRows, type Queryable } from './sql.ts';

export function dateRows(on: Queryable): DateRows {
  return {
    all: async consultation => {
      const sql = `SELECT network_id, axis, opens, closes FROM axis_dates WHERE consultation = ? ORDER BY network_id, axis`;
      return (await on.query(sql, [consultation])).map(([network, axis, opens, closes]) => ({
        network: String(network),
        axis: Number(axis),
        opens: opens === null || opens === undefined ? null : String(opens),
        closes: closes === null || closes === undefined ? null : String(closes),
      }));
    },
    set: async (consultation, { network, axis, opens, closes }, now) => {
      const sql = `INSERT INTO axis_dates (network_id, consultation, axis, opens, closes, changed_at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (network_id, consultation, axis)
        DO UPDATE SET opens = excluded.opens, closes = excluded.closes, changed_at = excluded.changed_at`;
      await on.execute(sql, [network, consultation, axis, opens, closes, now]);
    },
  };
}

export function channelRows(on: Queryable): ChannelRows {
  return {
    list: async network => {
      const sql = `SELECT platform, workspace, channel FROM channel WHERE network_id = ?
        ORDER BY added_at, platform, workspace, channel`;
      return (await on.query(sql, [network])).map(row => {
        const [platform = '', workspace = '', channel = ''] = row.map(value => unsafeText(String(value)));
        return { platform, workspace, channel };
      });
    },
    add: async (network, { platform, workspace, channel }, now) => {
      const sql = `INSERT INTO channel (network_id, platform, workspace, channel, added_at)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
      const key = [platform, workspace, channel].map(safeText);
      return (await on.execute(sql, [network, ...key, now])) > 0;
    },
    remove: async (network, { platform, workspace, channel }) => {
      const sql = 'DELETE FROM channel WHERE network_id = ? AND platform = ? AND workspace = ? AND channel = ?';
      return (await on.execute(sql, [network, ...[platform, workspace, channel].map(safeText)])) > 0;
    },
    post: async ({ platform, workspace, channel }, message, now) => {
      // Its own line of the outbox: what waits there keeps nobody's conversation, and stays in order.
      const conversation = nameKey(`channel:${platform}:${workspace}:${channel}`);
      const counted = `INSERT INTO channel_counter (conversation, said) VALUES (?, 1)
        ON CONFLICT (conversation) DO UPDATE SET said = channel_counter.said + 1 RETURNING said`;
      const [row] = await on.query(counted, [conversation]);
      const rank = Number(row?.[0] ?? 1);
      // Its name stands for its person: a message given up is then seen by the operator.
      const stored = outboxRow(conversation, rank, conversation, message, now);
      await insertRows(on, 'outbox', OUTBOX_COLUMNS, OUTBOX_TYPES, [stored]);
    },
  };
}

export function announcementRows(on: Queryable): AnnouncementRows {
  return {
    once: async (network, consultation, axis, kind, at, now) => {
      const sql = `INSERT INTO announcement (network_id, consultation, axis, kind, at, announced_at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
      return (await on.execute(sql, [network, consultation, axis, kind, at, now])) > 0;
    },
  };
}
