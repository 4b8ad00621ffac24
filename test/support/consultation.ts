/** A small consultation with every type of question, to converse about. */
import { createHash } from 'node:crypto';
import type { Axis, Consultation } from '#consultation/definition.ts';
import { type ConsultationFiles, parseConsultation } from '#consultation/parse.ts';

const GENERAL = `name: essai
default_language: fr
languages: [fr, en]
title: { fr: "Essai", en: "Trial" }
presentation: { fr: "La mairie vous écoute.", en: "The town hall is listening." }
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
closes: "2027-03-25T00:00:00+01:00"
axis_opening:
  3: { closes: "2027-01-15T00:00:00+01:00" }
synthesis_day: "2027-04-15"
reply_day: "2027-06-30"
drafts_kept_until: "2027-06-24"
pause_after_minutes: 120
quiet_window_seconds: 4
follow_up_under_words: 4
actors:
  - { name: conseiller, label: { fr: "Conseiller ou conseillère", en: "Adviser" } }
  - { name: habitant, label: { fr: "Habitant ou habitante", en: "Resident" } }
  - { name: autre, label: { fr: "Autre", en: "Other" }, text: true }
axes: [axe-1.yaml, axe-2.yaml, axe-3.yaml]
`;

const AXIS_1 = `axis: 1
slug: lieux
title: { fr: "Les lieux", en: "Places" }
theme: { fr: "Les lieux d'accueil", en: "Places that welcome" }
parts:
  - name: coeur
  - { name: fiche, optional: true, label: { fr: "Trois minutes de plus", en: "Three more minutes" } }
questions:
  - name: publics
    type: select_multiple
    part: coeur
    max: 3
    label: { fr: "Qui n'est pas assez aidé ?", en: "Who lacks help?" }
    choices:
      - { name: seniors, label: { fr: "Seniors", en: "Older people" } }
      - { name: jeunes, label: { fr: "Jeunes", en: "Young people" } }
      - { name: etudiants, label: { fr: "Étudiants", en: "Students" } }
      - { name: aidants, label: { fr: "Aidants", en: "Carers" } }
      - { name: autre, label: { fr: "Autre (précisez)", en: "Other (please say)" }, text: true }
      - { name: nsp, label: { fr: "Je ne sais pas", en: "I don't know" }, code: dont_know, exclusive: true }
  - name: changement
    type: longtext
    part: coeur
    label: { fr: "Que changer, et pour qui ?", en: "What should change, and for whom?" }
    follow_up: { fr: "Comment le saurez-vous ?", en: "How will you know?" }
  - name: nombre
    type: integer
    part: coeur
    label: { fr: "Combien de lieux chez vous ?", en: "How many places?" }
  - name: services
    type: select_multiple
    part: coeur
    relevant: nombre > 0
    label: { fr: "Quels services y trouve-t-on ?", en: "Which services?" }
    choices:
      - { name: demarches, label: { fr: "Aide aux démarches", en: "Help with paperwork" } }
      - { name: cours, label: { fr: "Cours", en: "Lessons" } }
      - { name: pret, label: { fr: "Prêt de matériel", en: "Lending" } }
      - { name: aucun, label: { fr: "Aucun", en: "None" }, exclusive: true, code: none }
  - name: prioritaire
    type: select_one
    part: coeur
    relevant: count(publics) > 1
    choices_from: publics
    label: { fr: "Qui d'abord ?", en: "Who first?" }
  - name: ajout
    type: longtext
    part: coeur
    label: { fr: "Autre chose à ajouter ?", en: "Anything to add?" }
  - name: pilote
    type: text
    part: fiche
    label: { fr: "Qui conduit l'action ?", en: "Who leads?" }
  - name: indicateur
    type: structured
    part: fiche
    label: { fr: "Un chiffre à suivre ?", en: "A figure to follow?" }
    fields:
      - { name: quoi, type: text, label: { fr: "Indicateur", en: "Indicator" } }
      - { name: combien, type: integer, label: { fr: "Combien", en: "How many" } }
      - { name: quand, type: approx_date, label: { fr: "Pour quand", en: "By when" } }
`;

const AXIS_2 = `axis: 2
slug: aides
title: { fr: "Les aides", en: "Help" }
theme: { fr: "Faire participer le public", en: "Involving people" }
questions:
  - name: aides
    type: longtext
    label: { fr: "Quelles aides manquent ?", en: "What help is missing?" }
  - name: territoire
    type: select_one
    label: { fr: "Parlez-vous de {territoire} ?", en: "Do you mean {territoire}?" }
    label_unknown: { fr: "De quel territoire parlez-vous ?", en: "Which territory do you mean?" }
    place_choices: [ailleurs]
    choices:
      - { name: oui, label: { fr: "Oui", en: "Yes" } }
      - { name: ailleurs, label: { fr: "Un autre territoire", en: "Another territory" } }
  - name: note
    type: scale
    range: [1, 5]
    label: { fr: "Quelle note ?", en: "What mark?" }
  - name: budget
    type: decimal
    constraint: value < 1000000
    constraint_message: { fr: "Moins d'un million.", en: "Under a million." }
    label: { fr: "Quel budget ?", en: "What budget?" }
  - name: jour
    type: date
    label: { fr: "Quel jour ?", en: "Which day?" }
  - name: periode
    type: approx_date
    label: { fr: "Depuis quand ?", en: "Since when?" }
  - name: lieu
    type: place
    label: { fr: "Où ?", en: "Where?" }
  - name: lien
    type: url
    label: { fr: "Un lien ?", en: "A link?" }
  - name: preuve
    type: file
    label: { fr: "Un document ?", en: "A document?" }
  - name: source
    type: url_or_file
    label: { fr: "Une source ?", en: "A source?" }
  - name: fin
    type: text
    label: { fr: "Un mot de la fin ?", en: "A last word?" }
`;

const AXIS_3 = `axis: 3
slug: ferme
title: { fr: "Fermé", en: "Closed" }
theme: { fr: "Le thème déjà fermé", en: "The closed topic" }
questions:
  - name: avis
    type: longtext
    label: { fr: "Votre avis ?", en: "Your view?" }
`;

const FILES: ConsultationFiles = {
  'consultation.yaml': GENERAL,
  'axe-1.yaml': AXIS_1,
  'axe-2.yaml': AXIS_2,
  'axe-3.yaml': AXIS_3,
  'notice.fr.md': 'La notice complète.\n',
  'notice.en.md': 'The whole notice.\n',
};

/** The consultation, with passages of its files replaced. Throws where a passage is not there. */
export function trial(...changes: (readonly [file: string, from: string, to: string])[]): Consultation {
  const files: Record<string, string> = { ...FILES };
  for (const [file, from, to] of changes) {
    const text = files[file] ?? '';
    if (!text.includes(from)) throw new Error(`${file} has no « ${from} »`);
    files[file] = text.replace(from, () => to);
  }
  const parsed = parseConsultation(files, text => createHash('sha256').update(text).digest('hex'));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.consultation;
}

/** Every revision of the axes of these consultations, by its hash. */
export function revisionsOf(...consultations: readonly Consultation[]): Readonly<Record<string, Axis>> {
  return Object.fromEntries(consultations.flatMap(({ axes }) => axes.map(axis => [axis.revision, axis])));
}
