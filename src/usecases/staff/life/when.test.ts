/** Axes and instants as the staff write them, and the papers that are asked for. */
import { describe, expect, it, test } from 'vitest';
import { CONSULTATION } from '#usecases/test-support/parts.ts';
import { missingPapers } from './papers.ts';
import { readAxes, readInstant } from './read-when.ts';

describe('axes', () => {
  test.each([
    ['4', '4|'],
    ['le thème 4', '4|'],
    ['1, 2 et 5', '1,2,5|'],
    ["5 et 2 jusqu'au 30 avril 2027", "2,5|jusqu'au 30 avril 2027"],
    ['tout', '1,2,3,4,5,6|'],
    ['tous les thèmes le 3 mars', '1,2,3,4,5,6|le 3 mars'],
    ['4 le 1er mars 2027 à 8 h', '4|le 1er mars 2027 à 8 h'],
    ['4 24 mars 2027', '4|24 mars 2027'],
    ['all', '1,2,3,4,5,6|'],
  ])('« %s »', (text, expected) => {
    const read = readAxes(text, CONSULTATION);
    expect(read === null ? null : `${read.axes.join(',')}|${read.rest}`).toBe(expected);
  });

  test.each(['', '7', '4 et 9', '18h30', '03/04/2027', 'demain'])('« %s » names none', text => {
    expect(readAxes(text, CONSULTATION)?.axes ?? null).toBeNull();
  });
});

describe('instants', () => {
  const now = '2027-02-10T09:00:00.000Z';
  const read = (text: string, end: boolean, zone = 'Europe/Paris') => {
    const found = readInstant(text, zone, now, end);
    return found.ok ? found.at : null;
  };

  test.each([
    ["jusqu'au 24 mars 2027", true, '2027-03-24T23:00:00.000Z'],
    ['le 24 mars 2027', false, '2027-03-23T23:00:00.000Z'],
    ['24/03/2027 à 18 h', true, '2027-03-24T17:00:00.000Z'],
    ['24 mars 18h30', true, '2027-03-24T17:30:00.000Z'],
    ['le 30 avril à minuit', true, '2027-04-29T22:00:00.000Z'],
    ['30 avril, midi', true, '2027-04-30T10:00:00.000Z'],
    ['demain', false, '2027-02-10T23:00:00.000Z'],
    ['until 30 April 2027', true, '2027-04-30T22:00:00.000Z'],
    ['2027-03-25T00:00:00+01:00', true, '2027-03-24T23:00:00.000Z'],
  ])('« %s »', (text, end, expected) => {
    expect(read(text, end)).toBe(expected);
  });

  test('follow the zone, summer time too: an hour that is not is the one after, one that comes twice the first', () => {
    expect(read('28 mars 2027 à 2h30', true)).toBe('2027-03-28T01:30:00.000Z');
    expect(read('31 octobre 2027 à 2h30', true)).toBe('2027-10-31T00:30:00.000Z');
    expect(read('24 mars 2027', true, 'Indian/Reunion')).toBe('2027-03-24T20:00:00.000Z');
    expect(read('24 mars 2027', true, 'America/Martinique')).toBe('2027-03-25T04:00:00.000Z');
  });

  test.each(['', 'bientôt', '31 février 2027', 'fin mars', '24 mars 2027 à 25 h', '2027-99-99T00:00Z'])(
    '« %s » is none',
    text => {
      expect(read(text, true)).toBeNull();
    },
  );
});

describe('papers', () => {
  const whole = {
    ...CONSULTATION,
    staffContact: 'equipe@anct.gouv.fr',
    notice: { ...CONSULTATION.notice, contact: 'dpo@anct.gouv.fr', full: { fr: 'Texte entier.' } },
  };

  it('of the template are not those of a real consultation', () => {
    expect(missingPapers(CONSULTATION)).toEqual([
      'staff.paper.contact',
      'staff.paper.staffContact',
      'staff.paper.notice',
    ]);
    expect(missingPapers(whole)).toEqual([]);
  });

  it('are all missed where they are empty or not replaced', () => {
    const { rules: _none, ...without } = whole;
    const none = { fr: ' ' };
    const template = { fr: 'À REMPLACER : qui ?' };
    const empty = {
      ...without,
      staffContact: '[contact]',
      synthesisDay: null,
      replyDay: null,
      notice: {
        ...whole.notice,
        controller: template,
        contact: '',
        legalBasis: none,
        purposes: none,
        recipients: { fr: 'xxx' },
        retention: none,
        minimumAge: 0,
        full: none,
      },
    };
    expect(missingPapers(empty)).toHaveLength(14);
  });
});
