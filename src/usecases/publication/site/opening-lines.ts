/** When the consultation opens and closes, as the staff left it: once for all themes, or theme by theme. */
import type { Consultation, Opening } from '#consultation/definition.ts';
import { openingOf, themeIn } from '#consultation/inspect.ts';
import { sayDeadline, sayOpening } from '#wording/moments.ts';

/** In French; nothing where no date is set. */
export function openingLines(consultation: Consultation): readonly string[] {
  const { axes, defaultLanguage, timeZone } = consultation;
  const openings = axes.map(({ number }) => openingOf(consultation, number));
  const [first] = openings;
  if (first === undefined) return [];
  if (openings.every(({ opens, closes }) => opens === first.opens && closes === first.closes)) {
    return [
      ...(first.opens === null ? [] : [`Ouverture : ${sayOpening(first.opens, timeZone, 'fr')}`]),
      ...(first.closes === null ? [] : [`Clôture : jusqu'au ${sayDeadline(first.closes, timeZone, 'fr')}`]),
    ];
  }
  return axes.map(({ number }, i) => {
    const theme = themeIn(consultation, number, defaultLanguage);
    return `Thème « ${theme} » : ${between(openings[i] ?? consultation.opening, timeZone)}`;
  });
}

function between({ opens, closes }: Opening, timeZone: string): string {
  const from = opens === null ? null : `ouverture le ${sayOpening(opens, timeZone, 'fr')}`;
  const until = closes === null ? null : `clôture, jusqu'au ${sayDeadline(closes, timeZone, 'fr')}`;
  return [from, until].filter(part => part !== null).join(' ; ') || 'dates à venir';
}
