/** What bounds the reading of a recording, each with its unit. */

/** Pages, boxes, elements or chunks of one recording that are looked at: real ones have some thousands. */
export const MAX_PIECES = 100_000;
/** Boxes within boxes. */
export const MAX_DEPTH = 8;
/** Bytes of the headers of an Ogg stream, tags included: a cover picture may stand in them. */
export const MAX_HEADER_BYTES = 4 * 1024 * 1024;
