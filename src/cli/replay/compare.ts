/** Reads back from the database what was played, and says what differs. */
import { readBody } from '#usecases/contribution-body.ts';
import type { Stores } from '#usecases/ports.ts';
import type { Placed } from './player.ts';
import { comparable } from './rows.ts';

export interface Comparison {
  /** Versions of contributions read back. */
  readonly contributions: number;
  /** Answers found with the same messages, in the same order. */
  readonly equal: number;
  /** Of these, how many are the same to the last character. */
  readonly identical: number;
  /** Ids of the answers that are missing or differ, with what is wrong (French). Never their text. */
  readonly differences: readonly { readonly id: string; readonly what: string }[];
  /** Answers in the database that nobody gave. */
  readonly extra: number;
}

/** `known` finds the account's participant in the database: contributions hold no account. */
export async function compare(
  stores: Stores,
  scope: { readonly network: string; readonly consultation: string; readonly workspace: string },
  placed: readonly Placed[],
): Promise<Comparison> {
  const expected = new Map<string, Placed>();
  const users = new Map<string, string>();
  for (const user of new Set(placed.map(one => one.user))) {
    const participant = await stores.turns.participantOf('terminal', scope.workspace, user);
    if (participant !== null) users.set(participant, user);
  }
  for (const one of placed) expected.set(keyOf(one.user, one.axis, one.question), one);
  const differences: { id: string; what: string }[] = [];
  let contributions = 0;
  let equal = 0;
  let identical = 0;
  let extra = 0;
  for await (const row of stores.data.contributions(scope.network, scope.consultation, {
    versions: 'latest',
    includeWithdrawn: true,
  })) {
    const user = users.get(row.participantId);
    if (user === undefined) continue;
    contributions += 1;
    for (const [question, { texts, value }] of Object.entries(readBody(row.version.body).answers)) {
      // « Rien » passes a question, and its words stay beside the skip: they must come back too.
      if (value.kind === 'skipped' && texts.length === 0) continue;
      const key = keyOf(user, row.version.axis, question);
      const one = expected.get(key);
      expected.delete(key);
      if (one === undefined) {
        extra += 1;
        continue;
      }
      if (sameTexts(one.row.messages.map(comparable), texts.map(comparable))) {
        equal += 1;
        if (sameTexts(one.row.messages, texts)) identical += 1;
      } else
        differences.push({
          id: one.row.id,
          what: `${one.row.messages.length} messages donnés, ${texts.length} relus, différents`,
        });
    }
  }
  for (const one of expected.values())
    differences.push({ id: one.row.id, what: "n'est dans aucune contribution envoyée" });
  return { contributions, equal, identical, differences, extra };
}

function keyOf(user: string, axis: number, question: string): string {
  return `${user} ${axis} ${question}`;
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
