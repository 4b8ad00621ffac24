/** Text that may be written to a terminal: nothing in it moves the cursor, colours, rings or turns the line around. */

/* C0 but tab and newline, DEL, C1, and the bidirectional controls that can reorder a whole line. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
const ESCAPE_SEQUENCE =
  /\u001b(?:\[[0-9;:?<=>!]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[PX^_][^\u001b]*\u001b\\)/gu;

/** Removes control characters and escape sequences; line ends become `\n`, tabs one space. Total, never throws. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029|\u0085/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(ESCAPE_SEQUENCE, '')
    .replace(CONTROL, '')
    .toWellFormed();
}
