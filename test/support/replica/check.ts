/** What must hold of a database and of the screens, whatever happened to the processes between them. */
import { compare } from '#cli/replay/compare.ts';
import type { Placed } from '#cli/replay/player.ts';
import type { Database } from '#storage/database.ts';
import type { Stores } from '#usecases/ports.ts';
import { readJournal } from './journal.ts';
import { type Platform, WORKSPACE } from './platform.ts';

export interface Findings {
  /** What is wrong, one line each; empty where all is well. Never a text that somebody wrote. */
  readonly problems: readonly string[];
  readonly contributions: number;
  readonly answers: number;
  readonly messagesIn: number;
  readonly messagesOut: number;
}

/** `placed`: every answer given, all of them sent in a contribution since. */
export async function checkAll(
  { db, stores }: { readonly db: Database; readonly stores: Stores },
  platform: Platform,
  placed: readonly Placed[],
): Promise<Findings> {
  const problems: string[] = [];
  const network = (await stores.networks.networkOf('terminal', WORKSPACE)) ?? '';
  const [consultation = ''] = (await db.query('SELECT DISTINCT consultation FROM axis_revision', [])).map(([name]) =>
    String(name),
  );
  const compared = await compare(stores, { network, consultation, workspace: WORKSPACE }, placed);
  problems.push(...compared.differences.map(({ id, what }) => `answer ${id}: ${what}`));
  if (compared.extra > 0) problems.push(`${compared.extra} answers that nobody gave`);

  const unacknowledged = [...platform.events.values()].filter(one => one.state !== 'acknowledged');
  problems.push(...unacknowledged.map(one => `${one.event.eventId} is ${one.state}`));
  const [inbox] = await db.query("SELECT CAST(count(*) AS int) FROM inbox WHERE platform = 'terminal'", []);
  if (Number(inbox?.[0]) !== platform.events.size)
    problems.push(`${String(inbox?.[0])} events in the inbox, ${platform.events.size} happened`);
  for (const table of ['outbox', 'dead_letter', 'pending_input']) {
    const [left] = await db.query(`SELECT CAST(count(*) AS int) FROM ${table}`, []);
    if (Number(left?.[0]) > 0) problems.push(`${String(left?.[0])} rows left in ${table}`);
  }

  const journal = await readJournal(db);
  const users = new Map(
    (await db.query('SELECT participant_id, user_id FROM identity', [])).map(([id, user]) => [
      String(id),
      String(user),
    ]),
  );
  let messagesOut = 0;
  for (const [conversation, ids] of journal) {
    const user = users.get(conversation) ?? '';
    const seen = (platform.screens.get(user) ?? []).map(message => message.id);
    messagesOut += seen.length;
    if (seen.join() !== ids.join())
      problems.push(`${user} sees ${seen.length} messages, ${ids.length} are durable: ${firstDifference(seen, ids)}`);
  }
  const shown = [...platform.screens.values()].reduce((sum, screen) => sum + screen.length, 0);
  if (shown !== messagesOut) problems.push(`${shown} messages on all screens, ${messagesOut} are durable`);
  return {
    problems,
    contributions: compared.contributions,
    answers: compared.equal,
    messagesIn: platform.events.size,
    messagesOut,
  };
}

function firstDifference(seen: readonly string[], durable: readonly string[]): string {
  const at = durable.findIndex((id, i) => seen[i] !== id);
  const missing = durable.filter(id => !seen.includes(id)).length;
  return `they differ from ${at === -1 ? durable.length : at} on, ${missing} missing`;
}
