/** Workshops ↔ rows. The state is kept without the ideas, which have rows of their own. */
import type { Idea, Workshop } from '#workshop/index.ts';
import { upcastWorkshop } from '#workshop/index.ts';
import { safeText } from './safe-text.ts';
import type { Row } from './sql.ts';

export const WORKSHOP_COLUMNS = [
  'id',
  'network_id',
  'version',
  'schema',
  'platform',
  'channel',
  'thread',
  'phase',
  'axis',
  'reference',
  'state',
  'wake_at',
  'created_at',
  'updated_at',
] as const;
export const WORKSHOP_TYPES = [
  'text',
  'text',
  'int',
  'int',
  'text',
  'text',
  'text',
  'text',
  'int',
  'text',
  'text',
  'text',
  'text',
  'text',
] as const;

/** In the order of `WORKSHOP_COLUMNS`. */
export function workshopRow(workshop: Workshop, version: number, now: string): Row {
  const { id, network, schema, place, phase, axis, sent, wakeAt, createdAt } = workshop;
  const thread = place.thread === null ? null : safeText(place.thread);
  return [
    id,
    network,
    version,
    schema,
    safeText(place.platform),
    safeText(place.channel),
    thread,
    phase.name,
    axis,
    sent?.reference ?? null,
    JSON.stringify({ ...workshop, ideas: {} }),
    wakeAt,
    createdAt,
    now,
  ];
}

/** The workshop as it was saved: its state, brought to today's shape, and its ideas in the order they were given. */
export function readWorkshop(state: string, bodies: readonly string[]): Workshop {
  const bare = upcastWorkshop(JSON.parse(state) as { schema: number });
  const ideas = bodies.map(body => JSON.parse(body) as Idea).toSorted((a, b) => rank(a) - rank(b));
  return { ...bare, ideas: Object.fromEntries(ideas.map(idea => [idea.id, idea])) };
}

function rank({ id }: Idea): number {
  return Number(id.slice(1));
}
