/** Where people live → their time and their public holidays: metropolitan France, and each overseas territory. */

export interface CivilPlace {
  /** IANA name. */
  readonly zone: string;
  /** The state by which `date-holidays` knows its holidays beside France's own; empty for none. */
  readonly holidays: string;
}

export const METROPOLE: CivilPlace = { zone: 'Europe/Paris', holidays: '' };

/** By INSEE code of the département or the collectivity. */
const BY_CODE: Readonly<Record<string, CivilPlace>> = {
  '57': { zone: 'Europe/Paris', holidays: '57' },
  '67': { zone: 'Europe/Paris', holidays: '67' },
  '68': { zone: 'Europe/Paris', holidays: '67' },
  '971': { zone: 'America/Guadeloupe', holidays: 'GP' },
  '972': { zone: 'America/Martinique', holidays: 'MQ' },
  '973': { zone: 'America/Cayenne', holidays: 'GF' },
  '974': { zone: 'Indian/Reunion', holidays: 'RE' },
  '975': { zone: 'America/Miquelon', holidays: 'PM' },
  '976': { zone: 'Indian/Mayotte', holidays: 'YT' },
  '977': { zone: 'America/St_Barthelemy', holidays: 'BL' },
  '978': { zone: 'America/Marigot', holidays: 'MF' },
  '986': { zone: 'Pacific/Wallis', holidays: 'WF' },
  '987': { zone: 'Pacific/Tahiti', holidays: 'PF' },
  '988': { zone: 'Pacific/Noumea', holidays: 'NC' },
};

/** Regions overseas are their département. */
const BY_REGION: Readonly<Record<string, string>> = { '01': '971', '02': '972', '03': '973', '04': '974', '06': '976' };

/** The place of a territory's code (`dep:974`, `reg:04`, `epci:…` with the code of its département, or none). */
export function civilPlace(code: string): CivilPlace | null {
  const [kind = '', number = ''] = code.split(':');
  if (kind === 'dep') return BY_CODE[number] ?? METROPOLE;
  if (kind === 'reg') return BY_CODE[BY_REGION[number] ?? ''] ?? METROPOLE;
  return null;
}
