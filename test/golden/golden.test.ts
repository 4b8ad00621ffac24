/**
 * Plays every transcript word for word, through the whole path, each session written and read back between two turns.
 * `UPDATE_GOLDEN=1` writes what the bot says now; the diff is then read by a person.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { header, readCues, writeTranscript } from '#adapters/terminal/transcript.ts';
import type { Consultation } from '#consultation/definition.ts';
import { readConsultation } from '../contract/application.ts';
import { BEHAVIOUR_NAMES, writeTable } from './behaviours.ts';
import { playTranscript } from './player.ts';

const FOLDER = import.meta.dirname;
const TABLE = join(FOLDER, 'BEHAVIOURS.md');
const updating = process.env['UPDATE_GOLDEN'] === '1';
const files = ['fr', 'fr-simple', 'en'].flatMap(lang =>
  readdirSync(join(FOLDER, lang))
    .filter(name => name.endsWith('.txt'))
    .sort()
    .map(name => `${lang}/${name}`),
);
const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
const shownBy = (file: string): string[] =>
  (header(readCues(read(file)), 'montre') ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');

let consultation: Consultation;
beforeAll(async () => {
  consultation = await readConsultation(join(FOLDER, '../../consultations/article69'));
});

describe('golden transcripts', () => {
  it.each(files)('%s', async file => {
    const before = read(file);
    const played = await playTranscript(readCues(before), consultation);
    const after = writeTranscript(played.cues);
    if (updating && after !== before) writeFileSync(join(FOLDER, file), after);
    expect(played.errors).toEqual([]);
    expect(played.sessions).toBeGreaterThan(0);
    if (!updating) expect(after).toBe(before);
  });
});

describe('the table of behaviours', () => {
  const shown = new Map<string, string[]>();
  for (const file of files) for (const name of shownBy(file)) shown.set(name, [...(shown.get(name) ?? []), file]);

  it('has a transcript for every behaviour', () => {
    expect(BEHAVIOUR_NAMES.filter(name => !shown.has(name))).toEqual([]);
  });

  it('knows every behaviour that a transcript names', () => {
    expect([...shown.keys()].filter(name => !BEHAVIOUR_NAMES.includes(name))).toEqual([]);
  });

  it('has a title and a behaviour for every transcript', () => {
    expect(files.filter(file => header(readCues(read(file)), 'titre') === null || shownBy(file).length === 0)).toEqual(
      [],
    );
  });

  it('is written in BEHAVIOURS.md', () => {
    const table = writeTable(shown);
    if (updating) writeFileSync(TABLE, table);
    expect(readFileSync(TABLE, 'utf8')).toBe(table);
  });
});
