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

/** @public */
export type { ApproxDateReading } from './approx-dates.ts';
/** @public */
export type { PlainDay } from './calendar.ts';
/** @public */
export type { ChoiceOption, ChoiceReading } from './choices.ts';
/** @public */
export type { DateReading } from './dates.ts';
/** @public */
export { type NumberReading, readMark } from './numbers.ts';
/** @public */
export type { PlaceSearch } from './place-codes.ts';
/** @public */
export { ofPlace } from './place-description.ts';
/** @public */
export type { Place } from './territories.ts';
