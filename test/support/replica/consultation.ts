/** Consultations for replicas: read and checked once, handed over as plain data, which saves each start half its work. */
import { deepStrictEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConsultation } from '../../contract/application.ts';

/** The six axes. */
export const ARTICLE_69 = fileURLToPath(new URL('../../../consultations/article69', import.meta.url));

const files = new Map<string, Promise<string>>();

/** A file that holds the consultation of that folder as JSON; it goes with this process. */
export function consultationFile(dir: string): Promise<string> {
  const known = files.get(dir);
  if (known !== undefined) return known;
  const made = write(dir);
  files.set(dir, made);
  return made;
}

async function write(dir: string): Promise<string> {
  const consultation = await readConsultation(dir);
  const text = JSON.stringify(consultation);
  deepStrictEqual(JSON.parse(text), consultation, 'a consultation is plain data');
  const folder = mkdtempSync(join(tmpdir(), 'tdt-consultation-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'consultation.json');
  writeFileSync(file, text);
  return file;
}
