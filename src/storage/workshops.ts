/** The workshops' port: their turns, whom an event is for, what waits, what is listed and counted. */
import type {
  FoundWorkshop,
  ListedWorkshop,
  WorkshopInput,
  WorkshopRows,
  WorkshopStore,
} from '#usecases/workshop/ports.ts';
import type { Workshop, WorkshopEvent } from '#workshop/index.ts';
import type { Database } from './database.ts';
import type { GroupContext } from './group-types.ts';
import { LIMITS } from './limits.ts';
import { safeText, unsafeText } from './safe-text.ts';
import type { Queryable, Row } from './sql.ts';
import { tellWorkshops } from './workshop-inputs.ts';
import { WorkshopMemory } from './workshop-memory.ts';
import { readWorkshop } from './workshop-row.ts';
import { createRunGroup, ideasOf } from './workshop-turns.ts';
import { insertWorkshop } from './workshop-write.ts';

type Phase = Workshop['phase']['name'];

export function createWorkshopStore(db: Database, context: Pick<GroupContext, 'now' | 'newId'>): WorkshopStore {
  return {
    runGroup: createRunGroup(db, { ...context, memory: new WorkshopMemory() }),
    find: async query => {
      const { platform, workspace, channel, thread, ref, anyThread } = query;
      const threads = [thread, ref].filter(one => one !== null).map(safeText);
      // A reaction does not say in which thread its message stands: all of the channel's are looked at.
      const all = anyThread || (ref !== null && thread === null);
      const places = [
        ...(all ? ['w.channel = ?'] : []),
        ...(thread === null && !all ? ['(w.channel = ? AND w.thread IS NULL)'] : []),
        ...(threads.length > 0 && !all
          ? [`(w.channel = ? AND w.thread IN (${threads.map(() => '?').join(', ')}))`]
          : []),
        // Where a thread is a channel of its own.
        'w.thread = ?',
      ];
      const at = safeText(channel);
      const parameters = [
        ...(all ? [at] : []),
        ...(thread === null && !all ? [at] : []),
        ...(threads.length > 0 && !all ? [at, ...threads] : []),
        at,
      ];
      const sql = `SELECT w.id, w.network_id, w.phase, w.thread, w.state FROM workshop w
        JOIN workspace s ON s.network_id = w.network_id AND s.platform = w.platform AND s.workspace = ?
        WHERE w.platform = ? AND (${places.join(' OR ')}) ORDER BY w.created_at DESC, w.id DESC LIMIT ?`;
      const rows = await db.query(sql, [safeText(workspace), safeText(platform), ...parameters, FOUND]);
      return rows.map(readFound);
    },
    read: async id => {
      const [row] = await db.query('SELECT state FROM workshop WHERE id = ?', [id]);
      if (row === undefined) return null;
      return readWorkshop(String(row[0]), (await ideasOf(db, [id])).get(id) ?? []);
    },
    dueWakeUps: async (now, limit) => {
      const sql = 'SELECT id FROM workshop WHERE wake_at <= ? ORDER BY wake_at, id LIMIT ?';
      return (await db.query(sql, [now, limit])).map(([id]) => String(id));
    },
    nextWakeAt: async () => {
      const [row] = await db.query('SELECT min(wake_at) FROM workshop WHERE wake_at IS NOT NULL', []);
      return (row?.[0] as string | null | undefined) ?? null;
    },
    pendingInputs: async limit => {
      const sql = `SELECT id, workshop_id, payload FROM workshop_input WHERE attempts < ? ORDER BY at, id LIMIT ?`;
      return (await db.query(sql, [LIMITS.inputAttempts, limit])).map(readInput);
    },
    tell: (id, workshopId, event) =>
      db.transaction(tx => tellWorkshops(tx, [{ id, workshopId, event }], context.now())),
    of: async (participantId, limit) => {
      const sql = `SELECT w.id, m.member, w.axis, w.phase, w.created_at, w.reference, w.state
        FROM workshop_member m JOIN workshop w ON w.id = m.workshop_id
        WHERE m.participant_id = ? ORDER BY w.created_at DESC, w.id DESC LIMIT ?`;
      return (await db.query(sql, [participantId, limit])).map(readListed);
    },
    counts: async network => {
      const sql = `SELECT count(*), coalesce(sum(CASE WHEN phase IN ('submitted', 'closed') THEN 0 ELSE 1 END), 0),
        coalesce(sum(CASE WHEN phase = 'submitted' THEN 1 ELSE 0 END), 0) FROM workshop WHERE network_id = ?`;
      const [row] = await db.query(sql, [network]);
      const joined = `SELECT count(*) FROM workshop_member m JOIN workshop w ON w.id = m.workshop_id WHERE w.network_id = ?`;
      const [members] = await db.query(joined, [network]);
      const [total, live, submitted] = (row ?? []).map(Number);
      return { total: total ?? 0, live: live ?? 0, submitted: submitted ?? 0, members: Number(members?.[0] ?? 0) };
    },
    participants: async (network, axis) => {
      const sql = `SELECT DISTINCT m.participant_id FROM workshop w JOIN workshop_member m ON m.workshop_id = w.id
        WHERE w.network_id = ? ${axis === null ? '' : 'AND w.axis = ?'} ORDER BY m.participant_id`;
      const rows = await db.query(sql, axis === null ? [network] : [network, axis]);
      return rows.map(([id]) => String(id));
    },
  };
}

/** Workshops looked at for one event: of one place there are few. */
const FOUND = 20;

function readFound([id, network, phase, thread, state]: Row): FoundWorkshop {
  const { marks } = JSON.parse(String(state)) as Workshop;
  return {
    id: String(id),
    network: String(network),
    phase: String(phase) as Phase,
    thread: thread === null || thread === undefined ? null : unsafeText(String(thread)),
    marks: Object.values(marks),
  };
}

function readInput([id, workshopId, payload]: Row): WorkshopInput {
  const event = JSON.parse(String(payload)) as WorkshopEvent;
  return { kind: 'internal', id: String(id), workshopId: String(workshopId), event };
}

function readListed([id, member, axis, phase, createdAt, reference, state]: Row): ListedWorkshop {
  const { members } = JSON.parse(String(state)) as Workshop;
  return {
    id: String(id),
    member: String(member),
    facilitates: members[String(member)]?.facilitates ?? false,
    axis: Number(axis),
    phase: String(phase) as Phase,
    createdAt: String(createdAt),
    reference: reference === null || reference === undefined ? null : String(reference),
  };
}

/** What a staff act may do, in its own transaction. */
export function workshopRows(tx: Queryable, context: Pick<GroupContext, 'now' | 'newId'>): WorkshopRows {
  return {
    open: (decision, facilitatorId) => insertWorkshop(tx, decision, facilitatorId, context),
    countLive: async network => {
      const sql = `SELECT count(*) FROM workshop WHERE network_id = ? AND phase NOT IN ('submitted', 'closed')`;
      const [row] = await tx.query(sql, [network]);
      return Number(row?.[0] ?? 0);
    },
    membersOf: async workshopId => {
      const sql = 'SELECT DISTINCT participant_id FROM workshop_member WHERE workshop_id = ? ORDER BY participant_id';
      return (await tx.query(sql, [workshopId])).map(([id]) => String(id));
    },
  };
}
