/**
 * Who took part, without saying who: one row a person under a pseudonym that holds for this export only where no key is
 * given. No account, no name, no text, and days rather than instants.
 */
import type { ExportedPerson, Stores } from './ports.ts';
import { PRESENTATIONS } from './export/contribution-columns.ts';
import type { Column, ExportRow, Table } from './export/table.ts';

export interface PeopleOptions {
  readonly network: string;
  /** A participant's id → its pseudonym. */
  readonly pseudonym: (participantId: string) => string;
}

const COLUMNS: readonly Column[] = [
  { name: 'personne', description: 'Pseudonyme ; ni le compte ni le nom', type: 'string' },
  { name: 'connue_depuis', description: 'Jour du premier message', type: 'date' },
  { name: 'vue_le', description: 'Jour du dernier message', type: 'date' },
  { name: 'plateformes', description: 'Messageries utilisées', type: 'list' },
  { name: 'langue', description: 'Langue de la conversation', type: 'string' },
  { name: 'profil', description: '« Vous participez comme… »', type: 'string' },
  { name: 'territoires', description: 'Codes INSEE', type: 'list' },
  { name: 'presentation', description: `Choix : ${Object.values(PRESENTATIONS).join(', ')}`, type: 'string' },
  { name: 'rappels', description: 'A accepté les rappels', type: 'boolean' },
  { name: 'nouvelles', description: 'Souhaite des nouvelles de la suite', type: 'boolean' },
  { name: 'brouillons', description: 'Contributions commencées et non envoyées', type: 'integer' },
  { name: 'envoyees', description: 'Contributions envoyées et non retirées', type: 'integer' },
];

export function exportPeople({ data }: Pick<Stores, 'data'>, options: PeopleOptions): Table {
  return { name: 'personnes', columns: COLUMNS, rows: rows(data.people(options.network), options) };
}

async function* rows(people: AsyncIterable<ExportedPerson>, { pseudonym }: PeopleOptions): AsyncGenerator<ExportRow> {
  for await (const { participantId, since, platforms, session } of people) {
    const drafts = Object.values(session.drafts);
    const { actor, places } = session.profile;
    yield {
      personne: pseudonym(participantId),
      connue_depuis: since.slice(0, 10),
      vue_le: session.lastEventAt.slice(0, 10),
      plateformes: platforms,
      langue: session.lang,
      profil: actor?.name ?? null,
      territoires: places === undefined || places === null || places.length === 0 ? null : places,
      presentation: session.choices.presentation === null ? null : PRESENTATIONS[session.choices.presentation],
      rappels: session.choices.reminders,
      nouvelles: session.choices.news,
      brouillons: drafts.filter(({ status }) => status === 'draft').length,
      envoyees: drafts.filter(({ status }) => status === 'submitted').length,
    };
  }
}
