/** How people call the time of a zone: French territories by their name, others by the zone's city. */

const FRENCH: Readonly<Record<string, string>> = {
  'Europe/Paris': 'de Paris',
  'America/Guadeloupe': 'de la Guadeloupe',
  'America/Martinique': 'de la Martinique',
  'America/Cayenne': 'de la Guyane',
  'Indian/Reunion': 'de La Réunion',
  'Indian/Mayotte': 'de Mayotte',
  'America/Miquelon': 'de Saint-Pierre-et-Miquelon',
  'America/St_Barthelemy': 'de Saint-Barthélemy',
  'America/Marigot': 'de Saint-Martin',
  'Pacific/Noumea': 'de la Nouvelle-Calédonie',
  'Pacific/Tahiti': 'de Tahiti',
  'Pacific/Marquesas': 'des Marquises',
  'Pacific/Gambier': 'des Gambier',
  'Pacific/Wallis': 'de Wallis-et-Futuna',
  'Indian/Kerguelen': 'des Kerguelen',
};

const ENGLISH: Readonly<Record<string, string>> = {
  'America/Cayenne': 'French Guiana',
  'Indian/Reunion': 'Réunion',
  'America/Miquelon': 'Saint Pierre and Miquelon',
  'America/St_Barthelemy': 'Saint Barthélemy',
  'America/Marigot': 'Saint Martin',
  'Pacific/Noumea': 'New Caledonia',
  'Pacific/Gambier': 'Gambier Islands',
  'Pacific/Wallis': 'Wallis and Futuna',
};

/** « heure de Paris ». Unknown zones go by their city: « heure locale (New York) ». */
export function zoneInFrench(zone: string): string {
  if (isUniversal(zone)) return 'temps universel';
  const known = FRENCH[zone];
  return known === undefined ? `heure locale (${cityOf(zone)})` : `heure ${known}`;
}

/** « Paris time ». */
export function zoneInEnglish(zone: string): string {
  return isUniversal(zone) ? 'universal time' : `${ENGLISH[zone] ?? cityOf(zone)} time`;
}

function isUniversal(zone: string): boolean {
  return zone === 'UTC' || zone === 'Etc/UTC' || zone === 'GMT';
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
