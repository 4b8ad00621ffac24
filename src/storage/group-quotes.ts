/** Which question of ours each quoting message quotes. */
import type { TurnInput } from '#usecases/ports.ts';
import type { Person } from './group-types.ts';
import { keyText, nameKey, rowKey } from './inputs.ts';
import { safeText, unsafeText } from './safe-text.ts';
import { forRows, type Queryable } from './sql.ts';

/** `[participant_id, platform, workspace, platform_ref]` of what this input quotes; null where it quotes nothing. */
function quotedKey(participantId: string, input: TurnInput): string[] | null {
  if (input.kind !== 'event' || input.event.kind !== 'message' || input.event.replyTo === null) return null;
  const { platform, workspace } = input.event.address;
  return [participantId, safeText(platform), safeText(workspace), nameKey(input.event.replyTo)];
}

export async function withQuotes(tx: Queryable, persons: readonly Person[]): Promise<readonly Person[]> {
  const quotes = persons.flatMap(({ participantId, items }) =>
    items.map(({ item }) => quotedKey(participantId, item.input)).filter(key => key !== null),
  );
  if (quotes.length === 0) return persons;
  const rows = await forRows(
    tx,
    ['text', 'text', 'text', 'text'],
    quotes,
    v => `SELECT d.participant_id, d.platform, d.workspace, d.platform_ref, d.draft_id, d.question
      FROM ${v} CROSS JOIN delivered_question d WHERE d.participant_id = v.column1
      AND d.platform = v.column2 AND d.workspace = v.column3 AND d.platform_ref = v.column4`,
  );
  const found = new Map(
    rows.map(row => [
      rowKey(row.slice(0, 4)),
      { draftId: unsafeText(String(row[4])), question: unsafeText(String(row[5])) },
    ]),
  );
  return persons.map(person => ({
    ...person,
    items: person.items.map(({ item }) => {
      const key = quotedKey(person.participantId, item.input);
      return { item, facts: { quoted: (key === null ? undefined : found.get(keyText(key))) ?? null } };
    }),
  }));
}
