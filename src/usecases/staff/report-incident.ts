/** What happened to a workspace, told to the staff of its network and kept in the journal. */
import { phrase, type Phrase } from '#conversation/phrases.ts';
import type { PlaceIncident } from '#messaging/index.ts';
import type { Clock } from '../clock.ts';
import { errorFacts, type Log } from '../log.ts';
import type { ConversationStore, NetworkStore } from '../ports.ts';
import type { Account } from './account.ts';
import { JOURNAL_LINES } from './limits.ts';
import { readersOf } from './readers.ts';
import type { StaffStore, StaffTx } from './ports.ts';

export interface IncidentParts {
  readonly staff: StaffStore;
  readonly conversations: Pick<ConversationStore, 'of'>;
  readonly networks: Pick<NetworkStore, 'list' | 'networkOf'>;
  readonly firstStaff: readonly Account[];
  readonly clock: Clock;
  readonly log: Log;
  /** Events of our own were stored. */
  readonly onTold: () => void;
}

/** Never rejects: what could not be told stays in the log. Said once an hour, whatever the number of processes. */
export async function reportIncident(parts: IncidentParts, platform: string, incident: PlaceIncident): Promise<void> {
  try {
    const network = await networkOf(parts, platform, incident.workspace);
    if (network === null) return;
    const readers = await readersOf(parts, network);
    const told = await parts.staff.transaction(tx => keep(parts, tx, { network, platform, incident, readers }));
    if (told) parts.onTold();
  } catch (error) {
    parts.log('error', 'incident_not_told', { platform, kind: incident.kind, ...errorFacts(error) });
  }
}

/** Of the workspace; the only one there is, for a workspace where nobody new spoke yet. */
async function networkOf({ networks }: IncidentParts, platform: string, workspace: string): Promise<string | null> {
  const network = await networks.networkOf(platform, workspace);
  if (network !== null) return network;
  const [only, ...others] = await networks.list();
  return others.length === 0 ? (only?.id ?? null) : null;
}

interface Report {
  readonly network: string;
  readonly platform: string;
  readonly incident: PlaceIncident;
  readonly readers: readonly string[];
}

async function keep(
  { clock }: IncidentParts,
  tx: StaffTx,
  { network, platform, incident: { kind, workspace, name }, readers }: Report,
): Promise<boolean> {
  const now = clock.now();
  const hour = now.slice(0, 'YYYY-MM-DDTHH'.length);
  const entry = { act: `place.${kind}`, on: name, where: `${platform}:${workspace}` };
  const recent = await tx.audit.latest(network, JOURNAL_LINES);
  if (recent.some(({ at, act, where }) => at.startsWith(hour) && act === entry.act && where === entry.where))
    return false;
  await tx.audit.add({ network, at: now, who: 'tdt', outcome: 'done', ...entry });
  const event = { kind: 'tell', phrases: [phraseOf(kind, name)] } as const;
  for (const reader of readers) await tx.tell(`${entry.act} ${entry.where} ${hour} ${reader}`, reader, event);
  return readers.length > 0;
}

function phraseOf(kind: PlaceIncident['kind'], place: string): Phrase {
  switch (kind) {
    case 'left':
      return phrase('staff.incident.left', { place });
    case 'permission':
      return phrase('staff.incident.permission', { place });
    case 'noPrivatePlace':
      return phrase('staff.incident.noPrivatePlace', { place });
    case 'placeGone':
      return phrase('staff.incident.placeGone', { place });
    case 'commands':
      return phrase('staff.incident.commands', { place });
  }
}
