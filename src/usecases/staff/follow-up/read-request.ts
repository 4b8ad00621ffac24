/** What follows « suivi »: a view or a theme, whether it is drawn, whether it is said in the channel. Pure. */
import type { Axis, Consultation } from '#consultation/definition.ts';
import { fold } from '#text/index.ts';
import { readAxes } from '../life/read-when.ts';

export type ViewName = 'summary' | 'territories' | 'actors' | 'days' | 'coverage';

export interface FigureRequest {
  readonly what: ViewName | Axis;
  readonly isDrawn: boolean;
  readonly isHere: boolean;
}

const VIEWS: readonly (readonly [RegExp, ViewName])[] = [
  [/^(?:territoires?|departements?|territories)$/u, 'territories'],
  [/^(?:acteurs?|roles?|actors)$/u, 'actors'],
  [/^(?:jours?|par jour|days)$/u, 'days'],
  [/^(?:couverture|coverage)(?: .*)?$/u, 'coverage'],
];
const DRAWN: ReadonlySet<string> = new Set(['image', 'en image', 'png', 'graphique', 'picture', 'chart']);
const HERE: ReadonlySet<string> = new Set(['ici', 'here']);

/** null for what is none. */
export function readRequest(argument: string, consultation: Consultation): FigureRequest | null {
  const words = argument.split(/\s+/).filter(word => word !== '');
  const kept = words.filter(word => !DRAWN.has(fold(word)) && !HERE.has(fold(word)));
  const flags = {
    isDrawn: words.some(word => DRAWN.has(fold(word))),
    isHere: words.some(word => HERE.has(fold(word))),
  };
  const rest = kept.join(' ').replace(/\s+en$/iu, '');
  const asked = fold(rest);
  if (asked === '' || asked === 'en') return { what: 'summary', ...flags };
  const read = readAxes(rest, consultation);
  const axis = consultation.axes.find(({ number }) => number === read?.axes[0]);
  if (axis !== undefined && read?.rest === '') return { what: axis, ...flags };
  const view = VIEWS.find(([form]) => form.test(asked))?.[1];
  return view === undefined ? null : { what: view, ...flags };
}
