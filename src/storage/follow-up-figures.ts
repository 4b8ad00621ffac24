/** Figures of the follow-up: counted over `draft_fact`, one row a draft, by its index of network and consultation. */
import type { FigureCell, FigureRows } from '#usecases/staff/follow-up/ports.ts';
import { present } from '#workshop/turn.ts';
import { unsafeText } from './safe-text.ts';
import type { Queryable, Row } from './sql.ts';
import { readWorkshop } from './workshop-row.ts';

const OF = 'FROM draft_fact f WHERE f.network_id = ? AND f.consultation = ?';

/** Different people of one column: whoever stands under several values counts under each. */
const peopleBy = (kind: 'axis' | 'territory' | 'actor'): string =>
  `SELECT '${kind}', CAST(d.k AS text), '', '', '', '', count(*), 0
    FROM (SELECT DISTINCT ${kind} AS k, person FROM f WHERE status <> 'withdrawn') d GROUP BY d.k`;

/**
 * One reading of the rows, which are wide; all is then counted over the little that is kept of each. One `DISTINCT` of
 * whole rows is hashed, where `count(DISTINCT …)` is sorted.
 */
const FIGURES = `WITH f AS MATERIALIZED (SELECT f.participant_id AS person, f.axis AS axis, f.status AS status,
    f.actor AS actor, f.territory AS territory, f.stops_at AS stops_at, f.texts AS texts,
    substr(f.submitted_at, 1, 13) AS hour ${OF})
  SELECT 'cell', CAST(axis AS text), status, actor, territory, stops_at, count(*), sum(texts)
    FROM f GROUP BY axis, status, actor, territory, stops_at
  UNION ALL ${peopleBy('axis')} UNION ALL ${peopleBy('territory')} UNION ALL ${peopleBy('actor')}
  UNION ALL SELECT 'people', '', '', '', '', '', count(*), 0
    FROM (SELECT DISTINCT person FROM f WHERE status <> 'withdrawn') d
  UNION ALL SELECT 'hour', hour, '', '', '', '', count(*), 0 FROM f WHERE hour <> '' GROUP BY hour`;

export function figureRows(on: Queryable): FigureRows {
  return {
    of: async (network, consultation) => {
      const rows = await on.query(FIGURES, [network, consultation]);
      const of = (kind: string): readonly Row[] => rows.filter(row => row[0] === kind);
      const counts = (kind: string): Map<string, number> =>
        new Map(of(kind).map(([, key, , , , , count]) => [unsafeText(String(key)), Number(count)]));
      return {
        cells: of('cell').map(([, axis, status, actor, territory, stopsAt, count, texts]) => ({
          axis: Number(axis),
          status: String(status) as FigureCell['status'],
          actor: unsafeText(String(actor)),
          territory: String(territory),
          stopsAt: unsafeText(String(stopsAt)),
          count: Number(count),
          texts: Number(texts),
        })),
        people: Number(of('people')[0]?.[6] ?? 0),
        peopleOfAxis: new Map([...counts('axis')].map(([axis, count]) => [Number(axis), count])),
        peopleOfTerritory: counts('territory'),
        peopleOfActor: counts('actor'),
        submittedAtHour: counts('hour'),
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
