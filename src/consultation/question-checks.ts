/** What the keys of one question mean together. */
import type { Choice, Localized, QuestionType } from './definition.ts';
import { LIMITS } from './limits.ts';
import type { Path } from './problem.ts';
import { reportDuplicates } from './read-choices.ts';
import type { Report, Source } from './report.ts';
import type { RawQuestion } from './shape.ts';
import { didYouMean } from './suggestion.ts';
import { holds } from './texts.ts';

interface Sink {
  readonly source: Source;
  readonly report: Report;
}

const SELECTS: readonly QuestionType[] = ['select_one', 'select_multiple'];

/** Whether a question is answered by choosing. */
export function isSelect(type: QuestionType): boolean {
  return SELECTS.includes(type);
}

/** Keys that only some types know. */
const KEYS_OF_TYPES: Readonly<Partial<Record<keyof RawQuestion, readonly QuestionType[]>>> = {
  choices: SELECTS,
  choices_from: SELECTS,
  place_choices: SELECTS,
  max: ['select_multiple'],
  range: ['scale', 'integer', 'decimal'],
  fields: ['structured'],
};

/** All that needs only the question itself, its choices and its label once read. */
export function checkQuestion(
  raw: RawQuestion,
  choices: readonly Choice[],
  label: Localized,
  path: Path,
  sink: Sink,
): void {
  checkKeys(raw, path, sink);
  checkLabelUnknown(raw, label, path, sink);
  checkFollowUp(raw, choices, path, sink);
  checkRange(raw, path, sink);
  checkPlaceChoices(raw, choices, path, sink);
  if (raw.fields) reportDuplicates(raw.fields, sink.source, [...path, 'fields'], 'la partie', sink.report);
}

function checkKeys(raw: RawQuestion, path: Path, { source, report }: Sink): void {
  for (const [key, types] of Object.entries(KEYS_OF_TYPES)) {
    if (raw[key as keyof RawQuestion] === undefined || types.includes(raw.type)) continue;
    const message = `« ${key} » ne va pas avec le type ${raw.type} : retirez-le, ou choisissez ${types.join(' ou ')}`;
    report.add(source, [...path, key], 'key_not_for_type', message, { on: 'key' });
  }
  if (raw.type === 'structured' && !raw.fields) {
    report.add(source, path, 'bad_fields', 'une question « structured » a des « fields » : ajoutez-les');
  }
  if (isSelect(raw.type) && raw.choices === undefined && raw.choices_from === undefined) {
    report.add(source, path, 'choices_missing', 'il manque les choix : ajoutez « choices » ou « choices_from »');
  }
  if (raw.choices !== undefined && raw.choices_from !== undefined) {
    const message = "« choices » et « choices_from » ne vont pas ensemble : gardez l'un des deux";
    report.add(source, [...path, 'choices_from'], 'bad_choices_from', message, { on: 'key' });
  }
}

/** `placeOf(i)` is where a choice stands: itself, or the name of the list it comes from. */
export function checkChoices(
  raw: RawQuestion,
  choices: readonly Choice[],
  placeOf: (index: number) => Path,
  path: Path,
  { source, report }: Sink,
): void {
  const seen = new Set<string>();
  for (const [i, choice] of choices.entries()) {
    if (choice.code === undefined) continue;
    if (seen.has(choice.code)) {
      const message = `deux choix ont le code ${choice.code} : gardez-en un`;
      report.add(source, placeOf(i), 'bad_choice_code', message);
    }
    seen.add(choice.code);
    if (raw.type === 'select_multiple' && !choice.exclusive) {
      const message = `« ${choice.name} » ne va avec aucun autre choix : ajoutez « exclusive: true »`;
      report.add(source, placeOf(i), 'bad_choice_code', message);
    }
  }
  const together = choices.filter(choice => !choice.exclusive).length;
  if (raw.max !== undefined && choices.length > 0 && raw.max > together) {
    const message = `${raw.max} réponses au plus, mais ${together} choix qui vont ensemble : baissez « max » ou retirez-le`;
    report.add(source, [...path, 'max'], 'max_too_high', message);
  }
}

function checkLabelUnknown(raw: RawQuestion, label: Localized, path: Path, { source, report }: Sink): void {
  const shows = holds(label, 'territoire');
  if (shows && raw.label_unknown === undefined) {
    const message = "« label » montre {territoire} : ajoutez « label_unknown », pour qui n'a pas dit son territoire";
    report.add(source, [...path, 'label'], 'label_unknown', message, { on: 'key' });
  }
  if (!shows && raw.label_unknown !== undefined) {
    const message = '« label » ne montre pas {territoire} : retirez « label_unknown »';
    report.add(source, [...path, 'label_unknown'], 'label_unknown', message, { on: 'key' });
  }
  const without = Object.entries(label).filter(([, words]) => shows && !words.includes('{territoire}'));
  for (const [lang] of without) {
    const message = `{territoire} manque en « ${lang} », alors qu'une autre langue le montre`;
    report.add(source, [...path, 'label', lang], 'label_unknown', message, { severity: 'warning' });
  }
}

function checkFollowUp(raw: RawQuestion, choices: readonly Choice[], path: Path, { source, report }: Sink): void {
  if (raw.follow_up === undefined || raw.type === 'text' || raw.type === 'longtext') return;
  if (isSelect(raw.type) && (choices.length === 0 || choices.some(choice => choice.text))) return;
  const message = `la réponse à une question « ${raw.type} » n'a pas de texte : retirez « follow_up », ou posez une question « longtext »`;
  report.add(source, [...path, 'follow_up'], 'follow_up_without_text', message, { on: 'key' });
}

function checkRange(raw: RawQuestion, path: Path, { source, report }: Sink): void {
  if (!raw.range) {
    if (raw.type === 'scale')
      report.add(source, path, 'bad_range', 'une échelle a des bornes : ajoutez « range: [1, 5] »');
    return;
  }
  const [low, high] = raw.range;
  const place = [...path, 'range'];
  if (low >= high) {
    report.add(source, place, 'bad_range', 'la première borne est la plus petite : échangez-les, ou corrigez-les');
  } else if (raw.type === 'scale' && !(Number.isInteger(low) && Number.isInteger(high))) {
    report.add(source, place, 'bad_range', "les bornes d'une échelle sont des nombres entiers");
  } else if (raw.type === 'scale' && high - low >= LIMITS.scaleSteps) {
    report.add(source, place, 'bad_range', `une échelle a ${LIMITS.scaleSteps} degrés au plus`);
  }
}

function checkPlaceChoices(raw: RawQuestion, choices: readonly Choice[], path: Path, { source, report }: Sink): void {
  const names = choices.map(choice => choice.name);
  for (const [i, name] of (raw.place_choices ?? []).entries()) {
    if (names.includes(name) || names.length === 0) continue;
    const message = `« ${name} » n'est pas un choix de cette question${didYouMean(name, names)}`;
    report.add(source, [...path, 'place_choices', i], 'unknown_place_choice', message);
  }
}
