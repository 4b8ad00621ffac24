/** The text room: reads what people type, forgiving and never guessing. Pure; each function says what it accepts. */
export { readApproxDate } from './approx-dates.ts';
export { readChoices } from './choices.ts';
export { readDate } from './dates.ts';
export { editDistance } from './distance.ts';
export { cleanText, ellipsize, fold } from './normalize.ts';
export { readNumber } from './numbers.ts';
export { describePlace } from './place-description.ts';
export { findPlaces } from './place-list.ts';
export { findPlace } from './places.ts';
export { suggestPlaces } from './place-suggest.ts';
export { placeByCode } from './territories.ts';
export { isDontKnow, readYesNo } from './yes-no.ts';

export type { ApproxDateReading } from './approx-dates.ts';
export type { PlainDay } from './calendar.ts';
export type { ChoiceOption, ChoiceReading } from './choices.ts';
export type { DateReading } from './dates.ts';
export { type NumberReading, readMark } from './numbers.ts';
export type { PlaceSearch } from './place-codes.ts';
export type { Place } from './territories.ts';
