/** Reads lists of choices, a question's own or those of `choices.yaml`. */
import type { Choice } from './definition.ts';
import { LIMITS } from './limits.ts';
import type { Path } from './problem.ts';
import type { Report, Source } from './report.ts';
import { choiceListsShape, choicesShape, type RawChoice } from './shape.ts';
import { readShape } from './shape-problems.ts';
import type { TextOptions, Texts } from './texts.ts';

/** Named lists that several questions share; undefined stands for a list that has problems of its own. */
export type ChoiceLists = ReadonlyMap<string, readonly Choice[] | undefined>;

const LABEL: TextOptions = { max: LIMITS.choiceChars };

export function readChoices(
  raw: readonly RawChoice[],
  source: Source,
  path: Path,
  texts: Texts,
  report: Report,
): readonly Choice[] {
  reportDuplicates(raw, source, path, 'choix', report);
  return raw.map((choice, i) => {
    const place = [...path, i];
    if (choice.code && choice.text) {
      const message = `« ${choice.name} » a un « code » et demande un texte : gardez l'un des deux`;
      report.add(source, [...place, 'code'], 'bad_choice_code', message, { on: 'key' });
    }
    return {
      name: choice.name,
      label: texts.read(choice.label, source, [...place, 'label'], LABEL),
      ...(choice.label_unknown === undefined
        ? {}
        : { labelUnknown: texts.read(choice.label_unknown, source, [...place, 'label_unknown'], LABEL) }),
      ...(choice.text ? { text: true as const } : {}),
      ...(choice.exclusive ? { exclusive: true as const } : {}),
      ...(choice.code ? { code: choice.code } : {}),
    };
  });
}

/** The lists of `choices.yaml`, a mapping of names to choices; undefined where they could not be read. */
export function readChoiceLists(source: Source, texts: Texts, report: Report): ChoiceLists | undefined {
  const lists = new Map<string, readonly Choice[] | undefined>();
  const shape = readShape(choiceListsShape, source.value, source, [], report);
  if (!shape) return undefined;
  for (const [name, raw] of Object.entries(shape)) {
    const choices = readShape(choicesShape, raw, source, [name], report);
    lists.set(name, choices && readChoices(choices, source, [name], texts, report));
  }
  if (lists.size > LIMITS.choiceLists) {
    report.add(source, [], 'too_big', `${lists.size} listes de choix : ${LIMITS.choiceLists} au plus`);
  }
  return lists;
}

/** Says every name that is already taken by an earlier item of the same list. */
export function reportDuplicates(
  items: readonly { readonly name: string }[],
  source: Source,
  path: Path,
  what: string,
  report: Report,
): void {
  const first = new Map<string, number>();
  for (const [i, { name }] of items.entries()) {
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, i);
      continue;
    }
    const { line } = source.place([...path, earlier, 'name']);
    const message = `le nom « ${name} » est déjà pris par ${what} de la ligne ${line} : choisissez-en un autre`;
    report.add(source, [...path, i, 'name'], 'duplicate_name', message);
  }
}
