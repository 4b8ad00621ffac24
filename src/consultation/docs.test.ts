/** Everything shown in the pages for authors is tried here: what they copy must work. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { parseCondition } from './condition.ts';
import type { ConsultationFiles } from './parse.ts';
import { choiceShape, consultationShape, axisShape, questionShape, QUESTION_TYPES } from './shape.ts';
import { consultationOf, mini, problemsOf } from './test-support/mini.ts';

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const FORMAT = page('consultation-format.md');
const CONDITIONS = page('conditions.md');

/** Fenced blocks by what follows the opening fence. */
function blocks(text: string): readonly { readonly info: string; readonly body: string }[] {
  return [...text.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].map(([, info = '', body = '']) => ({ info, body }));
}

/** The first cells of the tables below a heading, without their backquotes. */
function firstCells(text: string, heading: string): readonly string[] {
  const section = text.split(/^#+ /m).find(part => part.startsWith(heading)) ?? '';
  const rows = section.split('\n').filter(line => line.startsWith('| `'));
  return rows.flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(found => found[1] ?? ''));
}

describe('docs/consultation-format.md', () => {
  const files = Object.fromEntries(
    blocks(FORMAT).flatMap(({ info, body }) => {
      const file = /file=(\S+)/.exec(info)?.[1];
      return file ? [[file, body]] : [];
    }),
  );

  it('shows a whole consultation that has no problem', () => {
    expect(Object.keys(files).toSorted()).toEqual([
      'axe-1.yaml',
      'choices.yaml',
      'consultation.yaml',
      'notice.en.md',
      'notice.fr.md',
    ]);
    expect(problemsOf(files)).toEqual([]);
    expect(consultationOf(files).axes[0]?.questions).toHaveLength(7);
  });

  it('shows texts that YAML reads alike', () => {
    const examples = blocks(FORMAT).find(({ info }) => info === 'text-examples')?.body ?? '';
    const [flow = '', block = ''] = examples.split(/(?<=\})\n/);
    expect(parseDocument(flow).toJS()).toEqual(parseDocument(block).toJS());
  });

  it('tells every key, and no key that does not exist', () => {
    expect(firstCells(FORMAT, '`consultation.yaml`').toSorted()).toEqual(
      Object.keys(consultationShape.shape).toSorted(),
    );
    expect(firstCells(FORMAT, 'Un thème').toSorted()).toEqual(Object.keys(axisShape.shape).toSorted());
    expect(firstCells(FORMAT, 'Une question').toSorted()).toEqual(Object.keys(questionShape.shape).toSorted());
    expect(firstCells(FORMAT, 'Les types').toSorted()).toEqual([...QUESTION_TYPES].toSorted());
    for (const key of Object.keys(choiceShape.shape)) expect(FORMAT).toContain(`\`${key}`);
  });
});

describe('docs/conditions.md', () => {
  const questions = `
  - { name: avancement, type: select_one, label: "?", choices: [{ name: cours, label: A }, { name: recent, label: B }, { name: nsp, label: C, code: dont_know }] }
  - { name: services, type: select_multiple, label: "?", choices: [{ name: sante, label: A }, { name: emploi, label: B }, { name: aucun, label: C, code: none, exclusive: true }, { name: nsp, label: D, code: dont_know, exclusive: true }] }
  - { name: lieux, type: integer, label: "?" }
  - { name: preparation, type: scale, label: "?", range: [1, 5] }
  - { name: debut, type: date, label: "?" }
  - { name: territoire, type: place, label: "?" }
`;

  /** The problems of an axis where a question has this condition. */
  function problems(key: 'relevant' | 'constraint', condition: string): readonly string[] {
    const tested = `  - name: testee\n    type: integer\n    label: "?"\n    ${key}: ${JSON.stringify(condition)}\n`;
    const message = key === 'constraint' ? '    constraint_message: "?"\n' : '';
    const axis = `axis: 1\nslug: a\ntitle: A\ntheme: A\nquestions:${questions}${tested}${message}`;
    const files: ConsultationFiles = {
      ...mini([
        ['consultation.yaml', '[fr, en]', '[fr]'],
        ['consultation.yaml', 'axe-1.yaml, ', ''],
      ]),
      'axe-9.yaml': axis,
    };
    const listed = {
      ...files,
      'consultation.yaml': (files['consultation.yaml'] ?? '').replace('[axe-2.yaml]', '[axe-9.yaml]'),
    };
    return problemsOf(listed).flatMap(({ file, path, code }) =>
      file === 'axe-9.yaml' && path.endsWith(key) ? [code] : [],
    );
  }

  const shown = firstCells(CONDITIONS, 'Écrire un test');
  const linked = blocks(CONDITIONS)
    .filter(({ info }) => info === 'condition')
    .flatMap(({ body }) => body.trim().split('\n'));
  const constraints = blocks(CONDITIONS)
    .filter(({ info }) => info === 'constraint')
    .flatMap(({ body }) => body.trim().split('\n'));

  it('shows conditions', () => {
    expect([shown.length, linked.length, constraints.length]).toEqual([9, 4, 3]);
  });

  it.each([...shown, ...linked])('shows a relevant that works: %s', condition => {
    expect(problems('relevant', condition)).toEqual([]);
  });

  it.each(constraints)('shows a constraint that works: %s', condition => {
    expect(problems('constraint', condition)).toEqual([]);
  });

  it('says of XLSForm what is refused and what is written instead', () => {
    const rows =
      CONDITIONS.split("Pour qui vient d'XLSForm")[1]
        ?.split('\n')
        .filter(line => line.startsWith('| `')) ?? [];
    const pairs = rows.map(row => [...row.matchAll(/`([^`]+)`/g)].map(found => found[1] ?? ''));
    expect(pairs).toHaveLength(5);
    for (const [theirs = '', ours = ''] of pairs) {
      expect(parseCondition(theirs).ok, theirs).toBe(false);
      expect(parseCondition(ours).ok, ours).toBe(true);
    }
  });

  it.each(['lieux > 5 and lieux < 3'])('refuses, as it says, %s', condition => {
    expect(problems('relevant', condition)).toEqual(['unreachable_question']);
  });

  it('refuses, as it says, a comparison with « je ne sais pas »', () => {
    expect(problems('relevant', 'avancement = nsp')).toContain('condition_type');
    expect(problems('relevant', 'avancement in (nsp)')).toEqual([]);
  });
});
