/** Answers, read by person. */
import { readAnswer, type StoredAnswer } from './session-row.ts';
import { forRows, type Queryable } from './sql.ts';

/** The answers of these people, by person, in the order in which they were given. */
export async function answersOfPersons(
  on: Queryable,
  participantIds: readonly string[],
): Promise<Map<string, StoredAnswer[]>> {
  const byPerson = new Map<string, StoredAnswer[]>();
  if (participantIds.length === 0) return byPerson;
  const rows = await forRows(
    on,
    ['text'],
    participantIds.map(id => [id]),
    v => `SELECT a.participant_id, a.draft_id, a.question, a.axis, a.value, a.parts, a.at
      FROM ${v} CROSS JOIN answer a WHERE a.participant_id = v.column1
      ORDER BY a.participant_id, a.at, a.draft_id, a.question`,
  );
  for (const [id, ...row] of rows) {
    const of = byPerson.get(String(id));
    if (of === undefined) byPerson.set(String(id), [readAnswer(row)]);
    else of.push(readAnswer(row));
  }
  return byPerson;
}
