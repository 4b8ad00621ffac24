import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Axis } from './definition.ts';
import { axisByNumber } from './inspect.ts';
import { canonicalJson, compatible, explainRevision, revisionOf, typeChanges } from './revision.ts';
import { consultationOf, mini, toyHash } from './test-support/mini.ts';

type Change = readonly [file: string, from: string, to: string];

function axisOf(number: number, ...changes: readonly Change[]): Axis {
  const axis = axisByNumber(consultationOf(mini(changes)), number);
  if (!axis) throw new Error(`no axis ${number}`);
  return axis;
}

const OLD = axisOf(1);
const AVIS = 'label: { fr: "Votre avis ?", en: "Your view?" }';

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: 1, a: { d: [2, { f: 1, e: 0 }], c: undefined } })).toBe(
      '{"a":{"d":[2,{"e":0,"f":1}]},"b":1}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), record => {
        const shuffled = Object.fromEntries(Object.entries(record).toReversed());
        expect(canonicalJson(shuffled)).toBe(canonicalJson(record));
        expect(JSON.parse(canonicalJson(record))).toEqual(JSON.parse(JSON.stringify(record)));
      }),
    );
  });
});

describe('revisions', () => {
  it('are sixteen hexadecimal digits, the same for the same questions', () => {
    expect(OLD.revision).toMatch(/^[0-9a-f]{16}$/);
    expect(axisOf(1).revision).toBe(OLD.revision);
    expect(revisionOf(OLD, toyHash)).toBe(OLD.revision);
  });

  it.each<Change>([
    ['axe-1.yaml', '"Votre avis ?"', '"Votre avis, en bref ?"'],
    ['axe-1.yaml', 'range: [1, 5]', 'range: [1, 4]'],
    ['axe-1.yaml', 'nombre > 0 and', 'nombre > 1 and'],
    ['choices.yaml', '"Green"', '"Emerald"'],
  ])('change with what contributors are asked (%s: %s)', (...change) => {
    expect(axisOf(1, change).revision).not.toBe(OLD.revision);
    expect(axisOf(2, change).revision).toBe(axisOf(2).revision);
  });

  it.each<Change>([
    ['consultation.yaml', 'closes: "2027-03-25', 'closes: "2027-03-26'],
    ['consultation.yaml', 'equipe@example.org', 'autre@example.org'],
    ['consultation.yaml', '"pour sa mission"', '"pour son travail"'],
    ['notice.fr.md', 'complète', 'entière'],
    ['axe-1.yaml', 'questions:', '# un commentaire\nquestions:'],
  ])('do not change with dates, contact, notice nor comments (%s: %s)', (...change) => {
    expect(axisOf(1, change).revision).toBe(OLD.revision);
  });

  it('of the notice change with what is shown of it', () => {
    const version = (...changes: Change[]) => consultationOf(mini(changes)).notice.version;
    expect(version()).toMatch(/^[0-9a-f]{16}$/);
    expect(version(['notice.fr.md', 'complète', 'entière'])).not.toBe(version());
    expect(version(['consultation.yaml', 'dpo@example.org', 'cil@example.org'])).not.toBe(version());
    expect(version(['consultation.yaml', 'equipe@example.org', 'autre@example.org'])).toBe(version());
    expect(version(['axe-1.yaml', '"Votre avis ?"', '"Avis ?"'])).toBe(version());
  });
});

describe('explainRevision', () => {
  const none = { added: [], removed: [], reworded: [], retyped: [], choicesRemoved: {}, reordered: false };

  it('finds nothing between an axis and itself', () => {
    expect(explainRevision(OLD, OLD)).toEqual(none);
  });

  it('tells what was added, removed and reworded', () => {
    const next = axisOf(
      1,
      ['axe-1.yaml', 'name: avis', 'name: opinion'],
      ['axe-1.yaml', '"Combien ?"', '"Combien à peu près ?"'],
      ['axe-1.yaml', 'range: [1, 5]', 'range: [1, 4]'],
    );
    expect(explainRevision(OLD, next)).toEqual({
      ...none,
      added: ['opinion'],
      removed: ['avis'],
      reworded: ['nombre', 'note'],
    });
  });

  it('tells the choices that are gone', () => {
    const next = axisOf(1, [
      'choices.yaml',
      '  - { name: vert, label: { fr: "Vert", en: "Green" } }\n',
      '  - { name: bleu, label: { fr: "Bleu", en: "Blue" } }\n',
    ]);
    expect(explainRevision(OLD, next)).toEqual({
      ...none,
      reworded: ['couleurs'],
      choicesRemoved: { couleurs: ['vert'] },
    });
  });

  it('tells a type that changed, which is not a rewording', () => {
    const next = axisOf(1, ['axe-1.yaml', 'type: longtext', 'type: text']);
    expect(explainRevision(OLD, next)).toEqual({ ...none, retyped: ['avis'] });
    expect(compatible(OLD, next)).toBe(false);
    expect(typeChanges(OLD, next)).toEqual([{ name: 'avis', from: 'longtext', to: 'text' }]);
  });

  it('tells the type of a field that changed', () => {
    const next = axisOf(2, ['axe-2.yaml', 'type: decimal', 'type: integer']);
    expect(explainRevision(axisOf(2), next).retyped).toEqual(['budget']);
    expect(compatible(axisOf(2), next)).toBe(false);
  });

  it('tells another order, not that of questions that came or went', () => {
    const avis = `  - name: avis\n    type: longtext\n    ${AVIS}\n`;
    const moved = axisOf(
      1,
      ['axe-1.yaml', '- name: avis', '- name: fin'],
      ['axe-1.yaml', '  - name: nombre', `${avis}  - name: nombre`],
    );
    expect(explainRevision(OLD, moved)).toMatchObject({ added: ['fin'], reordered: true });
    const inserted = axisOf(1, ['axe-1.yaml', '  - name: nombre', `${avis.replace('avis', 'debut')}  - name: nombre`]);
    expect(explainRevision(OLD, inserted)).toEqual({ ...none, added: ['debut'] });
    expect(compatible(OLD, inserted)).toBe(true);
  });

  it('does not speak of sources, which contributors never see', () => {
    const next = axisOf(1, ['axe-1.yaml', 'range: [1, 5]', 'range: [1, 5]\n    sources: [S1]']);
    expect(explainRevision(OLD, next)).toEqual(none);
  });
});
