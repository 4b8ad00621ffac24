/** What bounds a picture, each with its unit. */

/** Pixels across, before `SCALE`: a phone shows it at three quarters of that, where the smallest text is 12 pixels high. */
export const WIDTH = 540;
/** Pixels of the picture for one of the drawing. */
export const SCALE = 2;
/** Rows of one panel that are drawn; the text beside the picture has all of them. */
export const MAX_ROWS = 30;
/** UTF-16 units of a name that are drawn. */
export const LABEL_CHARACTERS = 70;
/** Milliseconds and megabytes that one picture may take. */
export const DRAW_MS = 20_000;
export const DRAW_HEAP_MB = 256;
