/** What staff write after « fiche »: which one, and what to do with it. Pure. */
import type { Consultation } from '#consultation/definition.ts';
import { textIn } from '#consultation/inspect.ts';
import { fold } from '#text/index.ts';
import { axisOfReferences, readReferences } from '../../references.ts';
import { type DocumentKey, firstWord, readSheetKey } from '../document-key.ts';
import type { SheetAct } from '../sheets/change-sheet.ts';

export type SheetRequest =
  | { readonly kind: 'create'; readonly axis: number; readonly references: readonly string[] }
  | { readonly kind: 'show'; readonly key: DocumentKey }
  | { readonly kind: 'act'; readonly key: DocumentKey; readonly act: SheetAct }
  | { readonly kind: 'merge'; readonly into: DocumentKey; readonly from: DocumentKey }
  | { readonly kind: 'unclear'; readonly say: string };

const USAGE =
  'Écrivez « fiche créer A4-0012 » pour en faire une, « fiche F4-1 » pour la lire, puis « fiche F4-1 » suivi de : titre TEXTE, ajouter A4-0031, retirer A4-0031, réunir F4-2, actualiser, approuver, publier. Pour une ligne : « fiche F4-1 publics 2 : TEXTE » reformule, « fiche F4-1 publics 2 retirer » retire, « fiche F4-1 publics : TEXTE » ajoute.';

export function readSheetRequest(argument: string, consultation: Consultation): SheetRequest {
  const unclear = { kind: 'unclear', say: USAGE } as const;
  const created = /^cr[ée]er\s+(.+)$/isu.exec(argument)?.[1];
  if (created !== undefined) return readCreate(created) ?? unclear;
  const [name, rest] = firstWord(argument);
  const key = readSheetKey(name);
  if (key === null) return unclear;
  if (rest === '') return { kind: 'show', key };
  const [verb, after] = firstWord(rest);
  return readVerb(key, fold(verb), after) ?? readLine(key, rest, consultation) ?? unclear;
}

function readVerb(key: DocumentKey, verb: string, rest: string): SheetRequest | null {
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
      const from = readSheetKey(rest.replace(/^(?:avec|[àa])\s+/iu, ''));
      return from === null ? null : { kind: 'merge', into: key, from };
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
  const axis = axisOfReferences(references ?? []);
  return references === null || axis === null ? null : { kind: 'create', axis, references };
}

/** « publics 2 : TEXTE », « publics 2 retirer », « publics : TEXTE »; a section by its name or its label's first word. */
function readLine(key: DocumentKey, text: string, { sections, defaultLanguage }: Consultation): SheetRequest | null {
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
