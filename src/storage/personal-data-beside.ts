/** What is kept of a person beside their conversation: workshops, moderation, what is counted, what they may do. */
import type { Workshop } from '#workshop/index.ts';
import type { Database } from './database.ts';
import { unsafeText } from './safe-text.ts';
import type { Row } from './sql.ts';
import { readWorkshop } from './workshop-row.ts';
import { ideasOf } from './workshop-turns.ts';

/** Under names that a person can read, as the rest of `personalData`. */
export async function personalDataBeside(
  db: Database,
  participantId: string,
): Promise<Readonly<Record<string, unknown>>> {
  const rows = (sql: string): Promise<Row[]> => db.query(sql, [participantId]);
  const cases = await rows(
    `SELECT reference, version, status, flags, opened_at, ground, decided_at, appeal, appealed_at FROM moderation_case
      WHERE participant_id = ? ORDER BY opened_at, contribution_id, version`,
  );
  const reports = await rows('SELECT at FROM moderation_report WHERE participant_id = ? ORDER BY at');
  const alerts = await rows(
    'SELECT at, told_at, acknowledged_at FROM danger_alert WHERE participant_id = ? ORDER BY at',
  );
  const reminders = await rows(
    'SELECT due_at, platform, status, sent_at, resumed_at FROM reminder WHERE participant_id = ? ORDER BY due_at, id',
  );
  const drafts = await rows(
    `SELECT axis, kind, status, actor, territory, stops_at, given, answers, texts, created_at, updated_at, submitted_at
      FROM draft_fact WHERE participant_id = ? ORDER BY created_at, draft_id`,
  );
  const person = await rows(
    'SELECT platform, reminders, remind_after, territory FROM person_fact WHERE participant_id = ?',
  );
  const asked = await rows('SELECT asked_at, status FROM link WHERE asked_by = ? ORDER BY asked_at, id');
  const roles = await rows(
    `SELECT r.role, r.granted_at FROM identity i CROSS JOIN staff_role r WHERE i.participant_id = ?
      AND r.platform = i.platform AND r.workspace = i.workspace AND r.user_id = i.user_id ORDER BY r.granted_at`,
  );
  const campaigns = await rows('SELECT number, rule, created_at FROM campaign WHERE owner_id = ? ORDER BY created_at');
  return {
    workshops: await workshopsOf(db, participantId),
    moderation: cases.map(([reference, version, status, flags, openedAt, ground, decidedAt, appeal, appealedAt]) => ({
      reference,
      version,
      status,
      seen: JSON.parse(String(flags)) as unknown,
      openedAt,
      ground,
      decidedAt,
      appeal,
      appealedAt,
    })),
    reportsMade: reports.map(([at]) => ({ at })),
    dangerAlerts: alerts.map(([at, toldAt, seenAt]) => ({ at, toldAt, seenAt })),
    reminders: reminders.map(([dueAt, platform, status, sentAt, resumedAt]) => ({
      dueAt,
      platform: unsafeText(String(platform)),
      status,
      sentAt,
      resumedAt,
    })),
    counted: {
      person: person.map(([platform, wanted, remindAfter, territory]) => ({
        platform: unsafeText(String(platform)),
        reminders: wanted,
        remindAfter,
        territory,
      })),
      drafts: drafts.map(([axis, kind, status, actor, territory, stopsAt, given, answers, texts, ...instants]) => ({
        axis,
        kind,
        status,
        actor,
        territory,
        stopsAt,
        given,
        answers,
        texts,
        createdAt: instants[0],
        updatedAt: instants[1],
        submittedAt: instants[2],
      })),
    },
    linksAskedFor: asked.map(([at, status]) => ({ at, status })),
    roles: roles.map(([role, grantedAt]) => ({ role, grantedAt })),
    campaignsMade: campaigns.map(([number, rule, at]) => ({ number, rule: JSON.parse(String(rule)) as unknown, at })),
  };
}

async function workshopsOf(db: Database, participantId: string): Promise<readonly unknown[]> {
  const rows = await db.query(
    `SELECT w.id, m.member, w.reference, w.created_at, w.state FROM workshop_member m CROSS JOIN workshop w
      WHERE m.participant_id = ? AND w.id = m.workshop_id ORDER BY w.created_at, w.id`,
    [participantId],
  );
  const ideas = await ideasOf(
    db,
    rows.map(([id]) => String(id)),
  );
  return rows.map(([id, member, reference, createdAt, state]) => {
    const workshop = readWorkshop(String(state), ideas.get(String(id)) ?? []);
    return { createdAt, reference, ...givenBy(workshop, String(member)) };
  });
}

/** All that one member gave, and how they are presented there. */
function givenBy(
  { axis, members, ideas, stances, proposals, validation, ballots }: Workshop,
  id: string,
): Readonly<Record<string, unknown>> {
  const { takesPart, facilitates, displayName, shownName, organisation, mandated, joinedAt } = members[id] ?? {};
  const theirs = <T extends { readonly by: string }>(of: readonly T[]): Omit<T, 'by'>[] =>
    of.filter(one => one.by === id).map(({ by: _by, ...rest }) => rest);
  return {
    axis,
    as: { displayName, shownName, organisation, mandated, joinedAt, takesPart, facilitates },
    ideas: theirs(Object.values(ideas)).map(({ question, text, via, at, withdrawn }) => ({
      question,
      text,
      via,
      at,
      withdrawn,
    })),
    votes: Object.entries(ballots).flatMap(([question, of]) =>
      of[id] === undefined ? [] : [{ question, chosen: of[id] }],
    ),
    opinions: theirs(stances),
    proposals: theirs(proposals),
    objections: theirs(validation?.objections ?? []),
    agreed: validation?.approvals.includes(id) ?? false,
  };
}
