/** One case at least for every problem that a condition may have. */
import type { Case } from './mini.ts';

const AXIS = 'axe-1.yaml';
const SHEET = 'axe-2.yaml';

export const CONDITION_CASES: readonly Case[] = [
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
];
