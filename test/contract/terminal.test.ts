import { CAPABILITIES } from '#adapters/terminal/terminal.ts';
import { describeAdapterContract } from './adapter.ts';
import { openTerminalWorld } from './terminal-world.ts';

describeAdapterContract({ name: 'terminal', several: true, capabilities: CAPABILITIES, open: openTerminalWorld });
