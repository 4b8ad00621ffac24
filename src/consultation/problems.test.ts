import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAgainst, type ConsultationFiles, parseConsultation } from './parse.ts';
import { PROBLEM_CODES, type ProblemCode } from './problem.ts';
import { consultationOf, MINI, mini, problemsOf, toyHash } from './test-support/mini.ts';

/** What is replaced in a file; `‸` marks where the problem is expected. */
interface Case {
  readonly code: ProblemCode;
  readonly says: string;
  readonly change: readonly [file: string, from: string, to: string];
  readonly severity?: 'warning';
  /** Where it is expected, when not at the mark. */
  readonly at?: readonly [file: string, line: number, column: number];
  /** Other problems that the same change makes. */
  readonly also?: readonly ProblemCode[];
}

const AXIS = 'axe-1.yaml';
const SHEET = 'axe-2.yaml';
const MAIN = 'consultation.yaml';
const HABITANT = `- { name: habitant, label: { fr: "Habitant", en: "Resident" } }`;

const CASES: readonly Case[] = [
  // YAML itself
  { code: 'yaml_syntax', says: 'guillemets', change: [MAIN, '"Bienvenue."', '‸@bienvenue'] },
  { code: 'yaml_syntax', says: 'déjà écrite', change: [AXIS, 'max: 2', 'max: 2\n    ‸max: 2'] },
  { code: 'yaml_syntax', says: 'espaces', change: [AXIS, '    max: 2', '‸\tmax: 2'] },
  { code: 'yaml_syntax', says: 'étiquettes', change: [AXIS, 'hint: {', 'hint: ‸!jeton {'] },
  { code: 'yaml_alias', says: '« *nul »', change: [AXIS, 'choices: couleurs', 'choices: ‸*nul'] },
  // Shapes
  { code: 'wrong_type', says: 'nombre entier attendu, « 2.5 » trouvé', change: [AXIS, 'max: 2', 'max: ‸2.5'] },
  { code: 'wrong_type', says: 'true ou false attendu', change: [AXIS, 'max: 2', 'max: 2\n    required: ‸oui'] },
  { code: 'wrong_type', says: 'un nombre se met entre guillemets', change: [AXIS, 'hint: {', 'hint: ‸{ es: 2,'] },
  { code: 'wrong_type', says: 'liste', change: [MAIN, 'languages: [fr, en]', 'languages: ‸fr'] },
  { code: 'wrong_value', says: 'vouliez-vous dire « longtext »', change: [AXIS, 'type: longtext', 'type: ‸longtxt'] },
  { code: 'wrong_value', says: '120 au plus', change: [MAIN, 'minutes_per_axis: 5', 'minutes_per_axis: ‸500'] },
  { code: 'wrong_value', says: '1 élément au moins', change: [AXIS, '[ailleurs]', '‸[]'] },
  {
    code: 'missing_key',
    says: 'il manque « type »',
    change: [AXIS, '- name: avis\n    type: longtext', '- ‸name: avis'],
  },
  {
    code: 'missing_key',
    says: 'il manque « contact »',
    change: [MAIN, '  contact: dpo@example.org\n', ''],
    at: [MAIN, 10, 3],
  },
  { code: 'unknown_key', says: 'vouliez-vous dire « hint »', change: [AXIS, 'hint:', '‸hnit:'] },
  { code: 'bad_name', says: 'minuscules sans accent', change: [AXIS, 'name: avis', 'name: ‸Avis'] },
  { code: 'bad_name', says: 'mot des conditions', change: [AXIS, 'name: avis', 'name: ‸value'] },
  {
    code: 'bad_name',
    says: 'minuscules sans accent',
    change: ['choices.yaml', 'couleurs:', '‸Couleurs: []\ncouleurs:'],
  },
  { code: 'too_big', says: '500 au plus', change: [AXIS, '"Quelques mots."', `‸"${'x'.repeat(501)}"`] },
  { code: 'too_big', says: '75 au plus', change: ['choices.yaml', '"Rouge"', `‸"${'x'.repeat(76)}"`] },
  { code: 'too_big', says: '60 caractères au plus', change: [AXIS, 'name: avis', `name: ‸a${'b'.repeat(60)}`] },
  // Texts
  {
    code: 'missing_translation',
    says: '« en: … »',
    change: [AXIS, 'hint: { fr: "Quelques mots.", en: "A few words." }', '‸hint: { fr: "Quelques mots." }'],
  },
  {
    code: 'missing_translation',
    says: '« en: … »',
    change: [AXIS, 'label: { fr: "Combien ?", en: "How many?" }', '‸label: "Combien ?"'],
  },
  {
    code: 'missing_translation',
    says: '« fr: … »',
    change: ['choices.yaml', 'label: { fr: "Vert", en', '‸label: { en'],
  },
  {
    code: 'bad_language',
    says: 'vouliez-vous dire « en »',
    change: [AXIS, 'en: "A few words."', 'en: "A few words.", ‸ez: "x"'],
  },
  {
    code: 'bad_language',
    says: 'pas dans « languages »',
    change: [MAIN, 'default_language: fr', 'default_language: ‸de'],
  },
  { code: 'bad_language', says: 'déjà dans la liste', change: [MAIN, '[fr, en]', '[fr, en, ‸fr]'] },
  { code: 'empty_text', says: 'texte vide', change: [AXIS, '"A few words."', '‸"  "'] },
  {
    code: 'unknown_placeholder',
    says: 'vouliez-vous dire « territoire »',
    change: [AXIS, '"Combien ?"', '"Combien à ‸{teritoire} ?"'],
  },
  { code: 'unknown_placeholder', says: 'seul « label »', change: [AXIS, '"Quelques mots."', '"Sur ‸{territoire}."'] },
  {
    code: 'label_unknown',
    says: 'ajoutez « label_unknown »',
    change: [
      AXIS,
      'label: { fr: "Combien ?", en: "How many?" }',
      '‸label: { fr: "À {territoire} ?", en: "In {territoire}?" }',
    ],
  },
  {
    code: 'label_unknown',
    says: 'retirez « label_unknown »',
    change: [AXIS, 'hint: {', '‸label_unknown: { fr: "A", en: "B" }\n    hint: {'],
  },
  {
    code: 'label_unknown',
    says: 'manque en « en »',
    severity: 'warning',
    change: [AXIS, '"Do you mean {territoire}?"', '‸"Is it yours?"'],
  },
  {
    code: 'message_too_long',
    says: '600 au plus',
    severity: 'warning',
    change: [
      AXIS,
      'label: { fr: "Votre avis ?", en: "Your view?" }\n    hint: { fr: "Quelques mots."',
      `‸label: { fr: "${'long '.repeat(99)}", en: "Your view?" }\n    hint: { fr: "${'long '.repeat(20)}"`,
    ],
  },
  // Questions
  { code: 'duplicate_name', says: 'la question de la ligne 14', change: [AXIS, 'name: avis', 'name: ‸couleurs'] },
  { code: 'duplicate_name', says: 'choix de la ligne 2', change: ['choices.yaml', 'name: vert', 'name: ‸rouge'] },
  { code: 'duplicate_name', says: 'la partie', change: [SHEET, 'name: echeance', 'name: ‸montant'] },
  {
    code: 'duplicate_name',
    says: 'la section',
    change: [MAIN, 'name: budget', 'name: ‸constat'],
    also: ['unknown_section'],
  },
  {
    code: 'duplicate_name',
    says: 'choix',
    change: [MAIN, HABITANT, `${HABITANT}\n  ${HABITANT.replace('name: ', 'name: ‸')}`],
  },
  {
    code: 'choices_missing',
    says: 'ajoutez « choices »',
    change: [
      AXIS,
      '- name: premiere\n    type: select_one\n    label: { fr: "Laquelle d\'abord ?", en: "Which first?" }\n    relevant: count(couleurs) > 1\n    choices_from: couleurs',
      '- ‸name: premiere\n    type: select_one\n    label: { fr: "A", en: "B" }',
    ],
  },
  {
    code: 'unknown_choice_list',
    says: 'vouliez-vous dire « couleurs »',
    change: [AXIS, 'choices: couleurs', 'choices: ‸couleur'],
  },
  {
    code: 'bad_choices_from',
    says: 'aucune question « lieux »',
    change: [AXIS, 'choices_from: couleurs', 'choices_from: ‸lieux'],
  },
  {
    code: 'bad_choices_from',
    says: "n'est pas de type select_multiple",
    change: [AXIS, 'choices_from: couleurs', 'choices_from: ‸territoire'],
  },
  {
    code: 'bad_choices_from',
    says: 'ne vient pas avant',
    change: [AXIS, 'choices_from: couleurs', 'choices_from: ‸avis'],
  },
  {
    code: 'bad_choices_from',
    says: 'ne vont pas ensemble',
    change: [AXIS, 'choices_from: couleurs', 'choices: couleurs\n    ‸choices_from: couleurs'],
  },
  { code: 'unknown_place_choice', says: 'vouliez-vous dire « ailleurs »', change: [AXIS, '[ailleurs]', '[‸ailleur]'] },
  { code: 'max_too_high', says: '2 choix qui vont ensemble', change: [AXIS, 'max: 2', 'max: ‸3'] },
  {
    code: 'bad_choice_code',
    says: '« exclusive: true »',
    change: ['choices.yaml', ', exclusive: true', ''],
    at: [AXIS, 18, 14],
  },
  {
    code: 'bad_choice_code',
    says: 'deux choix ont le code dont_know',
    change: [
      AXIS,
      'ailleurs, label: { fr: "Ailleurs", en: "Elsewhere" } }',
      'ailleurs, label: { fr: "A", en: "B" }, code: dont_know }\n      - ‸{ name: nsp, label: { fr: "?", en: "?" }, code: dont_know }',
    ],
  },
  {
    code: 'bad_choice_code',
    says: "gardez l'un des deux",
    change: ['choices.yaml', '"Red" } }', '"Red" }, text: true, exclusive: true, ‸code: none }'],
    also: ['max_too_high', 'unreachable_question'],
  },
  { code: 'key_not_for_type', says: 'retirez-le', change: [AXIS, 'type: longtext', 'type: longtext\n    ‸max: 2'] },
  { code: 'bad_range', says: 'la plus petite', change: [AXIS, '[1, 5]', '‸[5, 1]'] },
  {
    code: 'bad_range',
    says: 'ajoutez « range: [1, 5] »',
    change: [
      AXIS,
      '- name: note\n    type: scale\n    label: { fr: "Quelle note ?", en: "What mark?" }\n    relevant: nombre > 0 and couleurs not in (nsp)\n    range: [1, 5]',
      '- ‸name: note\n    type: scale\n    label: { fr: "A", en: "B" }',
    ],
  },
  { code: 'bad_range', says: 'nombres entiers', change: [AXIS, '[1, 5]', '‸[1, 4.5]'] },
  { code: 'bad_range', says: '11 degrés', change: [AXIS, '[1, 5]', '‸[0, 100]'] },
  {
    code: 'bad_fields',
    says: 'ajoutez-les',
    change: [AXIS, '- name: avis\n    type: longtext', '- ‸name: avis\n    type: structured'],
    also: ['follow_up_without_text'],
  },
  {
    code: 'follow_up_without_text',
    says: 'retirez « follow_up »',
    change: [AXIS, 'range: [1, 5]', 'range: [1, 5]\n    ‸follow_up: { fr: "A", en: "B" }'],
  },
  {
    code: 'follow_up_without_text',
    says: 'retirez « follow_up »',
    change: [AXIS, 'choices: couleurs', 'choices: couleurs\n    ‸follow_up: { fr: "A", en: "B" }'],
  },
  // Parts and sections
  {
    code: 'unknown_part',
    says: 'vouliez-vous dire « coeur »',
    change: [SHEET, 'part: coeur', 'part: ‸ceur'],
    also: ['empty_part'],
  },
  {
    code: 'empty_part',
    says: 'aucune question dans la partie « fiche »',
    change: [SHEET, 'part: fiche', 'part: coeur'],
    at: [SHEET, 8, 5],
  },
  {
    code: 'optional_part',
    says: 'ajoutez « label »',
    change: [
      SHEET,
      '- name: fiche\n    optional: true\n    label: { fr: "Aller plus loin ?", en: "Go further?" }',
      '- ‸name: fiche\n    optional: true',
    ],
  },
  {
    code: 'optional_part',
    says: 'seule la dernière partie',
    change: [SHEET, '- name: coeur', '- name: coeur\n    label: { fr: "A", en: "B" }\n    ‸optional: true'],
  },
  {
    code: 'unknown_section',
    says: 'vouliez-vous dire « constat »',
    change: [SHEET, 'section: constat', 'section: ‸constats'],
    also: ['section_without_question'],
  },
  {
    code: 'section_without_question',
    says: '« budget »',
    change: [SHEET, 'section: budget', 'section: constat'],
    at: [SHEET, 5, 1],
  },
  // Conditions
  {
    code: 'bad_condition',
    says: 'il manque',
    change: [AXIS, 'relevant: count(couleurs) > 1', 'relevant: count(couleurs) >‸'],
  },
  {
    code: 'bad_condition',
    says: 'un seul « = »',
    change: [AXIS, 'relevant: count(couleurs) > 1', 'relevant: "territoire ‸== oui"'],
  },
  {
    code: 'condition_on_unknown_question',
    says: 'vouliez-vous dire « nombre »',
    change: [AXIS, 'nombre > 0 and', '‸nombr > 0 and'],
  },
  { code: 'condition_on_later_question', says: 'vient après', change: [AXIS, 'count(couleurs) > 1', '‸nombre > 1'] },
  {
    code: 'condition_on_itself',
    says: 'se teste elle-même',
    change: [AXIS, 'nombre > 0 and couleurs', 'nombre > 0 and ‸note > 1 and couleurs'],
  },
  {
    code: 'condition_on_itself',
    says: 'écrivez « value »',
    change: [AXIS, 'value >= 0', 'value >= 0 and ‸nombre < 9'],
  },
  {
    code: 'condition_on_optional_part',
    says: 'partie facultative « fiche »',
    change: [SHEET, 'part: coeur', "part: coeur\n    relevant: not ‸budget = 'x'"],
  },
  { code: 'condition_choice_unknown', says: 'vouliez-vous dire « nsp »', change: [AXIS, '(nsp)', '(‸nspp)'] },
  { code: 'condition_type', says: 'plusieurs choix', change: [AXIS, 'count(couleurs) > 1', '‸couleurs = rouge'] },
  { code: 'condition_type', says: 'un seul choix', change: [AXIS, 'count(couleurs) > 1', 'count(‸territoire) = 1'] },
  {
    code: 'condition_type',
    says: 'des choix, sans ordre',
    change: [AXIS, 'count(couleurs) > 1', 'not ‸territoire > 1'],
  },
  { code: 'condition_type', says: 'un nombre', change: [AXIS, 'nombre > 0 and', "not ‸nombre = 'deux' and"] },
  {
    code: 'unreachable_question',
    says: 'ne sera jamais posée',
    change: [AXIS, 'count(couleurs) > 1', '‸count(couleurs) > 2'],
  },
  {
    code: 'unreachable_question',
    says: 'ne sera jamais posée',
    change: [AXIS, 'nombre > 0 and', '‸nombre > 5 and nombre < 3 and'],
  },
  {
    code: 'bad_constraint',
    says: 'ajoutez « constraint_message »',
    change: [AXIS, 'value >= 0\n    constraint_message: { fr: "Zéro ou plus.", en: "Zero or more." }', '‸value >= 0'],
  },
  {
    code: 'bad_constraint',
    says: 'ajoutez la condition',
    change: [AXIS, 'hint:', 'constraint_message: ‸{ fr: "A", en: "B" }\n    hint:'],
  },
  { code: 'bad_constraint', says: 'la réponse se nomme « value »', change: [AXIS, 'value >= 0', '‸territoire = oui'] },
  {
    code: 'bad_constraint',
    says: 'aucune réponse ne convient',
    change: [AXIS, 'value >= 0', '‸value > 1 and value < 2'],
  },
  // Axes, dates, files
  {
    code: 'duplicate_axis',
    says: 'le numéro 1 est déjà celui de axe-1.yaml',
    change: [SHEET, 'axis: 2', 'axis: ‸1'],
    also: ['unknown_axis'],
  },
  { code: 'duplicate_axis', says: '« lieux »', change: [SHEET, 'slug: action', 'slug: ‸lieux'] },
  { code: 'duplicate_axis', says: 'déjà dans la liste', change: [MAIN, 'axe-2.yaml]', 'axe-2.yaml, ‸axe-1.yaml]'] },
  {
    code: 'missing_file',
    says: 'vouliez-vous dire « axe-2.yaml »',
    change: [MAIN, 'axe-2.yaml]', '‸axe2.yaml]'],
    also: ['unused_file'],
  },
  { code: 'unused_file', says: 'ne sert pas', severity: 'warning', change: ['axe-9.yaml', '', '‸axis: 9'] },
  { code: 'unknown_axis', says: 'écrivez 1, 2', change: [MAIN, '2: { closes', '‸3: { closes'] },
  { code: 'bad_time_zone', says: 'vouliez-vous dire « Europe/Paris »', change: [MAIN, 'Europe/Paris', '‸Europe/Pari'] },
  { code: 'bad_instant', says: 'le décalage', change: [MAIN, '"2027-03-25T00:00:00+01:00"', '‸"2027-03-25"'] },
  {
    code: 'offset_mismatch',
    says: 'Europe/Paris est à +01:00',
    severity: 'warning',
    change: [MAIN, '"2027-03-25T00:00:00+01:00"', '‸"2027-03-25T00:00:00+02:00"'],
  },
  {
    code: 'closes_before_opens',
    says: "avant l'ouverture",
    change: [MAIN, '"2027-04-30T00:00:00+02:00"', '‸"2026-04-30T00:00:00+02:00"'],
  },
  { code: 'bad_day', says: 'jour du calendrier', change: [MAIN, '"2027-05-15"', '‸"2027-02-30"'] },
  {
    code: 'day_before_closing',
    says: 'avant la fermeture',
    severity: 'warning',
    change: [MAIN, '"2027-05-15"', '‸"2027-02-15"'],
  },
  { code: 'bad_url', says: 'https://', change: [MAIN, 'https://example.org/licence', '‸example.org'] },
];

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
