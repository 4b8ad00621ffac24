/** Reads when a consultation and its axes take answers, and the days it promises. */
import type { Opening } from './definition.ts';
import { isDay, isTimeZone, offsetIn, parseInstant, printOffset } from './instant.ts';
import type { Path } from './problem.ts';
import type { Report, Source } from './report.ts';
import type { RawConsultation } from './shape.ts';
import { didYouMean } from './suggestion.ts';

type RawOpening = Partial<Pick<RawConsultation, 'opens' | 'closes'>>;

/** The dates as written, those that could be read. */
export type RawDates = RawOpening &
  Partial<Pick<RawConsultation, 'time_zone' | 'axis_opening' | 'synthesis_day' | 'reply_day' | 'drafts_kept_until'>>;

/** Those of France, for « vouliez-vous dire … ? »: any zone of the IANA database may be written. */
const ZONES: readonly string[] = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'Indian/Mayotte',
  'Indian/Reunion',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Wallis',
];

export interface Dates {
  readonly opening: Opening;
  readonly axisOpening: Readonly<Record<number, Opening>>;
}

export function readDates(raw: RawDates, source: Source, report: Report): Dates {
  const zone = raw.time_zone;
  if (zone !== undefined && !isTimeZone(zone)) {
    const advice = didYouMean(zone, ZONES);
    const message = `« ${zone} » n'est pas un fuseau horaire${advice} : écrivez par exemple Europe/Paris ou Indian/Reunion`;
    report.add(source, ['time_zone'], 'bad_time_zone', message);
  }
  const known = zone !== undefined && isTimeZone(zone) ? zone : undefined;
  const none: Opening = { opens: null, closes: null };
  const opening = readOpening(raw, none, [], known, source, report);
  const axisOpening: Record<number, Opening> = {};
  for (const [number, own] of Object.entries(raw.axis_opening ?? {})) {
    axisOpening[Number(number)] = readOpening(own, opening, ['axis_opening', number], known, source, report);
  }
  checkDays(raw, opening, source, report);
  return { opening, axisOpening };
}

/** What is not written is the consultation's own; null says « not set ». */
function readOpening(
  raw: RawOpening,
  general: Opening,
  path: Path,
  zone: string | undefined,
  source: Source,
  report: Report,
): Opening {
  const read = (key: 'opens' | 'closes') => {
    const text = raw[key];
    return text === undefined ? general[key] : text && readInstant(text, [...path, key], zone, source, report);
  };
  const opening = { opens: read('opens'), closes: read('closes') };
  if (opening.opens !== null && opening.closes !== null && opening.closes <= opening.opens) {
    const at = raw.closes === undefined ? 'opens' : 'closes';
    const message = "la fermeture (« closes ») vient avant l'ouverture (« opens ») : corrigez l'une des deux";
    report.add(source, [...path, at], 'closes_before_opens', message);
  }
  return opening;
}

function readInstant(
  text: string,
  path: Path,
  zone: string | undefined,
  source: Source,
  report: Report,
): string | null {
  const instant = parseInstant(text);
  if (!instant) {
    const message = `« ${text} » n'est pas un instant : écrivez la date, l'heure et le décalage, "2027-03-25T00:00:00+01:00"`;
    report.add(source, path, 'bad_instant', message);
    return null;
  }
  const expected = zone === undefined ? null : offsetIn(zone, instant.epochMs);
  if (instant.offsetMinutes !== null && expected !== null && instant.offsetMinutes !== expected) {
    const message = `décalage ${printOffset(instant.offsetMinutes)} écrit, mais ${zone} est à ${printOffset(expected)} ce jour-là : vérifiez l'heure`;
    report.add(source, path, 'offset_mismatch', message, { severity: 'warning' });
  }
  return instant.iso;
}

function checkDays(raw: RawDates, opening: Opening, source: Source, report: Report): void {
  for (const key of ['synthesis_day', 'reply_day', 'drafts_kept_until'] as const) {
    const day = raw[key];
    if (day === undefined || day === null) continue;
    if (!isDay(day)) {
      report.add(source, [key], 'bad_day', `« ${day} » n'est pas un jour du calendrier : écrivez "2027-04-15"`);
    } else if (opening.closes !== null && day < opening.closes.slice(0, 10)) {
      const message = `ce jour (${day}) vient avant la fermeture (« closes ») : vérifiez les deux`;
      report.add(source, [key], 'day_before_closing', message, { severity: 'warning' });
    }
  }
}
