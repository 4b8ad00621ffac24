/** Figures of whole processes: memory with many people, time to ready. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './measure.ts';
import { NODE_FLAGS } from './node-flags.ts';

const READY_RUNS = 5;

/** Stores the sessions in one process, then measures another that opens them. */
export async function measureMemory(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tdt-memory-'));
  const file = join(import.meta.dirname, 'memory.ts');
  try {
    await output(file, [folder, 'store']);
    return `- memory: ${(await output(file, [folder, 'talk'])).trim()}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the start of the process to the first sentence, on an empty database and on the same again. */
export async function measureReady(): Promise<string> {
  const main = join(import.meta.dirname, '../../src/main.ts');
  const first: number[] = [];
  const again: number[] = [];
  for (let run = 0; run < READY_RUNS; run += 1) {
    const dataDir = mkdtempSync(join(tmpdir(), 'tdt-ready-'));
    for (const times of [first, again]) times.push(await untilSaid(main, dataDir));
    rmSync(dataDir, { recursive: true, force: true });
  }
  return `- ready (process start to first sentence, SQLite): ${median(first).toFixed(2)} s on an empty folder, ${median(again).toFixed(2)} s afterwards`;
}

async function untilSaid(main: string, dataDir: string): Promise<number> {
  const before = performance.now();
  const child = spawn(process.execPath, [...NODE_FLAGS, main, 'chat', '--jsonl'], {
    env: { ...process.env, TDT_DATA_DIR: dataDir },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write('{"user":"u1","text":"bonjour"}\n');
  const seconds = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', () => resolve((performance.now() - before) / 1000));
    child.once('exit', code => reject(new Error(`the process ended with ${code} before it spoke`)));
  });
  child.stdin.end();
  await new Promise(resolve => child.once('close', resolve));
  return seconds;
}

function output(file: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...NODE_FLAGS, file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    child.once('close', code => (code === 0 ? resolve(text) : reject(new Error(`${file} ended with ${code}`))));
    child.stdin.end();
  });
}
