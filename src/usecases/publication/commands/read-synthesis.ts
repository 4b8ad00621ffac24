/** What staff write after « synthèse »: which one, and what to do with it. Pure. */
import { fold } from '#text/index.ts';
import { ANSWER_NAMES, answerOf } from '../syntheses/answers.ts';
import { firstWord, readNumbers, readSynthesisKey } from '../document-key.ts';
import type { SynthesisKey } from '../syntheses/context.ts';
import type { TypedFilter } from '../syntheses/filter.ts';
import type { SynthesisAct } from '../syntheses/review-synthesis.ts';

export type SynthesisRequest =
  | {
      readonly kind: 'make';
      readonly axis: number;
      readonly filter: TypedFilter /** « sans modèle ». */;
      readonly alone: boolean;
    }
  | { readonly kind: 'show'; readonly key: SynthesisKey }
  | { readonly kind: 'act'; readonly key: SynthesisKey; readonly act: SynthesisAct }
  /** What was not understood, as a sentence that says how to write it. */
  | { readonly kind: 'unclear'; readonly say: string };

const USAGE =
  'Écrivez « synthèse thème 4 » pour en faire une, « synthèse S4-1 » pour la lire, puis « synthèse S4-1 » suivi de : reformuler 12 TEXTE, retirer 3 5, valider 3, répondre 3,5 retenu RAISON, approuver, publier.';
const FILTER_USAGE =
  'Après le thème, vous pouvez écrire : question NOM, territoire 74, depuis 2027-03-01, avant 2027-04-01, individuelles, collectives, sans modèle.';

export function readSynthesisRequest(argument: string): SynthesisRequest {
  const theme = /^(?:(?:axe|th[eè]me)\s+)?(\d{1,3})(?![\d-])\s*(.*)$/isu.exec(argument);
  if (theme?.[1] !== undefined) return readMake(Number(theme[1]), theme[2] ?? '');
  const [name, wanted] = firstWord(argument);
  const key = readSynthesisKey(name);
  if (key === null) return { kind: 'unclear', say: USAGE };
  if (wanted === '') return { kind: 'show', key };
  const [, verb = '', rest = ''] = /^(\p{L}+)\s*([^]*)$/u.exec(wanted) ?? [];
  const act = readAct(fold(verb), rest);
  return typeof act === 'string' ? { kind: 'unclear', say: act } : { kind: 'act', key, act };
}

function readAct(verb: string, rest: string): SynthesisAct | string {
  switch (verb) {
    case 'reformuler': {
      const [, number, text] = /^(\d{1,5})[\s:]+([^]+)$/.exec(rest) ?? [];
      if (number === undefined || text === undefined)
        return 'Écrivez le numéro puis le texte : « synthèse S4-1 reformuler 12 TEXTE ».';
      return { act: 'reword', statement: Number(number), text: text.trim() };
    }
    case 'retirer':
    case 'valider': {
      const statements = readNumbers(rest);
      if (statements === null) return `Écrivez les numéros : « synthèse S4-1 ${verb} 3 5 8-12 ».`;
      return { act: verb === 'retirer' ? 'drop' : 'vouch', statements };
    }
    case 'repondre':
      return (
        readAnswer(rest) ??
        `Écrivez les numéros, la réponse, puis la raison : « synthèse S4-1 répondre 3,5 retenu RAISON ». Réponses : ${ANSWER_NAMES.join(', ')}.`
      );
    case 'avec':
    case 'sans':
      if (!MODEL_WORDS.test(rest)) return USAGE;
      return { act: 'make', with: fold(verb) === 'avec' ? 'model' : 'alone' };
    case 'approuver':
      return rest === '' ? { act: 'approve' } : USAGE;
    case 'publier':
      return rest === '' ? { act: 'publish' } : USAGE;
    default:
      return USAGE;
  }
}

/** « avec modèle », « sans IA »: as people say it. */
const MODEL_WORDS = /^(?:(?:le|un|de|l['’])\s*)?(?:mod[eè]les?(?:\s+de\s+langue)?|ia|intelligence\s+artificielle)$/iu;

/** Words of the longest answer: « retenu en partie ». */
const ANSWER_WORDS = 3;

function readAnswer(rest: string): SynthesisAct | null {
  const [, first = '', after = ''] = /^([\d\s,;-]+)\s([^]+)$/.exec(rest) ?? [];
  const statements = readNumbers(first);
  if (statements === null) return null;
  const words = after.trim().split(/\s+/);
  for (let count = ANSWER_WORDS; count > 0; count -= 1) {
    const answer = answerOf(words.slice(0, count).join(' '));
    const reason = words.slice(count).join(' ').trim();
    if (answer !== null && reason !== '') return { act: 'answer', statements, answer, reason };
  }
  return null;
}

function readMake(axis: number, all: string): SynthesisRequest {
  // « avec modèle » changes nothing: its cost is told before.
  const [, kept = all, how] = /^(.*?)\s*\b(avec|sans)\s+(?=\S)(?:mod[eè]le|ia)\s*$/isu.exec(all) ?? [];
  const alone = how !== undefined && fold(how) === 'sans';
  const rest = how === undefined ? all : kept;
  const filter: { question?: string[]; place?: string[]; from?: string; until?: string; kind?: string } = {};
  const words = rest
    .trim()
    .split(/[\s,]+/)
    .filter(word => word !== '');
  for (let at = 0; at < words.length; at += 1) {
    const next = words[at + 1];
    switch (fold(words[at] ?? '')) {
      case 'individuelles':
        filter.kind = 'individual';
        continue;
      case 'collectives':
        filter.kind = 'collective';
        continue;
      case 'question':
        if (next !== undefined) (filter.question ??= []).push(next);
        break;
      case 'territoire':
        if (next !== undefined) (filter.place ??= []).push(next.includes(':') ? next : `dep:${next.toUpperCase()}`);
        break;
      case 'depuis':
        if (next !== undefined) filter.from = next;
        break;
      case 'avant':
        if (next !== undefined) filter.until = next;
        break;
      default:
        return { kind: 'unclear', say: FILTER_USAGE };
    }
    if (next === undefined) return { kind: 'unclear', say: FILTER_USAGE };
    at += 1;
  }
  return { kind: 'make', axis, filter, alone };
}
