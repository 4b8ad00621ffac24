/** How forgiving the search is, measured on what people type on French phones. Each query names one place. */
import { describe, expect, it } from 'vitest';
import { findPlace } from './places.ts';

/** `query | name of the place meant | sure`: sure without asking, first of those offered, or offered. */
const QUERIES = `
  faucigny glieres | CC Faucigny - Glières | sure
  Faucigny Glière | CC Faucigny - Glières | first
  faussigny glieres | CC Faucigny - Glières | first
  haute savoie | Haute-Savoie | sure
  Hte savoie | Haute-Savoie | sure
  hautesavoie | Haute-Savoie | sure
  haute savoi | Haute-Savoie | first
  je suis en haute savoie | Haute-Savoie | sure
  dans le 74 | Haute-Savoie | sure
  seine st denis | Seine-Saint-Denis | sure
  seine saint denis | Seine-Saint-Denis | sure
  sein saint denis | Seine-Saint-Denis | first
  finistere | Finistère | sure
  finistère sud | Finistère | first
  finitsere | Finistère | first
  cotes d armor | Côtes-d'Armor | sure
  cote darmor | Côtes-d'Armor | first
  ile et vilaine | Ille-et-Vilaine | first
  ille et villaine | Ille-et-Vilaine | first
  morbian | Morbihan | first
  loire atlantique | Loire-Atlantique | sure
  maine et loire | Maine-et-Loire | sure
  meurthe et mozelle | Meurthe-et-Moselle | first
  territoire de belfort | Territoire de Belfort | sure
  bouche du rhone | Bouches-du-Rhône | first
  alpes maritime | Alpes-Maritimes | first
  alpes de haute provence | Alpes-de-Haute-Provence | sure
  pyrenees atlantique | Pyrénées-Atlantiques | first
  tarn et garone | Tarn-et-Garonne | first
  val d oise | Val-d'Oise | first
  essone | Essonne | first
  l'herault | Hérault | sure
  la dordogne | Dordogne | sure
  gironde ! | Gironde | sure
  Corse du sud | Corse-du-Sud | sure
  guyanne | Guyane | first
  nouvelle caledonie | Nouvelle-Calédonie | sure
  bretagne | Bretagne | sure
  bretange | Bretagne | first
  ile de france | Île-de-France | sure
  IDF | Île-de-France | sure
  PACA | Provence-Alpes-Côte d'Azur | sure
  auvergne rhone alpes | Auvergne-Rhône-Alpes | sure
  rhone alpes | Auvergne-Rhône-Alpes | first
  grand est | Grand Est | sure
  occitannie | Occitanie | first
  haut de france | Hauts-de-France | first
  bourgogne franche comté | Bourgogne-Franche-Comté | sure
  centre val de loire | Centre-Val de Loire | sure
  grenoble | Grenoble-Alpes-Métropole | first
  métropole de grenoble | Grenoble-Alpes-Métropole | first
  lyon | Métropole de Lyon | sure
  st etienne metropole | Saint-Étienne Métropole | sure
  saint etienne | Saint-Étienne Métropole | sure
  rennes metropole | Rennes Métropole | sure
  toulouze | Toulouse Métropole | first
  montpelier | Montpellier Méditerranée Métropole | first
  marseille | Métropole d'Aix-Marseille-Provence | sure
  clermont ferrand | Clermont Auvergne Métropole | first
  lille | Métropole Européenne de Lille | sure
  st brieuc | CA Saint-Brieuc Armor Agglomération | first
  agglo du grand dole | CA du Grand Dole | sure
  grand annecy | CA du Grand Annecy | sure
  annecy | CA du Grand Annecy | first
  anecy | CA du Grand Annecy | first
  pays basque | CA du Pays Basque | sure
  cc du pays rochois | CC du Pays Rochois | sure
  communauté de commune du genevois | CC du Genevois | sure
  comunauté de communes du genevois | CC du Genevois | sure
  com com du genevois | CC du Genevois | sure
  arve et saleve | CC Arve et Salève | sure
  arve saleve | CC Arve et Salève | sure
  chamonix | CC de la Vallée de Chamonix-Mont-Blanc | first
  chamonix mt blanc | CC de la Vallée de Chamonix-Mont-Blanc | first
  presquile de crozon | CC Presqu'île de Crozon-Aulne maritime | first
  puisaye forterre | CC de Puisaye-Forterre | sure
  coeur de savoie | CC Coeur de Savoie | sure
  cœur de savoie | CC Coeur de Savoie | sure
  quercy blan | CC du Quercy Blanc | first
  pont a mousson | CC du Bassin de Pont-à-Mousson | first
  gevaudan | CC du Gévaudan | sure
  les 1000 etangs | CC des 1000 étangs | sure
  quimperle | CA Quimperlé Communauté | sure
  landerneau | CA du Pays de Landerneau-Daoulas | first
  cobas | CA Bassin d'Arcachon Sud (COBAS) | sure
  caux seine | CA Caux Seine Agglo | sure
  val de garone agglo | CA Val de Garonne Agglomération | first`
  .trim()
  .split('\n')
  .map(line => line.split('|').map(cell => cell.trim()));

function outcome(query: string, name: string): string {
  const search = findPlace(query);
  if (search.kind === 'exact') return search.place.name === name ? 'sure' : `wrong: ${search.place.name}`;
  if (search.kind === 'none') return 'none';
  const rank = search.places.findIndex(place => place.name === name);
  return rank === 0 ? 'first' : rank > 0 ? 'offered' : `missed: ${search.places.map(place => place.name).join(', ')}`;
}

describe('what people type', () => {
  it('is measured on enough of it', () => expect(QUERIES.length).toBeGreaterThanOrEqual(80));
  it.each(QUERIES)('%s means %s (%s)', (query = '', name = '', expected = '') =>
    expect(outcome(query, name)).toBe(expected),
  );
});
