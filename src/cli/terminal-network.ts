/** The network of whoever talks at the operator's own terminal: no invitation is needed to come into one's own house. */
import type { Stores } from '#usecases/ports.ts';

/** The workspace of the terminal (docs/terminal.md). */
export const TERMINAL_WORKSPACE = 'local';

/** Attaches a workspace of the terminal to the first network, unless it already has one. Returns its network. */
export async function attachTerminal(stores: Stores, workspace: string, now: string): Promise<string> {
  const { networks } = stores;
  const known = await networks.networkOf('terminal', workspace);
  if (known !== null) return known;
  const first = await networks.ensureDefault(now);
  await networks.attach('terminal', workspace, first, now);
  return first;
}
