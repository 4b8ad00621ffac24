/** The columns of an export that say what a contribution is, beside its answers. `docs/exports.md`. */
import type { ContributionKind, Presentation } from '#conversation/session.ts';
import type { ContributionBody } from '../contribution-body.ts';
import type { ExportedContribution } from '../ports.ts';
import type { Cell } from './cell.ts';

const KINDS: Readonly<Record<ContributionKind, string>> = {
  individual: 'individuelle',
  collective: 'collective',
  organisation: 'organisation',
  collected: 'recueillie',
};

const PRESENTATIONS: Readonly<Record<Presentation, string>> = {
  unnamed: 'sans_nom',
  organisation: 'organisation',
  name: 'nom',
};

type Read = (contribution: ExportedContribution, body: ContributionBody) => Cell;

/** In the order of the file. Of the author stands only what they chose to show. */
export const CONTRIBUTION_COLUMNS: Readonly<Record<string, Read>> = {
  reference: ({ version }) => version.reference,
  version: ({ version }) => version.version,
  revision: ({ version }) => version.revision,
  theme: ({ version }) => version.axis,
  genre: ({ version }) => KINDS[version.kind],
  statut: ({ status }) => (status === 'withdrawn' ? 'retiree' : 'envoyee'),
  envoyee_le: ({ version }) => version.submittedAt,
  langue: (_, body) => body.lang,
  presentation: (_, body) => PRESENTATIONS[body.presentation],
  nom: (_, body) => body.name,
  organisation: (_, body) => body.organisation,
  profil: (_, body) => body.actor?.name ?? null,
  'profil.autre': (_, body) => body.actor?.other ?? null,
  territoires: (_, body) => (body.places.length === 0 ? null : body.places),
  'mandat.organisation': (_, body) => body.mandate?.organisation ?? null,
  'mandat.valide_par': (_, body) => body.mandate?.validatedBy ?? null,
  'mandat.valide_le': (_, body) => body.mandate?.validatedOn ?? null,
  'mandat.consultes': (_, body) => body.mandate?.consulted ?? null,
  co_auteurs: (_, body) => (body.coAuthors.length === 0 ? null : body.coAuthors),
};
