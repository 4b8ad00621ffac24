/** Every bound of the synthesis room, by name, with its unit. */

/** Contributions: under this many, « n sur N » is shown without a percentage. */
export const MIN_FOR_PERCENTAGE = 30;
/** People or contributions: a cell of a table under this many is shown as « moins de 5 », so that nobody is told apart. */
export const MIN_CELL = 5;
