/** Zones and locales whose formatters are kept, each a few kilobytes: all those of France and a few more. */
export const MAX_FORMATTERS = 64;
/** Phrases within phrases: beyond, a parameter holds itself. */
export const MAX_DEPTH = 8;
