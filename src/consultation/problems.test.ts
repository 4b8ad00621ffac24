import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAgainst, type ConsultationFiles, parseConsultation } from './parse.ts';
import { PROBLEM_CODES, type ProblemCode } from './problem.ts';
import { CONDITION_CASES } from './test-support/condition-cases.ts';
import { type Case, consultationOf, MINI, mini, problemsOf, toyHash } from './test-support/mini.ts';
import { CASES as OTHER_CASES } from './test-support/problem-cases.ts';

const CASES = [...OTHER_CASES, ...CONDITION_CASES];

/** The changed files, and where the mark stood in them. */
function broken({ change: [file, from, to], at }: Case): { files: ConsultationFiles; place: readonly unknown[] } {
  const marked = mini([[file, from, to]]);
  const text = marked[file] ?? '';
  const mark = text.indexOf('‸');
  if (at) return { files: marked, place: at };
  const lines = text.slice(0, mark).split('\n');
  const files = { ...marked, [file]: text.replace('‸', '') };
  return { files, place: [file, lines.length, (lines.at(-1) ?? '').length + 1] };
}

function plain(text: string): string {
  return text.replaceAll('\u00A0', ' ');
}

describe('parseConsultation', () => {
  it('finds nothing in the mini consultation', () => {
    expect(problemsOf(MINI)).toEqual([]);
    expect(consultationOf(MINI).axes).toHaveLength(2);
  });

  it.each(CASES)('$code: $says', one => {
    const { files, place } = broken(one);
    const problems = problemsOf(files);
    const found = problems.filter(({ code }) => code === one.code);
    expect(found.map(({ file, line, column }) => [file, line, column])).toEqual([place]);
    expect(plain(found[0]?.message ?? '')).toContain(one.says);
    expect(found[0]?.severity).toBe(one.severity ?? 'error');
    expect(problems.map(({ code }) => code).filter(code => code !== one.code)).toEqual(one.also ?? []);
    expect(parseConsultation(files, toyHash).ok).toBe(problems.every(({ severity }) => severity === 'warning'));
  });

  it('has a case for every problem it can say', () => {
    const elsewhere: readonly ProblemCode[] = ['type_changed'];
    const tried = new Set([...CASES.map(({ code }) => code), ...elsewhere]);
    expect(PROBLEM_CODES.filter(code => !tried.has(code))).toEqual([]);
  });

  it('says every problem at once, in the order of the files', () => {
    const problems = problemsOf(
      mini([
        ['axe-1.yaml', 'max: 2', 'max: deux'],
        ['axe-1.yaml', 'type: longtext', 'type: roman'],
        ['axe-2.yaml', 'section: constat', 'section: rien'],
        ['choices.yaml', '"Green"', '""'],
        ['consultation.yaml', 'minutes_per_axis: 5\n', ''],
      ]),
    );
    expect(problems.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
      'axe-1.yaml:17 wrong_type',
      'axe-1.yaml:35 wrong_value',
      'axe-2.yaml:5 section_without_question',
      'axe-2.yaml:15 unknown_section',
      'choices.yaml:3 empty_text',
      'consultation.yaml:1 missing_key',
    ]);
  });

  it('says only that consultation.yaml is missing where it is', () => {
    const { 'consultation.yaml': _, ...rest } = MINI;
    expect(problemsOf(rest).map(({ code, file, line, column }) => [code, file, line, column])).toEqual([
      ['missing_file', 'consultation.yaml', 1, 1],
    ]);
  });

  it.each(['', '# nothing', 'null', '[]', '3', '"text"', 'a: &a [*a]', '- - -', '\u0000', '{', '? ? ?', '&a *a'])(
    'refuses %j as any of its files without throwing',
    text => {
      for (const file of Object.keys(MINI).filter(name => name.endsWith('.yaml'))) {
        const result = parseConsultation({ ...MINI, [file]: text }, toyHash);
        // An empty choices.yaml is the only one whose absence another file must tell.
        expect(result.ok, file).toBe(false);
      }
    },
  );

  it('refuses a file that is too big, and one whose aliases unfold without end', () => {
    const big = `${MINI['axe-1.yaml']}# ${'x'.repeat(200_001)}`;
    expect(problemsOf({ ...MINI, 'axe-1.yaml': big }).map(({ code }) => code)).toContain('too_big');
    const laughs = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let i = 0; i < 8; i += 1) laughs.push(`b${i}: &b${i} [${`*${i === 0 ? 'a' : `b${i - 1}`}, `.repeat(8)}]`);
    expect(problemsOf({ ...MINI, 'choices.yaml': laughs.join('\n') }).map(({ code }) => code)).toContain('yaml_alias');
  });

  it('places a problem of a value behind an alias where the value is written, once', () => {
    const first = '- &x { name: un, label: { fr: "Un" } }';
    const files = mini([
      ['axe-1.yaml', '- { name: oui, label: { fr: "Oui", en: "Yes" } }', first],
      ['axe-1.yaml', 'choices: couleurs', 'choices: [*x, { name: nsp, label: { fr: "?", en: "?" } }]'],
      ['axe-1.yaml', 'max: 2\n', 'max: 2\n'],
    ]);
    expect(problemsOf(files).map(({ code, line, column }) => `${line}:${column} ${code}`)).toEqual([
      '12:24 missing_translation',
    ]);
  });

  it('wants the whole notice in every language', () => {
    const { 'notice.en.md': _, ...rest } = MINI;
    const missing = problemsOf({ ...rest, 'notice.fr.md': ' ' });
    expect(missing.map(({ code, file, line, column }) => [code, file, line, column])).toEqual([
      ['missing_translation', 'consultation.yaml', 3, 17],
      ['empty_text', 'notice.fr.md', 1, 1],
    ]);
    expect(missing[0]?.message).toContain('notice.en.md');
  });

  it('looks at the axes even where consultation.yaml cannot be read', () => {
    const files = mini([
      ['consultation.yaml', 'title: {', 'title: }'],
      ['axe-1.yaml', 'max: 2', 'max: 3'],
    ]);
    expect(problemsOf(files).map(({ code, file }) => `${file} ${code}`)).toEqual([
      'axe-1.yaml max_too_high',
      'consultation.yaml yaml_syntax',
    ]);
  });

  it('never throws on damaged files, and places every problem inside them', () => {
    const names = Object.keys(MINI);
    const damage = fc.record({
      file: fc.constantFrom(...names),
      at: fc.nat(3000),
      length: fc.nat(60),
      insert: fc.oneof(
        fc.constantFrom(
          '',
          ' ',
          '\n',
          '\t',
          ':',
          '- ',
          '{',
          '}',
          '[',
          ']',
          '"',
          '#',
          '&a ',
          '*a',
          'null',
          '1e999',
          '!!x ',
        ),
        fc.string({ maxLength: 6 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), blows => {
        const files: Record<string, string> = { ...MINI };
        for (const { file, at, length, insert } of blows) {
          const text = files[file] ?? '';
          const start = at % (text.length + 1);
          files[file] = text.slice(0, start) + insert + text.slice(start + length);
        }
        const result = parseConsultation(files, toyHash);
        for (const { file, line, column, message } of result.ok ? result.warnings : result.problems) {
          const lines = (files[file] ?? '').split('\n');
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
          expect(message).not.toMatch(/undefined|\[object|NaN/);
        }
        if (!result.ok) expect(result.problems.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('takes texts without translations where only one language is declared', () => {
    const files = mini([
      ['consultation.yaml', '[fr, en]', '[fr]'],
      ['axe-1.yaml', 'label: { fr: "Combien ?", en: "How many?" }', 'label: "Combien ?"'],
    ]);
    const codes = new Set(problemsOf(files).map(({ code }) => code));
    expect([...codes]).toEqual(['bad_language', 'unused_file']);
    expect(problemsOf(files).some(({ path }) => path === 'questions[3].label')).toBe(false);
  });
});

describe('checkAgainst', () => {
  it('refuses a type that changed, of a question and of a field, at its place', () => {
    const files = mini([
      ['axe-1.yaml', 'type: longtext', 'type: text'],
      ['axe-2.yaml', 'name: montant, type: decimal', 'name: montant, type: integer'],
    ]);
    const problems = checkAgainst(consultationOf(MINI), files);
    expect(problems.map(({ code, file, line, column }) => [code, file, line, column])).toEqual([
      ['type_changed', 'axe-1.yaml', 35, 11],
      ['type_changed', 'axe-2.yaml', 23, 32],
    ]);
    expect(problems[0]?.message).toContain('longtext');
  });

  it('takes new wordings, new questions and other dates', () => {
    const files = mini([
      ['axe-1.yaml', '"Combien ?"', '"Combien à peu près ?"'],
      ['consultation.yaml', '"2027-03-25T00:00:00+01:00"', '"2027-03-26T00:00:00+01:00"'],
    ]);
    expect(checkAgainst(consultationOf(MINI), files)).toEqual([]);
  });
});
