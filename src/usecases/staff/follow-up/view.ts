/** What a view of the figures holds: counted and hidden once, then said as text and drawn as a picture. Pure. */
import { textIn, themeIn } from '#consultation/inspect.ts';
import { type Param, type Phrase, phrase } from '#conversation/phrases.ts';
import type { ChartPanel } from '#messaging/index.ts';
import { placeByCode } from '#text/index.ts';
import type { StaffCall } from '../command.ts';
import type { FigureCell } from './ports.ts';
import { hideSmall, type Shown } from '#synthesis/small-cells.ts';

export interface ViewRow {
  readonly label: Param;
  /** Said in a picture instead of the label. */
  readonly short?: Param;
  readonly counts: readonly Shown[];
}

/** One table of figures, before it is worded. */
export interface ViewPanel {
  readonly kind: ChartPanel['kind'];
  readonly title: Phrase;
  readonly series: readonly Param[];
  readonly rows: readonly ViewRow[];
  /** Whether `FigureView.say` does not say all of it: a picture then has it in words beside it. */
  readonly more?: true;
}

export interface FigureView {
  readonly say: readonly Phrase[];
  /** The line under the picture's title. */
  readonly head: Phrase;
  /** None where there is nothing to draw. */
  readonly panels: readonly ViewPanel[];
}

/** What a view needs of a call. `isOpen`: small counts are shown, to who may see them. */
export interface ViewCall extends Pick<StaffCall, 'consultation' | 'lang' | 'now'> {
  readonly isOpen: boolean;
}

export function hide(counts: readonly number[], isOpen: boolean): readonly Shown[] {
  return isOpen ? counts : hideSmall(counts);
}

/** The line that says that small counts are hidden, where they are. */
export function hiddenNote(isOpen: boolean): readonly Phrase[] {
  return isOpen ? [] : [phrase('staff.figures.hidden')];
}

export function shown(count: Shown | undefined): Param {
  return count === null || count === undefined ? { phrase: phrase('staff.figures.few') } : count;
}

export function placeName(code: string): Param {
  return code === '' ? { phrase: phrase('staff.figures.unknown') } : { place: code };
}

/** The name alone: a picture has little room. */
export function shortPlaceName(code: string): Param {
  const place = placeByCode(code);
  if (place === undefined) return placeName(code);
  return place.kind === 'departement' ? `${place.name} (${code.slice(code.indexOf(':') + 1)})` : place.name;
}

export function actorName({ consultation, lang }: Pick<ViewCall, 'consultation' | 'lang'>): (name: string) => Param {
  return name => {
    const choice = consultation.actors.find(actor => actor.name === name);
    if (name === '') return { phrase: phrase('staff.figures.unknown') };
    return choice === undefined ? name : textIn(choice.label, lang, consultation.defaultLanguage);
  };
}

export function themeOf({ consultation, lang }: Pick<ViewCall, 'consultation' | 'lang'>, axis: number): string {
  return themeIn(consultation, axis, lang);
}

export function total(cells: readonly FigureCell[], axis: number): number {
  return sum(cells.filter(cell => cell.axis === axis));
}

export function sum(cells: readonly FigureCell[]): number {
  return cells.reduce((n, { count }) => n + count, 0);
}
