/** One case at least for every problem that a consultation may have. */
import type { Case } from './mini.ts';

const AXIS = 'axe-1.yaml';
const SHEET = 'axe-2.yaml';
const MAIN = 'consultation.yaml';
const HABITANT = `- { name: habitant, label: { fr: "Habitant", en: "Resident" } }`;

export const CASES: readonly Case[] = [
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
