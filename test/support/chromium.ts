/** Debian's Chromium, driven without a window: for what is read in a browser. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [process.env['TDT_TEST_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** Where the browser is; null where there is none. */
export function chromiumPath(): string | null {
  return PLACES.find(path => path !== undefined && existsSync(path)) ?? null;
}

/** The caller closes it. It asks nothing of the network. */
export function startChromium(executablePath: string): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  return chromium.launch({ executablePath, args: [...args, '--disable-component-update', '--disable-sync'] });
}
