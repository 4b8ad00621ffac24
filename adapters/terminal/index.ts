/** The terminal: a person on a TTY, JSON lines, or a test. */
export { openInteractive, openJsonl } from './open.ts';
export type { OpenJsonl, TerminalSession } from './open.ts';
export { createTerminal } from './terminal.ts';
export type { Terminal, TerminalConfig, TerminalScreen } from './terminal.ts';
export type { TerminalTime } from './time.ts';
