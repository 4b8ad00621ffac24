/** A small consultation that has no problem, to break one place at a time. */
import type { Consultation } from '../definition.ts';
import { type ConsultationFiles, parseConsultation } from '../parse.ts';
import type { Problem, ProblemCode } from '../problem.ts';

/** Sixteen hexadecimal digits that change with the text: enough for tests, and no crypto in a pure room. */
export function toyHash(text: string): string {
  return [0x811c9dc5, 0x1000193].map(seed => fnv(text, seed).toString(16).padStart(8, '0')).join('');
}

function fnv(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

const CONSULTATION = `name: mini
default_language: fr
languages: [fr, en]
title: { fr: "Petite consultation", en: "Small consultation" }
presentation: { fr: "Bienvenue.", en: "Welcome." }
organiser: { fr: "la mairie", en: "the town hall" }
minutes_per_axis: 5
staff_contact: equipe@example.org
notice:
  controller: { fr: "La mairie", en: "The town hall" }
  legal_basis: { fr: "pour sa mission", en: "for its mission" }
  purposes: { fr: "savoir", en: "to know" }
  recipients: { fr: "l'équipe", en: "the team" }
  retention: { fr: "Un an.", en: "A year." }
  contact: dpo@example.org
  minimum_age: 15
licence: { name: { fr: "Licence Ouverte", en: "Open Licence" }, url: https://example.org/licence }
time_zone: Europe/Paris
opens: "2027-01-01T00:00:00+01:00"
closes: "2027-03-25T00:00:00+01:00"
axis_opening:
  2: { closes: "2027-04-30T00:00:00+02:00" }
synthesis_day: "2027-05-15"
reply_day: "2027-06-30"
drafts_kept_until: "2027-06-24"
actors:
  - { name: habitant, label: { fr: "Habitant", en: "Resident" } }
sections:
  - { name: constat, label: { fr: "Constat", en: "Situation" } }
  - { name: budget, label: { fr: "Budget", en: "Budget" } }
axes: [axe-1.yaml, axe-2.yaml]
`;

const CHOICES = `couleurs:
  - { name: rouge, label: { fr: "Rouge", en: "Red" } }
  - { name: vert, label: { fr: "Vert", en: "Green" } }
  - { name: nsp, label: { fr: "Je ne sais pas", en: "I don't know" }, code: dont_know, exclusive: true }
`;

const AXIS_1 = `axis: 1
slug: lieux
title: { fr: "Les lieux", en: "Places" }
theme: { fr: "Les lieux près de chez vous", en: "Places near you" }
questions:
  - name: territoire
    type: select_one
    label: { fr: "Vous parlez bien de {territoire} ?", en: "Do you mean {territoire}?" }
    label_unknown: { fr: "De quel territoire ?", en: "Which territory?" }
    place_choices: [ailleurs]
    choices:
      - { name: oui, label: { fr: "Oui", en: "Yes" } }
      - { name: ailleurs, label: { fr: "Ailleurs", en: "Elsewhere" } }
  - name: couleurs
    type: select_multiple
    label: { fr: "Quelles couleurs ?", en: "Which colours?" }
    max: 2
    choices: couleurs
  - name: premiere
    type: select_one
    label: { fr: "Laquelle d'abord ?", en: "Which first?" }
    relevant: count(couleurs) > 1
    choices_from: couleurs
  - name: nombre
    type: integer
    label: { fr: "Combien ?", en: "How many?" }
    constraint: value >= 0
    constraint_message: { fr: "Zéro ou plus.", en: "Zero or more." }
  - name: note
    type: scale
    label: { fr: "Quelle note ?", en: "What mark?" }
    relevant: nombre > 0 and couleurs not in (nsp)
    range: [1, 5]
  - name: avis
    type: longtext
    label: { fr: "Votre avis ?", en: "Your view?" }
    hint: { fr: "Quelques mots.", en: "A few words." }
    follow_up: { fr: "Un exemple ?", en: "An example?" }
`;

const AXIS_2 = `axis: 2
slug: action
title: { fr: "L'action", en: "Action" }
theme: { fr: "Votre action", en: "Your action" }
action_sheet: true
parts:
  - name: coeur
  - name: fiche
    optional: true
    label: { fr: "Aller plus loin ?", en: "Go further?" }
questions:
  - name: constat
    type: longtext
    part: coeur
    section: constat
    label: { fr: "Que voyez-vous ?", en: "What do you see?" }
  - name: budget
    type: structured
    part: fiche
    section: budget
    label: { fr: "Quel budget ?", en: "What budget?" }
    fields:
      - { name: montant, type: decimal, label: { fr: "Montant", en: "Amount" } }
      - { name: echeance, type: approx_date, label: { fr: "Pour quand", en: "By when" } }
`;

export const MINI: ConsultationFiles = {
  'consultation.yaml': CONSULTATION,
  'choices.yaml': CHOICES,
  'axe-1.yaml': AXIS_1,
  'axe-2.yaml': AXIS_2,
  'notice.fr.md': 'La notice complète.\n',
  'notice.en.md': 'The whole notice.\n',
};

/** The mini consultation with a passage of a file replaced. */
export function mini(changes: readonly (readonly [file: string, from: string, to: string])[] = []): ConsultationFiles {
  const files = { ...MINI };
  for (const [file, from, to] of changes) {
    const text = files[file] ?? '';
    if (!text.includes(from)) throw new Error(`${file} has no « ${from} »`);
    files[file] = text.replace(from, () => to);
  }
  return files;
}

export function consultationOf(files: ConsultationFiles): Consultation {
  const result = parseConsultation(files, toyHash);
  if (!result.ok) throw new Error(result.problems.map(problem => problem.message).join('\n'));
  return result.consultation;
}

export function problemsOf(files: ConsultationFiles): readonly Problem[] {
  const result = parseConsultation(files, toyHash);
  return result.ok ? result.warnings : result.problems;
}

/** What is replaced in a file; `‸` marks where the problem is expected. */
export interface Case {
  readonly code: ProblemCode;
  readonly says: string;
  readonly change: readonly [file: string, from: string, to: string];
  readonly severity?: 'warning';
  /** Where it is expected, when not at the mark. */
  readonly at?: readonly [file: string, line: number, column: number];
  /** Other problems that the same change makes. */
  readonly also?: readonly ProblemCode[];
}
