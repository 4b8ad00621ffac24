/** A group of workshops' turns, in one transaction: dedupe, locks in the order of ids, decisions, guarded writes. */
import type { ReferenceNeed, TurnOutcome } from '#usecases/ports.ts';
import { GROUP_ACCOUNT, type Role } from '#usecases/staff/ports.ts';
import type { DecideWorkshop, WorkshopDecision, WorkshopInput, WorkshopStore } from '#usecases/workshop/ports.ts';
import type { Workshop } from '#workshop/index.ts';
import { asksToTakeOver } from '#workshop/orders.ts';
import type { Database } from './database.ts';
import { isSystemic } from './errors.ts';
import type { GroupContext } from './group-types.ts';
import { takeCounters } from './counters.ts';
import { compareKeys, compareText, type InboxKey, keyText, nameKey, rowKey } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { safeText } from './safe-text.ts';
import { forRows, forUpdate, insertRows, type Queryable, type Row } from './sql.ts';
import { rolesOf } from './roles.ts';
import type { WorkshopMemory } from './workshop-memory.ts';
import { readWorkshop } from './workshop-row.ts';
import { writeDecision } from './workshop-write.ts';

export interface WorkshopContext extends Pick<GroupContext, 'now' | 'newId'> {
  readonly memory: WorkshopMemory;
}

interface Item {
  readonly index: number;
  readonly input: WorkshopInput;
}

interface Locked {
  readonly version: number;
  readonly workshop: Workshop;
}

interface Committed {
  readonly seen: readonly number[];
  readonly written: readonly { readonly version: number; readonly decision: WorkshopDecision }[];
}

export function createRunGroup(db: Database, context: WorkshopContext): WorkshopStore['runGroup'] {
  return async (inputs, decide) => {
    const outcomes: TurnOutcome[] = inputs.map(() => ({ kind: 'done' }));
    const written: WorkshopDecision[] = [];
    const all = inputs.map((input, index): Item => ({ index, input }));
    for (let at = 0; at < all.length; at += LIMITS.groupInputs) await attempt(all.slice(at, at + LIMITS.groupInputs));
    if (written.some(one => one.dismissed.length > 0 || one.purged)) await db.scrub();
    return {
      outcomes,
      spoke: written.some(one => one.outbox.length > 0),
      told: written.some(one => one.told.length > 0),
      rewordings: written.flatMap(one => one.rewordings.map(asked => ({ ...asked, workshopId: one.workshop.id }))),
      wakeAt: written.flatMap(one => one.workshop.wakeAt ?? []).toSorted()[0] ?? null,
    };

    /** All together; workshop by workshop, then one by one and in their order, where one of them sinks the others. */
    async function attempt(items: readonly Item[]): Promise<void> {
      try {
        const done = await db.transaction(tx => commit(tx, items, decide, context));
        for (const index of done.seen) outcomes[index] = { kind: 'seen' };
        for (const { version, decision } of done.written) {
          context.memory.keep(decision.workshop.id, { version, workshop: decision.workshop });
          written.push(decision);
        }
      } catch (error) {
        const apart = [...Map.groupBy(items, ({ input }) => input.workshopId).values()];
        const smaller = apart.length > 1 ? apart : items.length > 1 ? items.map(item => [item]) : [];
        if (!isSystemic(error) && smaller.length > 0) {
          for (const of of smaller) await attempt(of);
          return;
        }
        for (const { index, input } of items) {
          outcomes[index] = { kind: 'failed', error, blamed: !isSystemic(error) };
          context.memory.forget(input.workshopId);
        }
        if (!isSystemic(error)) await blame(db, items);
      }
    }
  };
}

async function commit(
  tx: Queryable,
  items: readonly Item[],
  decide: DecideWorkshop,
  context: WorkshopContext,
): Promise<Committed> {
  const { fresh, seen } = await dedupe(tx, items, context.now());
  const byWorkshop = Map.groupBy(fresh, ({ input }) => input.workshopId);
  const locked = await lock(tx, [...byWorkshop.keys()], context);
  const roles = await rolesIn(tx, fresh, locked);
  const begun = [...locked]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([id, { version, workshop }]) => {
      const of = (byWorkshop.get(id) ?? []).toSorted(inOrder);
      const given = of.map(item => ({ input: item.input, roles: roles.get(item.index) ?? [] }));
      return { version, workshop, first: decide(workshop, given) };
    });
  const asks = begun.flatMap(({ workshop, first }) =>
    first.needs.map((need: ReferenceNeed) => ({ network: workshop.network, need, key: workshop.id })),
  );
  const numbers = await takeCounters(tx, asks);
  const written: { version: number; decision: WorkshopDecision }[] = [];
  for (const { version, workshop, first } of begun) {
    const decision = first.finish(numbers.get(workshop.id) ?? {});
    if (decision === null) continue;
    await writeDecision(tx, decision, version, workshop, context);
    written.push({ version: version + 1, decision });
  }
  return { seen, written };
}

/** Events by the inbox, our own by the row that waits; a wake-up repeats itself harmlessly. */
async function dedupe(
  tx: Queryable,
  items: readonly Item[],
  now: string,
): Promise<{ fresh: readonly Item[]; seen: readonly number[] }> {
  const events = new Map<string, { key: InboxKey; item: Item }>();
  const own = new Map<string, Item>();
  const fresh: Item[] = [];
  const seen: number[] = [];
  for (const item of items) {
    const { input } = item;
    if (input.kind === 'wake') fresh.push(item);
    else if (input.kind === 'internal') {
      if (own.has(input.id)) seen.push(item.index);
      else own.set(input.id, item);
    } else {
      const { platform, workspace } = input.event.address;
      const key: InboxKey = [safeText(platform), safeText(workspace), nameKey(input.event.eventId)];
      if (events.has(keyText(key))) seen.push(item.index);
      else events.set(keyText(key), { key, item });
    }
  }
  const keys = [...events.values()].map(({ key }) => key).toSorted(compareKeys);
  const inserted = await insertRows(
    tx,
    'inbox',
    ['platform', 'workspace', 'event_id', 'at'],
    ['text', 'text', 'text', 'text'],
    keys.map(key => [...key, now]),
    'ON CONFLICT DO NOTHING',
    'RETURNING platform, workspace, event_id',
  );
  const taken = new Set(inserted.map(rowKey));
  for (const [text, { item }] of events) {
    if (taken.has(text)) fresh.push(item);
    else seen.push(item.index);
  }
  const ids = [...own.keys()].toSorted(compareText).map((id): Row => [id]);
  const waiting = await forRows(
    tx,
    ['text'],
    ids,
    v => `DELETE FROM workshop_input WHERE id IN (SELECT v.column1 FROM ${v}) RETURNING id`,
  );
  const there = new Set(waiting.map(([id]) => String(id)));
  for (const [id, item] of own) {
    if (there.has(id)) fresh.push(item);
    else seen.push(item.index);
  }
  return { fresh, seen };
}

/** Our own events first, then the platform's in its order, wake-ups last: a message may push them back. */
function inOrder(a: Item, b: Item): number {
  const rank = { internal: 0, event: 1, wake: 2 } as const;
  if (a.input.kind === 'event' && b.input.kind === 'event')
    return compareText(a.input.event.order, b.input.event.order) || a.index - b.index;
  return rank[a.input.kind] - rank[b.input.kind] || a.index - b.index;
}

/** Locks the workshops in the order of their ids; reads those that memory does not hold at their present version. */
async function lock(tx: Queryable, ids: readonly string[], { memory }: WorkshopContext): Promise<Map<string, Locked>> {
  const known = new Map(ids.map(id => [id, memory.get(id)] as const));
  const rows = await forRows(
    tx,
    ['text', 'int'],
    ids.toSorted(compareText).map((id): Row => [id, known.get(id)?.version ?? 0]),
    v => `SELECT w.id, w.version, CASE WHEN w.version = v.column2 THEN NULL ELSE w.state END
      FROM ${v} CROSS JOIN workshop w WHERE w.id = v.column1 ORDER BY w.id ${forUpdate(tx.provider, 'w')}`,
  );
  const changed = rows.filter(([, , state]) => state !== null).map(([id]) => String(id));
  const ideas = await ideasOf(tx, changed);
  return new Map(
    rows.map(([rawId, rawVersion, state]) => {
      const [id, version] = [String(rawId), Number(rawVersion)];
      const of = known.get(id);
      if (state === null && of !== undefined) return [id, { version, workshop: of.workshop }];
      return [id, { version, workshop: readWorkshop(String(state), ideas.get(id) ?? []) }];
    }),
  );
}

/** The bodies of the ideas of these workshops. */
export async function ideasOf(on: Queryable, ids: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await forRows(
    on,
    ['text'],
    ids.map((id): Row => [id]),
    v => `SELECT i.workshop_id, i.body FROM ${v} CROSS JOIN workshop_idea i WHERE i.workshop_id = v.column1`,
  );
  const byWorkshop = new Map<string, string[]>();
  for (const [id, body] of rows) {
    const of = byWorkshop.get(String(id)) ?? [];
    of.push(String(body));
    byWorkshop.set(String(id), of);
  }
  return byWorkshop;
}

/** The roles of whoever asks to take over, their own and those of their groups, by input. */
async function rolesIn(
  tx: Queryable,
  items: readonly Item[],
  locked: ReadonlyMap<string, Locked>,
): Promise<Map<number, Role[]>> {
  const asked = items.flatMap(({ index, input }) => {
    const network = locked.get(input.workshopId)?.workshop.network;
    // Only words may ask for it: the rest costs no lookup.
    if (network === undefined || input.kind !== 'event' || !('text' in input.event)) return [];
    if (!asksToTakeOver(input.event.text)) return [];
    const { author, groups = [] } = input.event;
    const own = [author.userId, ...groups.map(group => `${GROUP_ACCOUNT}${group}`)];
    return own.map(userId => ({ index, network, account: { ...author, userId } }));
  });
  const roles = new Map<number, Role[]>();
  for (const { index, network, account } of asked)
    roles.set(index, [...(roles.get(index) ?? []), await rolesOf(tx, network, account)]);
  return roles;
}

/** An event of our own that always fails is put aside after enough attempts. */
async function blame(db: Database, items: readonly Item[]): Promise<void> {
  const ids = items.flatMap(({ input }): Row[] => (input.kind === 'internal' ? [[input.id]] : []));
  if (ids.length === 0) return;
  const sql = (v: string): string =>
    `UPDATE workshop_input SET attempts = attempts + 1 WHERE id IN (SELECT v.column1 FROM ${v})`;
  await db.transaction(tx => forRows(tx, ['text'], ids, sql)).catch(() => undefined);
}
