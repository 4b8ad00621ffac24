/** PURE: how many columns a text takes on a screen. */

const NOTHING = /[\p{M}\p{Cf}]/u;
// Two columns: Hangul, CJK, fullwidth forms, and what is drawn as an emoji. East Asian Width W and F, by blocks.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Columns of one line without control characters. An approximation good enough for wrapping: no font is asked. */
export function columns(text: string): number {
  let total = 0;
  for (const character of text) {
    if (NOTHING.test(character)) continue;
    total += WIDE.test(character) ? 2 : 1;
  }
  return total;
}
