import { describe, expect, it } from 'vitest';
import { formatProblems } from './check.ts';
import { consultationFileNames } from './files.ts';
import { isDay, isTimeZone, offsetIn, parseInstant, printOffset } from './instant.ts';
import type { Problem } from './problem.ts';
import { printPath } from './problem.ts';
import { didYouMean } from './suggestion.ts';
import { frenchSpacing } from './typography.ts';

describe('instants', () => {
  it.each([
    ['2027-03-25T00:00:00+01:00', '2027-03-24T23:00:00.000Z', 60],
    ['2027-03-25T00:00Z', '2027-03-25T00:00:00.000Z', null],
    ['2027-03-25T00:00:00.5-04:30', '2027-03-25T04:30:00.500Z', -270],
    ['2028-02-29T12:00:00+00:00', '2028-02-29T12:00:00.000Z', 0],
  ])('reads %s as %s', (text, iso, offsetMinutes) => {
    expect(parseInstant(text)).toMatchObject({ iso, offsetMinutes, epochMs: Date.parse(text) });
  });

  it.each([
    '2027-03-25',
    '2027-02-29T00:00:00Z',
    '2027-03-25T24:00:00Z',
    '2027-03-25T00:00:00',
    '25/03/2027',
    'demain',
    '',
  ])('does not take %j', text => {
    expect(parseInstant(text)).toBeNull();
  });

  it('knows the calendar, the zones and their offsets', () => {
    expect(['2027-02-28', '2027-02-29', '2027-4-1'].map(isDay)).toEqual([true, false, false]);
    expect(['Europe/Paris', 'Indian/Reunion', 'Paris', '+01:00', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(offsetIn('Europe/Paris', Date.UTC(2027, 0, 1))).toBe(60);
    expect(offsetIn('Europe/Paris', Date.UTC(2027, 6, 1))).toBe(120);
    expect(offsetIn('Pacific/Marquesas', 0)).toBe(-570);
    expect([60, -570, 0].map(printOffset)).toEqual(['+01:00', '-09:30', '+00:00']);
  });
});

describe('formatProblems', () => {
  const problem = (file: string, line: number, column: number, severity: Problem['severity'] = 'error'): Problem => ({
    file,
    line,
    column,
    severity,
    code: 'empty_text',
    message: `message ${line}`,
    path: '',
  });

  it('writes a line a problem, sorted by place, and a summary', () => {
    const problems = [
      problem('b.yaml', 1, 1),
      problem('a.yaml', 10, 2),
      problem('a.yaml', 2, 9, 'warning'),
      problem('a.yaml', 2, 3),
    ];
    expect(formatProblems(problems, 'ici')).toBe(
      [
        'ici/a.yaml:2:3  message 2',
        'ici/a.yaml:2:9  attention\u00A0: message 2',
        'ici/a.yaml:10:2  message 10',
        'ici/b.yaml:1:1  message 1',
        '',
        '3 problèmes et 1 avertissement dans 2 fichiers. La consultation ne peut pas encore servir.',
      ].join('\n'),
    );
  });

  it('says when there is nothing, or nothing that matters', () => {
    expect(formatProblems([])).toBe('Aucun problème.');
    expect(formatProblems([problem('a.yaml', 1, 1, 'warning')])).toMatch(
      /1 avertissement dans 1 fichier\. La consultation peut servir\.$/,
    );
  });
});

describe('small parts', () => {
  it('reads only what stands in the folder itself', () => {
    const names = [
      'notice.fr.md',
      'axe-1.yaml',
      'README.md',
      'consultation.yaml',
      'sub/axe-2.yaml',
      'photo.png',
      'a.yaml~',
    ];
    expect(consultationFileNames(names)).toEqual(['axe-1.yaml', 'consultation.yaml', 'notice.fr.md']);
  });

  it.each([
    ['lable', 'label'],
    ['labels', 'label'],
    ['folow_up', 'follow_up'],
  ])('guesses that %s is %s', (word, meant) => {
    expect(didYouMean(word, ['hint', 'label', 'follow_up'])).toContain(`« ${meant} »`);
  });

  it('guesses nothing from afar', () => {
    expect(didYouMean('couleur', ['hint', 'label'])).toBe('');
    expect(didYouMean('fr', ['de', 'es'])).toBe('');
    expect(didYouMean('x'.repeat(10_000), ['label'])).toBe('');
  });

  it('prints paths and French spaces', () => {
    expect(printPath(['questions', 3, 'label', 'en'])).toBe('questions[3].label.en');
    expect(frenchSpacing('« Oui » : 5 % ? non ; si !')).toBe(
      '«\u00A0Oui\u00A0»\u00A0: 5\u00A0%\u00A0? non\u00A0; si\u00A0!',
    );
    expect(frenchSpacing('https://example.org 10:30')).toBe('https://example.org 10:30');
  });
});
