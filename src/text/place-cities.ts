/**
 * Well-known communes whose EPCI bears another name, and what they suggest (INSEE codes). Offered, never assumed: a
 * commune's own list is not kept here. An EPCI whose name holds the commune's needs no line.
 */
const PARIS = 'epci:200054781';
const MARSEILLE = 'epci:200054807';
const LILLE = 'epci:200093201';
const LYON = 'epci:200046977';
const TOULON = 'epci:248300543';
const BASQUE = 'epci:200067106';

export const CITIES: ReadonlyArray<readonly [string, readonly string[]]> = [
  ['ajaccio', ['epci:242010056']],
  ['anglet', [BASQUE]],
  ['antibes', ['epci:240600585']],
  ['argenteuil', [PARIS]],
  ['aubagne', [MARSEILLE]],
  ['aubervilliers', [PARIS]],
  ['auxerre', ['epci:200067114']],
  ['basse terre', ['epci:249710070']],
  ['bayonne', [BASQUE]],
  ['beauvais', ['epci:200067999']],
  ['biarritz', [BASQUE]],
  ['bobigny', [PARIS]],
  ['boulogne billancourt', [PARIS]],
  ['boulogne sur mer', ['epci:246200729']],
  ['cayenne', ['epci:249730045']],
  ['charleville', ['epci:200041630']],
  ['charleville mezieres', ['epci:200041630']],
  ['cherbourg', ['epci:200067205']],
  ['cherbourg en cotentin', ['epci:200067205']],
  ['clermont ferrand', ['epci:246300701']],
  ['creteil', [PARIS]],
  ['digne', ['epci:200067437']],
  ['digne les bains', ['epci:200067437']],
  ['draguignan', ['epci:248300493']],
  ['evry', ['epci:200059228']],
  ['evry courcouronnes', ['epci:200059228']],
  ['fort de france', ['epci:249720061']],
  ['frejus', ['epci:200035319']],
  ['hyeres', [TOULON]],
  ['istres', [MARSEILLE]],
  ['lons le saunier', ['epci:200071116']],
  ['martigues', [MARSEILLE]],
  ['mende', ['epci:244800405']],
  ['nanterre', [PARIS]],
  ['noumea', ['dep:988']],
  ['papeete', ['dep:987']],
  ['pointe a pitre', ['epci:200018653']],
  ['poissy', ['epci:200059889']],
  ['mantes la jolie', ['epci:200059889']],
  ['roubaix', [LILLE]],
  ['saint denis', ['dep:93', PARIS, 'epci:249740119']],
  ['saint nazaire', ['epci:244400644']],
  ['saint paul', ['epci:249740101']],
  ['saint pierre', ['epci:249740077', 'dep:975']],
  ['saint quentin', ['epci:200071892', 'epci:200058782']],
  ['saint raphael', ['epci:200035319']],
  ['salon de provence', [MARSEILLE]],
  ['sarcelles', ['epci:200055655']],
  ['tourcoing', [LILLE]],
  ['venissieux', [LYON]],
  ["villeneuve d'ascq", [LILLE]],
  ['villeurbanne', [LYON]],
];
