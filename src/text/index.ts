/** The text room: reads what people type, forgiving and never guessing. Pure; each function says what it accepts. */
export { type ApproxDateReading, readApproxDate } from './approx-dates.ts';
export type { PlainDay } from './calendar.ts';
export { type ChoiceOption, type ChoiceReading, readChoices } from './choices.ts';
export { type DateReading, readDate } from './dates.ts';
export { editDistance } from './distance.ts';
export { cleanText, ellipsize, fold } from './normalize.ts';
export { type NumberReading, readMark, readNumber } from './numbers.ts';
export { describePlace, ofPlace } from './place-description.ts';
export { findPlaces } from './place-list.ts';
export type { PlaceSearch } from './place-codes.ts';
export { findPlace } from './places.ts';
export { type Place, placeByCode } from './territories.ts';
export { isDontKnow, readYesNo } from './yes-no.ts';
