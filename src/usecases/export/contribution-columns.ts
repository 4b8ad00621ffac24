/** The columns of an export that say what a contribution is, beside its answers. `docs/exports.md`. */
import type { ContributionKind, Presentation } from '#conversation/session.ts';
import { column, type ContributionColumn } from './own-column.ts';
import { WORKSHOP_COLUMNS } from './workshop-columns.ts';

export const KINDS: Readonly<Record<ContributionKind, string>> = {
  individual: 'individuelle',
  collective: 'collective',
  organisation: 'organisation',
  collected: 'recueillie',
};

export const PRESENTATIONS: Readonly<Record<Presentation, string>> = {
  unnamed: 'sans_nom',
  organisation: 'organisation',
  name: 'nom',
};

/** In the order of the file. Of the author stands only what they chose to show. */
export const CONTRIBUTION_COLUMNS: Readonly<Record<string, ContributionColumn>> = {
  reference: column(
    'string',
    'Référence publique, la même pour toutes les versions',
    ({ version }) => version.reference,
  ),
  version: column(
    'integer',
    '1 au premier envoi, puis une de plus à chaque correction',
    ({ version }) => version.version,
  ),
  revision: column(
    'string',
    'Empreinte des questions auxquelles la personne a répondu',
    ({ version }) => version.revision,
  ),
  theme: column('integer', 'Numéro du thème', ({ version }) => version.axis),
  genre: column('string', `Parmi : ${Object.values(KINDS).join(', ')}`, ({ version }) => KINDS[version.kind]),
  statut: column('string', '« envoyee », ou « retiree » par son auteur', ({ status }) =>
    status === 'withdrawn' ? 'retiree' : 'envoyee',
  ),
  envoyee_le: column('datetime', "Instant de l'envoi de cette version, UTC", ({ version }) => version.submittedAt),
  langue: column('string', 'Langue de la conversation', (_, body) => body.lang),
  presentation: column(
    'string',
    `Choix de la personne : ${Object.values(PRESENTATIONS).join(', ')}`,
    (_, body) => PRESENTATIONS[body.presentation],
  ),
  nom: column('string', 'Seulement si la personne a choisi de le montrer', (_, body) => body.name),
  organisation: column('string', 'Seulement si la personne a choisi de la montrer', (_, body) => body.organisation),
  profil: column('string', '« Vous participez comme… »', (_, body) => body.actor?.name ?? null),
  'profil.autre': column('string', 'Les mots écrits à « Autre »', (_, body) => body.actor?.other ?? null),
  territoires: column('list', 'Codes INSEE : dep:74, reg:84, epci:200000172, fr', (_, body) =>
    body.places.length === 0 ? null : body.places,
  ),
  'mandat.organisation': column(
    'string',
    'Organisation au nom de laquelle la contribution est faite',
    (_, body) => body.mandate?.organisation ?? null,
  ),
  'mandat.valide_par': column(
    'string',
    'Qui a validé ; vide : pas encore validé',
    (_, body) => body.mandate?.validatedBy ?? null,
  ),
  'mandat.valide_le': column('date', 'Quand', (_, body) => body.mandate?.validatedOn ?? null),
  'mandat.consultes': column('integer', 'Nombre de personnes consultées', (_, body) => body.mandate?.consulted ?? null),
  co_auteurs: column('list', 'Noms donnés par la personne', (_, body) =>
    body.coAuthors.length === 0 ? null : body.coAuthors,
  ),
  papier: column('string', 'Saisie depuis le papier : numéro de la feuille', (_, body) => body.paper?.form ?? null),
  'papier.le': column('date', 'Jour où la feuille a été remplie', (_, body) => body.paper?.on ?? null),
  'papier.lieu': column('string', 'Où', (_, body) => body.paper?.place ?? null),
  ...WORKSHOP_COLUMNS,
};
