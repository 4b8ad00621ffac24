/** What the documentation names is there: a path that was renamed is a reader lost. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const DOCUMENTS = globSync(['*.md', 'docs/**/*.md', 'adapters/*/README.md', 'test/**/*.md']);
/** Paths of the repository, in code spans; `<name>` and `*` stand for anything. */
const PATH =
  /`(\.?(?:src|test|adapters|docs|scripts|prisma|consultations|prompts|\.ci)\/[\w./-]*|\.[\w-]+\.(?:ts|json))`/g;
const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g;

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(match => match[1] ?? []);
}

describe('paths that the documentation names', () => {
  it('is looked at', () => expect(DOCUMENTS.length).toBeGreaterThan(15));

  it.each(DOCUMENTS)('%s names and links what exists', file => {
    const text = readFileSync(file, 'utf8');
    const folder = file.includes('/') ? `${file.slice(0, file.lastIndexOf('/'))}/` : '';
    const missing = [
      ...matches(text, PATH).filter(path => !existsSync(path)),
      ...matches(text, LINK).filter(link => !existsSync(folder + link)),
    ];
    expect(missing).toEqual([]);
  });
});
