/** The screen of `tdt chat --jsonl`: everybody's messages, one object per line. */
import { hintOf, outputOf } from './output.ts';
import type { LineWriter } from './output.ts';
import type { TerminalScreen } from './terminal.ts';

export function createJsonlScreen(writer: LineWriter): TerminalScreen {
  return {
    show: (message, bodies) => writer.write(outputOf(message, bodies)),
    hint: (text, to) => writer.write(hintOf(text, to.userId)),
    typing: () => undefined,
    isHere: () => true,
  };
}
