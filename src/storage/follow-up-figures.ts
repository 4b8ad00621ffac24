/** Figures of the follow-up: counted over `draft_fact`, one row a draft, by its index of network and consultation. */
import type { FigureCell, FigureRows } from '#usecases/staff/follow-up/ports.ts';
import { present } from '#workshop/turn.ts';
import { unsafeText } from './safe-text.ts';
import type { Queryable } from './sql.ts';
import { readWorkshop } from './workshop-row.ts';

const OF = 'FROM draft_fact f WHERE f.network_id = ? AND f.consultation = ?';

export function figureRows(on: Queryable): FigureRows {
  return {
    of: async (network, consultation) => {
      const key = [network, consultation];
      const cells = await on.query(
        `SELECT f.axis, f.status, f.actor, f.territory, f.stops_at, CAST(count(*) AS int), CAST(sum(f.texts) AS int) ${OF}
          GROUP BY f.axis, f.status, f.actor, f.territory, f.stops_at`,
        key,
      );
      const people = async (column: 'axis' | 'territory' | 'actor'): Promise<Map<string, number>> => {
        const sql = `SELECT f.${column}, CAST(count(DISTINCT f.participant_id) AS int) ${OF} AND f.status <> 'withdrawn' GROUP BY f.${column}`;
        return new Map((await on.query(sql, key)).map(([of, count]) => [unsafeText(String(of)), Number(count)]));
      };
      const [all] = await on.query(
        `SELECT CAST(count(DISTINCT f.participant_id) AS int) ${OF} AND f.status <> 'withdrawn'`,
        key,
      );
      const hours = await on.query(
        `SELECT substr(f.submitted_at, 1, 13), CAST(count(*) AS int) ${OF} AND f.submitted_at <> '' GROUP BY 1`,
        key,
      );
      const byAxis = await people('axis');
      return {
        cells: cells.map(([axis, status, actor, territory, stopsAt, count, texts]) => ({
          axis: Number(axis),
          status: String(status) as FigureCell['status'],
          actor: unsafeText(String(actor)),
          territory: String(territory),
          stopsAt: unsafeText(String(stopsAt)),
          count: Number(count),
          texts: Number(texts),
        })),
        people: Number(all?.[0] ?? 0),
        peopleOfAxis: new Map([...byAxis].map(([axis, count]) => [Number(axis), count])),
        peopleOfTerritory: await people('territory'),
        peopleOfActor: await people('actor'),
        submittedAtHour: new Map(hours.map(([hour, count]) => [String(hour), Number(count)])),
      };
    },
    answered: async (network, consultation, axis) => {
      // People who stop at one question answered the same ones: far fewer rows than drafts.
      const sql = `SELECT f.given, CAST(count(*) AS int) ${OF} AND f.axis = ? AND f.status <> 'withdrawn' GROUP BY f.given`;
      const counts = new Map<string, number>();
      for (const [given, count] of await on.query(sql, [network, consultation, axis]))
        for (const name of unsafeText(String(given)).split(' '))
          if (name !== '') counts.set(name, (counts.get(name) ?? 0) + Number(count));
      return counts;
    },
    workshops: async (network, consultation) => {
      const rows = await on.query('SELECT w.state FROM workshop w WHERE w.network_id = ?', [network]);
      return rows
        .map(([state]) => readWorkshop(String(state), []))
        .filter(workshop => workshop.consultation === consultation && workshop.startedAt !== null)
        .map(workshop => ({ axis: workshop.axis, attendees: present(workshop), isSent: workshop.sent !== null }));
    },
  };
}
