/** What staff write after « fiche »: which one, and what to do with it. Pure. */
import type { Consultation } from '#consultation/definition.ts';
import { textIn } from '#consultation/inspect.ts';
import { fold } from '#text/index.ts';
import type { SheetAct, SheetKey } from '../sheets/change-sheet.ts';

export type SheetRequest =
  | { readonly kind: 'create'; readonly axis: number; readonly references: readonly string[] }
  | { readonly kind: 'show'; readonly key: SheetKey }
  | { readonly kind: 'act'; readonly key: SheetKey; readonly act: SheetAct }
  | { readonly kind: 'merge'; readonly into: SheetKey; readonly from: SheetKey }
  | { readonly kind: 'unclear'; readonly say: string };

const USAGE =
  'Écrivez « fiche créer A4-0012 » pour en faire une, « fiche F4-1 » pour la lire, puis « fiche F4-1 » suivi de : titre TEXTE, ajouter A4-0031, retirer A4-0031, réunir F4-2, actualiser, approuver, publier. Pour une ligne : « fiche F4-1 publics 2 : TEXTE » reformule, « fiche F4-1 publics 2 retirer » retire, « fiche F4-1 publics : TEXTE » ajoute.';

export function readSheetRequest(argument: string, consultation: Consultation): SheetRequest {
  const unclear = { kind: 'unclear', say: USAGE } as const;
  const created = /^cr[ée]er\s+(.+)$/isu.exec(argument)?.[1];
  if (created !== undefined) return readCreate(created) ?? unclear;
  const named = /^f?(\d{1,3})-(\d{1,6})(?:\s+([^]+))?$/iu.exec(argument);
  if (named?.[1] === undefined || named[2] === undefined) return unclear;
  const key = { axis: Number(named[1]), number: Number(named[2]) };
  const rest = (named[3] ?? '').trim();
  if (rest === '') return { kind: 'show', key };
  const [, verb = '', after = ''] = /^(\S+)\s*([^]*)$/.exec(rest) ?? [];
  return readVerb(key, fold(verb), after.trim()) ?? readLine(key, rest, consultation) ?? unclear;
}

function readVerb(key: SheetKey, verb: string, rest: string): SheetRequest | null {
  switch (verb) {
    case 'titre':
      return rest === '' ? null : { kind: 'act', key, act: { act: 'title', text: rest } };
    case 'ajouter':
    case 'retirer': {
      const references = readReferences(rest);
      if (references === null) return null;
      return { kind: 'act', key, act: { act: verb === 'ajouter' ? 'add_members' : 'remove_members', references } };
    }
    case 'reunir': {
      const [, axis, number] = /^(?:avec\s+|[àa]\s+)?f?(\d{1,3})-(\d{1,6})$/iu.exec(rest) ?? [];
      if (axis === undefined || number === undefined) return null;
      return { kind: 'merge', into: key, from: { axis: Number(axis), number: Number(number) } };
    }
    case 'actualiser':
      return rest === '' ? { kind: 'act', key, act: { act: 'refresh' } } : null;
    case 'approuver':
      return rest === '' ? { kind: 'act', key, act: { act: 'approve' } } : null;
    case 'publier':
      return rest === '' ? { kind: 'act', key, act: { act: 'publish' } } : null;
    default:
      return null;
  }
}

function readCreate(text: string): SheetRequest | null {
  const references = readReferences(text);
  const axes = new Set(references?.map(reference => /^A(\d+)-/.exec(reference)?.[1]));
  const [axis] = axes;
  return references === null || axes.size !== 1 ? null : { kind: 'create', axis: Number(axis), references };
}

/** « A4-0012, A4-0031 et A4-0040 »; null where something else stands among them. */
function readReferences(text: string): readonly string[] | null {
  const parts = text.split(/[\s,;]+|\bet\b/u).filter(part => part !== '');
  const references = parts.map(part => part.toUpperCase());
  const fine = references.every(reference => /^A\d{1,3}-\d{1,9}$/.test(reference));
  return fine && references.length > 0 ? references : null;
}

/** « publics 2 : TEXTE », « publics 2 retirer », « publics : TEXTE »; a section by its name or its label's first word. */
function readLine(key: SheetKey, text: string, { sections, defaultLanguage }: Consultation): SheetRequest | null {
  const found = /^([\p{L}_]+)\s*(\d{1,4})?\s*(?::\s*([^]+)|(retirer))$/iu.exec(text);
  if (found === null) return null;
  const [, word = '', line, written, drop] = found;
  const wanted = fold(word);
  const section = sections.find(
    ({ name, label }) =>
      fold(name) === wanted || fold(textIn(label, defaultLanguage, defaultLanguage)).split(' ')[0] === wanted,
  )?.name;
  if (section === undefined) return null;
  if (drop !== undefined)
    return line === undefined ? null : { kind: 'act', key, act: { act: 'drop_line', section, line: Number(line) } };
  if (written === undefined) return null;
  const act: SheetAct =
    line === undefined
      ? { act: 'add_line', section, text: written.trim() }
      : { act: 'reword', section, line: Number(line), text: written.trim() };
  return { kind: 'act', key, act };
}
