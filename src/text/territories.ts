/** The official list: 18 régions, 109 départements and overseas collectivities, 1,255 EPCI, and the whole country. */
import list from './territories.json' with { type: 'json' };

export type Zone = 'metro' | 'drom' | 'com';

export interface Place {
  /** 'reg:84', 'dep:74', 'epci:200000172' (INSEE codes), or 'fr'. */
  readonly code: string;
  readonly kind: 'region' | 'departement' | 'epci' | 'country';
  readonly name: string;
  /** INSEE codes of the départements it lies in, or holds. */
  readonly departements: readonly string[];
  /** INSEE code of its région; null for the country, an overseas collectivity, or an EPCI that straddles two. */
  readonly region: string | null;
  /** Inhabitants; EPCI only. */
  readonly population?: number;
  /** Metropolitan France, overseas département, or overseas collectivity; absent for the country. */
  readonly zone?: Zone;
}

/** A place and its EPCI type ('CC', 'CA', 'CU', 'METRO', 'MET69'); '' for the others. */
export interface Listed {
  readonly place: Place;
  readonly type: string;
}

type RegionRow = readonly [code: string, name: string, zone: Zone];
type DepartementRow = readonly [code: string, name: string, region: string, zone: Zone];
type EpciRow = readonly [code: string, type: string, name: string, departements: string, population: number];

let listed: readonly Listed[] | undefined;
let places: ReadonlyMap<string, Place> | undefined;

function build(): Listed[] {
  // The file is ours (scripts/build-territories.ts) and a test checks its rows.
  const regions = list.regions as unknown as readonly RegionRow[];
  const departements = list.departements as unknown as readonly DepartementRow[];
  const epcis = list.epci as unknown as readonly EpciRow[];
  const rowOf = new Map(departements.map(row => [row[0], row]));
  const country: Place = {
    code: 'fr',
    kind: 'country',
    name: 'France entière',
    departements: departements.map(([code]) => code),
    region: null,
  };
  return [
    { place: country, type: '' },
    ...departements.map(([code, name, region, zone]): Listed => {
      const place: Place = {
        code: `dep:${code}`,
        kind: 'departement',
        name,
        departements: [code],
        region: region || null,
        zone,
      };
      return { place, type: '' };
    }),
    ...regions.map(([code, name, zone]): Listed => {
      const inside = departements.filter(row => row[2] === code).map(row => row[0]);
      return {
        place: { code: `reg:${code}`, kind: 'region', name, departements: inside, region: code, zone },
        type: '',
      };
    }),
    ...epcis.map(([code, type, name, codes, population]): Listed => {
      const inside = codes.split(' ');
      const [region, ...others] = new Set(inside.map(one => rowOf.get(one)?.[2] ?? ''));
      const zone = rowOf.get(inside[0] ?? '')?.[3] ?? 'metro';
      const only = others.length === 0 && region !== '' ? (region ?? null) : null;
      const place: Place = {
        code: `epci:${code}`,
        kind: 'epci',
        name,
        departements: inside,
        region: only,
        population,
        zone,
      };
      return { place, type };
    }),
  ];
}

/** Every place, départements before régions before EPCI; read once. */
export function allPlaces(): readonly Listed[] {
  listed ??= build();
  return listed;
}

/** The place of a code such as 'dep:74'; undefined for an unknown one. */
export function placeByCode(code: string): Place | undefined {
  places ??= new Map(allPlaces().map(({ place }) => [place.code, place]));
  return places.get(code);
}
