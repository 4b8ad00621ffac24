/**
 * Workshops of 3, 8 and 30 people word for word, each state written and read back between two turns.
 * `UPDATE_GOLDEN=1` writes what the bot says now; the diff is then read by a person.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadArticle69 } from './load-consultation.ts';
import { SCRIPTS } from './workshop/scripts.ts';

const FOLDER = join(import.meta.dirname, 'workshop');
const updating = process.env['UPDATE_GOLDEN'] === '1';
const consultation = loadArticle69();

describe('golden workshops', () => {
  it.each(Object.keys(SCRIPTS))('%s', name => {
    const file = join(FOLDER, `${name}.txt`);
    const after = SCRIPTS[name]?.(consultation).text() ?? '';
    if (updating) writeFileSync(file, after);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(after);
  });

  it.each(Object.keys(SCRIPTS))('%s says nothing too long, and offers no menu that a platform cannot show', name => {
    const play = SCRIPTS[name]?.(consultation);
    for (const effect of play?.effects ?? []) {
      if (effect.type !== 'say') continue;
      expect(effect.choices.length).toBeLessThanOrEqual(25);
      expect(new Set(effect.choices.map(({ value }) => value)).size).toBe(effect.choices.length);
    }
    const longest = Math.max(...(play?.lines ?? []).map(line => line.length));
    expect(longest).toBeLessThan(620);
  });
});
