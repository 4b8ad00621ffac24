/** The columns of an export that say how a group made a contribution; empty for all others. `docs/exports.md`. */
import type { ContributionBody, WorkshopRecord } from '../contribution-body.ts';
import type { Cell } from './cell.ts';
import { column, type ContributionColumn } from './own-column.ts';

/** An empty list is an empty cell. */
function listOf(items: readonly string[]): Cell {
  return items.length === 0 ? null : items;
}

function ofWorkshop(read: (record: WorkshopRecord) => Cell): (_: unknown, body: ContributionBody) => Cell {
  return (_, { workshop }) => (workshop === undefined ? null : read(workshop));
}

/** Of people stands only the name that they asked to show; of an idea, never its author. */
export const WORKSHOP_COLUMNS: Readonly<Record<string, ContributionColumn>> = {
  'atelier.le': column(
    'date',
    "D'une contribution d'atelier : le jour où il s'est tenu",
    ofWorkshop(({ heldOn }) => heldOn),
  ),
  'atelier.lieu': column(
    'string',
    'Où',
    ofWorkshop(({ venue }) => venue),
  ),
  'atelier.public': column(
    'string',
    'Pour qui',
    ofWorkshop(({ audience }) => audience),
  ),
  'atelier.presents': column(
    'integer',
    'Personnes présentes, dans la salle et dans le fil',
    ofWorkshop(({ present }) => present),
  ),
  'atelier.comptes': column(
    'integer',
    'Comptes qui ont participé dans le fil',
    ofWorkshop(({ members }) => members),
  ),
  'atelier.animation': column(
    'list',
    "Qui animait, s'il a choisi de le montrer",
    ofWorkshop(({ facilitators }) => listOf(facilitators.flatMap(name => name ?? []))),
  ),
  'atelier.organisations': column(
    'list',
    'Organisations montrées par leurs membres',
    ofWorkshop(({ organisations }) => listOf(organisations.map(({ name }) => name))),
  ),
  'atelier.mandats': column(
    'list',
    "Celles au nom desquelles quelqu'un parlait",
    ofWorkshop(({ organisations }) => listOf(organisations.flatMap(({ name, mandated }) => (mandated ? [name] : [])))),
  ),
  'atelier.accords': column(
    'integer',
    'Personnes qui ont validé la contribution',
    ofWorkshop(({ validation }) => validation?.agreed ?? null),
  ),
  'atelier.quorum': column(
    'integer',
    'Accords nécessaires',
    ofWorkshop(({ validation }) => validation?.quorum ?? null),
  ),
  'atelier.objections': column(
    'list',
    'Objections jointes, sans leur auteur',
    ofWorkshop(({ validation }) => listOf((validation?.objections ?? []).filter(text => text !== ''))),
  ),
  'atelier.provenance': column(
    'string',
    "En JSON, par question : chaque phrase, d'où elle vient, les idées qui la portent",
    ofWorkshop(({ provenance }) => JSON.stringify(provenance)),
  ),
  'atelier.autres_idees': column(
    'string',
    "En JSON, par question : les idées qu'aucune phrase ne reprend",
    ofWorkshop(({ otherIdeas }) => JSON.stringify(otherIdeas)),
  ),
};
