/** The real consultation, as the application reads it. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Consultation } from '#consultation/definition.ts';
import { consultationFileNames } from '#consultation/files.ts';
import { parseConsultation } from '#consultation/parse.ts';

export function loadArticle69(): Consultation {
  const folder = join(import.meta.dirname, '../../consultations/article69');
  const names = consultationFileNames(readdirSync(folder));
  const files = Object.fromEntries(names.map(name => [name, readFileSync(join(folder, name), 'utf8')]));
  const read = parseConsultation(files, text => createHash('sha256').update(text).digest('hex'));
  if (!read.ok) throw new Error('consultations/article69 does not read');
  return read.consultation;
}
