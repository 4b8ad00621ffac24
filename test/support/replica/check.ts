/** What must hold of a database and of the screens, whatever happened to the processes between them. */
import type { Placed } from '#cli/replay/player.ts';
import { comparable } from '#cli/replay/rows.ts';
import type { Answer, Session } from '#conversation/session.ts';
import type { Database } from '#storage/database.ts';
import { readBody } from '#usecases/contribution-body.ts';
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

interface Found {
  readonly problems: string[];
  readonly contributions: number;
  readonly answers: number;
}

/** `placed`: every answer given; each stands in a draft, or in a contribution sent. */
export async function checkAll(
  { db, stores }: { readonly db: Database; readonly stores: Stores },
  platform: Platform,
  placed: readonly Placed[],
): Promise<Findings> {
  const { problems, contributions, answers } = await checkAnswers(stores, placed, platform);
  problems.push(...(await checkInbox(db, platform)));
  const out = await checkScreens(db, platform);
  problems.push(...out.problems);
  return { problems, contributions, answers, messagesIn: platform.events.size, messagesOut: out.messages };
}

/** Every answer is there once, in its place, as its messages in their order; no other text is anywhere. */
async function checkAnswers(stores: Stores, placed: readonly Placed[], platform: Platform): Promise<Found> {
  const problems: string[] = [];
  const sent = await readSent(stores);
  let contributions = 0;
  let answers = 0;
  for (const [user, mine] of Map.groupBy(placed, one => one.user)) {
    const session = await stores.conversations.of('terminal', WORKSPACE, user);
    const there = new Map(textsOf(session).map(({ key, texts }) => [key, texts]));
    for (const { axis, question, row } of mine) {
      const texts = there.get(`${axis} ${question}`);
      there.delete(`${axis} ${question}`);
      if (texts === undefined)
        problems.push(`${user}, ${row.id}: is not there, given to ${axis} ${question}; ${storyOf(platform, user)}`);
      else if (texts === joined(row.messages)) answers += 1;
      else {
        const kept = whichOf(row.messages, texts);
        problems.push(`${user}, ${row.id}: is not as it was written: kept ${kept}; ${storyOf(platform, user)}`);
      }
    }
    problems.push(...[...there.keys()].map(key => `${user}: answers ${key}, which nobody wrote`));
    for (const draft of Object.values(session?.drafts ?? {})) {
      if (draft.status !== 'submitted') continue;
      contributions += 1;
      const body = sent.get(draft.id);
      for (const { axis, question, row } of mine) {
        if (axis === draft.axis && body?.get(question) !== joined(row.messages))
          problems.push(`${user}, ${row.id}: is not as it was sent`);
      }
    }
  }
  return { problems, contributions, answers };
}

/** Which of the messages were kept, by their numbers, in the order in which they stand; « ? » for words of nobody's. */
function whichOf(messages: readonly string[], texts: string): string {
  const given = messages.map(comparable);
  const numbers = (JSON.parse(texts) as string[]).map(text => given.indexOf(text) + 1 || '?');
  return `${numbers.join(' ')} of ${messages.length}`;
}

/** What somebody did and what they were shown, in names and instants only, to find where the two parted. */
function storyOf(platform: Platform, user: string): string {
  const done = [...platform.events.values()].filter(one => one.user === user);
  const events = done.map(({ event, deliveries }) => {
    const what = event.kind === 'choice' ? event.values.join('+') : event.kind;
    return `${event.at.slice(11, 23)} ${what} ${deliveries}×`;
  });
  const screens = (platform.screens.get(user) ?? []).map(
    ({ question, choices }) => question?.name ?? `${choices.length} choices`,
  );
  return `did ${events.join(', ')}; saw ${screens.join(', ')}`;
}

/** Texts of the versions that count, by contribution and question. */
async function readSent(stores: Stores): Promise<Map<string, Map<string, string>>> {
  const sent = new Map<string, Map<string, string>>();
  const network = (await stores.networks.networkOf('terminal', WORKSPACE)) ?? '';
  const options = { versions: 'latest', includeWithdrawn: true } as const;
  for await (const { version } of stores.data.contributions(network, 'article69', options)) {
    const texts = Object.entries(readBody(version.body).answers).map(
      ([question, answer]) => [question, joined(answer.texts)] as const,
    );
    sent.set(version.contributionId, new Map(texts));
  }
  return sent;
}

function textsOf(session: Session | null): { key: string; texts: string }[] {
  return Object.values(session?.drafts ?? {}).flatMap(({ axis, answers }) =>
    Object.entries(answers)
      .filter(([, answer]) => isText(answer))
      .map(([question, { parts }]) => ({ key: `${axis} ${question}`, texts: joined(parts.map(part => part.text)) })),
  );
}

/** What is written in one's own words; choices and skips are not compared. */
function isText({ value, parts }: Answer): boolean {
  return parts.length > 0 && value.kind === 'text';
}

/** Message by message, so that two in one are not the same as one and one. */
function joined(messages: readonly string[]): string {
  return JSON.stringify(messages.map(comparable));
}

async function checkInbox(db: Database, platform: Platform): Promise<string[]> {
  const problems = [...platform.events.values()]
    .filter(one => one.state !== 'acknowledged')
    .map(one => `${one.event.eventId} is ${one.state}`);
  const inbox = await countOf(db, "inbox WHERE platform = 'terminal'");
  if (inbox !== platform.events.size) problems.push(`${inbox} events in the inbox, ${platform.events.size} happened`);
  for (const table of ['outbox', 'dead_letter', 'pending_input']) {
    const left = await countOf(db, table);
    if (left > 0) problems.push(`${left} rows left in ${table}`);
  }
  return problems;
}

async function countOf(db: Database, from: string): Promise<number> {
  const [row] = await db.query(`SELECT CAST(count(*) AS int) FROM ${from}`, []);
  return Number(row?.[0]);
}

/** Every message that was ever durable is on its person's screen once, in its order, and nothing else is. */
async function checkScreens(db: Database, platform: Platform): Promise<{ problems: string[]; messages: number }> {
  const problems: string[] = [];
  const rows = await db.query('SELECT participant_id, user_id FROM identity', []);
  const users = new Map(rows.map(([id, user]) => [String(id), String(user)]));
  let messages = 0;
  for (const [conversation, ids] of await readJournal(db)) {
    const user = users.get(conversation) ?? '';
    const seen = (platform.screens.get(user) ?? []).map(message => message.id);
    messages += seen.length;
    if (seen.join() !== ids.join())
      problems.push(`${user} sees ${seen.length} messages, ${ids.length} are durable: ${firstDifference(seen, ids)}`);
  }
  const shown = [...platform.screens.values()].reduce((sum, screen) => sum + screen.length, 0);
  if (shown !== messages) problems.push(`${shown} messages on all screens, ${messages} are durable`);
  return { problems, messages };
}

function firstDifference(seen: readonly string[], durable: readonly string[]): string {
  const at = durable.findIndex((id, i) => seen[i] !== id);
  const missing = durable.filter(id => !seen.includes(id)).length;
  return `they differ from ${at === -1 ? durable.length : at} on, ${missing} missing`;
}
