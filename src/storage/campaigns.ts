/** Campaigns and reminders ↔ rows. */
import type {
  AudienceMember,
  Campaign,
  CampaignQueue,
  CampaignRows,
  CampaignRule,
  CampaignStatus,
  DueReminder,
} from '#usecases/staff/campaigns/ports.ts';
import type { Database } from './database.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { forRows, forUpdateSkipLocked, insertRows, type Parameter, type Queryable, type Row } from './sql.ts';

const CAMPAIGN = 'c.id, c.network_id, c.consultation, c.number, c.rule, c.status, c.next_at, c.owner_id, c.created_at';

function readCampaign(row: Row): Campaign {
  const [id, network, consultation, number, rule, status, nextAt, ownerId, createdAt] = row;
  return {
    id: String(id),
    network: String(network),
    consultation: String(consultation),
    number: Number(number),
    rule: JSON.parse(String(rule)) as CampaignRule,
    status: String(status) as CampaignStatus,
    nextAt: nextAt === null || nextAt === undefined ? null : String(nextAt),
    ownerId: ownerId === null || ownerId === undefined ? null : String(ownerId),
    createdAt: String(createdAt),
  };
}

export function campaignRows(tx: Queryable): CampaignRows {
  return {
    create: async ({ id, network, consultation, rule, status, nextAt, ownerId, createdAt }) => {
      const [last] = await tx.query(
        'SELECT coalesce(max(number), 0) FROM campaign WHERE network_id = ? AND consultation = ?',
        [network, consultation],
      );
      const number = Number(last?.[0] ?? 0) + 1;
      const sql = `INSERT INTO campaign (id, network_id, consultation, number, rule, status, next_at, owner_id, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
      const values = [id, network, consultation, number, JSON.stringify(rule), status, nextAt, ownerId, createdAt];
      await tx.execute(sql, values);
      return number;
    },
    list: async (network, consultation) => {
      const sql = `SELECT ${CAMPAIGN} FROM campaign c WHERE c.network_id = ? AND c.consultation = ? ORDER BY c.number`;
      return (await tx.query(sql, [network, consultation])).map(readCampaign);
    },
    find: async (network, consultation, number) => {
      const sql = `SELECT ${CAMPAIGN} FROM campaign c WHERE c.network_id = ? AND c.consultation = ? AND c.number = ?`;
      const [row] = await tx.query(sql, [network, consultation, number]);
      return row === undefined ? null : readCampaign(row);
    },
    setStatus: async (id, status, nextAt) => {
      await tx.execute('UPDATE campaign SET status = ?, next_at = ? WHERE id = ?', [status, nextAt, id]);
      if (status !== 'stopped') return;
      // Whoever is writing an audience ends its page first; no other page follows. Then what is due is no longer.
      await tx.execute('DELETE FROM campaign_round WHERE campaign_id = ?', [id]);
      await tx.execute(`UPDATE reminder SET status = 'done' WHERE campaign_id = ? AND status = 'due'`, [id]);
    },
    count: async (network, consultation, rule, now) => {
      if (rule.audience === 'channel') return rule.channel === null ? 0 : 1;
      const { sql, parameters } = audience(network, consultation, rule, now);
      const [row] = await tx.query(`SELECT count(*) FROM person_fact p WHERE ${sql}`, parameters);
      return Number(row?.[0] ?? 0);
    },
    results: id => results(tx, id),
    takeRound: async (id, from, nextAt) => {
      const status = nextAt === null ? 'over' : 'running';
      const sql = `UPDATE campaign SET next_at = ?, status = ? WHERE id = ? AND next_at = ? AND status = 'running'`;
      if ((await tx.execute(sql, [nextAt, status, id, from])) === 0) return false;
      const round = `INSERT INTO campaign_round (campaign_id, round, cursor) VALUES (?, ?, '') ON CONFLICT DO NOTHING`;
      await tx.execute(round, [id, from]);
      return true;
    },
    dropRound: async (id, round) => {
      await tx.execute('DELETE FROM campaign_round WHERE campaign_id = ? AND round = ?', [id, round]);
    },
    page: (campaign, round, limit, now) => page(tx, campaign, round, limit, now),
    addReminders: async (campaign, round, members) => {
      const rows = members.map(({ participantId, platform, territory, dueAt }): Row => {
        const id = `${campaign.id}.${round}.${participantId}`;
        return [id, campaign.id, participantId, round, safeText(platform), territory, dueAt, dueAt, 'due', 0];
      });
      const columns = 'id campaign_id participant_id round platform territory due_at not_before status tries'.split(
        ' ',
      );
      const types = columns.map(column => (column === 'tries' ? ('int' as const) : ('text' as const)));
      if (rows.length > 0) await insertRows(tx, 'reminder', columns, types, rows, 'ON CONFLICT DO NOTHING');
    },
  };
}

/** Whom a rule finds, as a condition on `person_fact p`. */
function audience(
  network: string,
  consultation: string,
  { audience: whom, axes, silentDays }: CampaignRule,
  now: string,
): { sql: string; parameters: Parameter[] } {
  const marks = axes.map(() => '?').join(', ');
  const inAxes = `f.participant_id = p.participant_id AND f.network_id = p.network_id AND f.consultation = ? AND f.axis IN (${marks})`;
  if (whom === 'absent' || whom === 'workshop') {
    const came = `AND EXISTS (SELECT 1 FROM workshop_member m JOIN workshop w ON w.id = m.workshop_id
      WHERE m.participant_id = p.participant_id AND w.network_id = p.network_id AND w.axis IN (${marks}))`;
    const inWorkshop = whom === 'workshop';
    return {
      sql: `p.network_id = ? AND p.reminders = 'yes' AND p.remind_after <= ?
        AND NOT EXISTS (SELECT 1 FROM draft_fact f WHERE ${inAxes} AND f.status <> 'withdrawn') ${inWorkshop ? came : ''}`,
      parameters: [network, now, consultation, ...axes, ...(inWorkshop ? axes : [])],
    };
  }
  const silent = silentDays === null ? now : new Date(Date.parse(now) - silentDays * 86_400_000).toISOString();
  return {
    sql: `p.network_id = ? AND p.reminders <> 'no' AND p.remind_after <= ?
      AND EXISTS (SELECT 1 FROM draft_fact f WHERE ${inAxes} AND f.status = 'draft' AND f.updated_at <= ?)`,
    parameters: [network, now, consultation, ...axes, silent],
  };
}

async function page(
  tx: Queryable,
  campaign: Campaign,
  round: string,
  limit: number,
  now: string,
): Promise<readonly AudienceMember[] | null> {
  const key = [campaign.id, round];
  const [open] = await tx.query('SELECT cursor FROM campaign_round WHERE campaign_id = ? AND round = ?', key);
  if (open === undefined) return null;
  const cursor = String(open[0]);
  const { sql, parameters } = audience(campaign.network, campaign.consultation, campaign.rule, now);
  const rows = await tx.query(
    `SELECT p.participant_id, p.platform, p.territory FROM person_fact p WHERE ${sql} AND p.participant_id > ?
      AND (SELECT count(*) FROM reminder r WHERE r.participant_id = p.participant_id AND r.campaign_id = ?
        AND r.status IN ('due', 'sent')) < ? ORDER BY p.participant_id LIMIT ?`,
    [...parameters, cursor, campaign.id, campaign.rule.atMost, limit],
  );
  const last = rows.at(-1)?.[0];
  if (last !== undefined) {
    // Guarded: of two processes on one page, one goes on and the other begins again.
    const moved = await tx.execute(
      'UPDATE campaign_round SET cursor = ? WHERE campaign_id = ? AND round = ? AND cursor = ?',
      [String(last), ...key, cursor],
    );
    if (moved === 0) return null;
  }
  return rows.map(([id, platform, territory]) => ({
    participantId: String(id),
    platform: unsafeText(String(platform)),
    territory: String(territory),
  }));
}

async function results(tx: Queryable, id: string): ReturnType<CampaignRows['results']> {
  const rows = await tx.query('SELECT r.status, count(*) FROM reminder r WHERE r.campaign_id = ? GROUP BY r.status', [
    id,
  ]);
  const of = (status: string): number => Number(rows.find(row => row[0] === status)?.[1] ?? 0);
  const resumed = await tx.query(
    `SELECT r.sent_at, r.resumed_at FROM reminder r WHERE r.campaign_id = ? AND r.resumed_at IS NOT NULL`,
    [id],
  );
  const [submitted] = await tx.query(
    `SELECT count(DISTINCT r.participant_id) FROM reminder r JOIN draft_fact f ON f.participant_id = r.participant_id
      WHERE r.campaign_id = ? AND r.status = 'sent' AND f.submitted_at > r.sent_at`,
    [id],
  );
  return {
    waiting: of('due'),
    sent: of('sent'),
    resumed: resumed.filter(([sent, back]) => Date.parse(String(back)) - Date.parse(String(sent)) <= RESUMED_WITHIN_MS)
      .length,
    submitted: Number(submitted?.[0] ?? 0),
    done: of('done') + of('closed') + of('gone'),
    declined: of('declined') + of('later'),
    late: of('late'),
  };
}

/** Milliseconds after a reminder in which taking up again counts as its result: 48 hours. */
const RESUMED_WITHIN_MS = 48 * 3_600_000;

export function campaignQueue(db: Database): CampaignQueue {
  return {
    running: async () => {
      const sql = `SELECT ${CAMPAIGN} FROM campaign c WHERE c.status = 'running' AND c.next_at IS NOT NULL ORDER BY c.next_at, c.id`;
      return (await db.query(sql, [])).map(readCampaign);
    },
    byIds: async ids => {
      const sql = `SELECT ${CAMPAIGN} FROM campaign c WHERE c.id IN (${ids.map(() => '?').join(', ')})`;
      return (await db.query(sql, ids)).map(readCampaign);
    },
    openRounds: async () => {
      const sql = `SELECT ${CAMPAIGN}, r.round FROM campaign_round r JOIN campaign c ON c.id = r.campaign_id ORDER BY r.round, c.id`;
      return (await db.query(sql, [])).map(row => ({ campaign: readCampaign(row), round: String(row.at(-1)) }));
    },
    platforms: async () => {
      const rows = await db.query(`SELECT DISTINCT platform FROM reminder WHERE status = 'due'`, []);
      return rows.map(([platform]) => unsafeText(String(platform)));
    },
    claim: async (platform, now, leaseMs, limit) =>
      db.transaction(async tx => {
        const due = await tx.query(
          `SELECT r.id FROM reminder r JOIN campaign c ON c.id = r.campaign_id AND c.status <> 'paused'
            WHERE r.status = 'due' AND r.platform = ? AND r.not_before <= ?
            ORDER BY r.not_before, r.id LIMIT ? ${forUpdateSkipLocked(tx.provider, 'r')}`,
          [safeText(platform), now, limit],
        );
        const until = new Date(Date.parse(now) + leaseMs).toISOString();
        const rows = await forRows(
          tx,
          ['text', 'text'],
          due.map(([id]) => [String(id), until]),
          v => `UPDATE reminder SET not_before = v.column2 FROM ${v} WHERE reminder.id = v.column1
            RETURNING reminder.id, reminder.campaign_id, reminder.participant_id, reminder.territory, reminder.due_at, reminder.tries`,
        );
        return rows.map(readDue);
      }),
    nextDueAt: async () => {
      const sql = `SELECT min(r.not_before) FROM reminder r JOIN campaign c ON c.id = r.campaign_id AND c.status <> 'paused'
        WHERE r.status = 'due'`;
      const [row] = await db.query(sql, []);
      return row?.[0] === null || row?.[0] === undefined ? null : String(row[0]);
    },
    putOff: async (id, until) => {
      await db.execute(`UPDATE reminder SET not_before = ? WHERE id = ? AND status = 'due'`, [until, id]);
    },
    giveUp: async (id, reason) => {
      await db.execute(`UPDATE reminder SET status = ? WHERE id = ? AND status = 'due'`, [reason, id]);
    },
    heldBack: async (platform, now) => {
      const sql = 'SELECT count(*) FROM outbox WHERE not_before > ? AND platform = ? AND owner IS NULL';
      const [row] = await db.query(sql, [now, safeText(platform)]);
      return Number(row?.[0] ?? 0);
    },
  };
}

function readDue([id, campaignId, participantId, territory, dueAt, tries]: Row): DueReminder {
  return {
    id: String(id),
    campaignId: String(campaignId),
    participantId: String(participantId),
    territory: String(territory),
    dueAt: String(dueAt),
    tries: Number(tries),
  };
}
