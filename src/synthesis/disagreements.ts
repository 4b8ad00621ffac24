/** What some want more of and others less: the same object after verbs that pull opposite ways. */
import { fold } from '#text/index.ts';
import type { Sentence } from './gather.ts';
import { MIN_SIDE } from './limits.ts';
import { readability } from './cues.ts';
import { type Token, tokens } from './stems.ts';

const UP =
  /^(?:augment(?:er|ez|ons|ation)|hausse|renforc(?:er|ement)|developper|maintenir|maintien|garder|gardons|conserver|preserver|retabl(?:ir|issement|issez)|remettre|reintroduire|restaurer|creer|creation|instaurer|generaliser|autoriser|etendre|ouvrir|rendre|revaloris(?:er|ation)|favorable|pour)$/;
const DOWN =
  /^(?:supprim(?:er|ez|ons)|suppression|abolir|abolition|diminu(?:er|ez|ons|tion)|baiss(?:e|er|ez|ons)|redui(?:re|sez|sons)|reduction|arret(?:er|ez|ons)|interdi(?:re|ction)|limiter|stopper|cesser|eliminer|fermer|refuser|contre|oppose|opposee)$/;
/** Nouns and small words bear a stance at the head of a sentence only: elsewhere they tell what happened. */
const NEEDS_HEAD =
  /^(?:pour|contre|rendre|hausse|augmentation|renforcement|maintien|retablissement|creation|revalorisation|suppression|abolition|diminution|reduction|baisse|interdiction|favorable|oppose|opposee)$/;
/** Words that may stand between the verb and its object. */
const GAP = 3;

interface Stance {
  readonly sentence: Sentence;
  readonly verb: string;
  readonly object: string;
  readonly stem: string;
}

export interface Disagreement {
  /** The object, as written most often. */
  readonly object: string;
  readonly up: Side;
  readonly down: Side;
}

export interface Side {
  /** The verb as written most often: « rétablir ». */
  readonly verb: string;
  /** Best first, each of another unit. */
  readonly sentences: readonly Sentence[];
  /** Contributions. */
  readonly count: number;
}

/** Objects on which at least `MIN_SIDE` contributions pull each way, the most balanced and numerous first. */
export function findDisagreements(sentences: readonly Sentence[]): Disagreement[] {
  const stances = new Map<string, { up: Stance[]; down: Stance[] }>();
  for (const sentence of sentences)
    for (const { direction, stance } of stancesOf(sentence)) {
      const sides = stances.get(stance.stem) ?? { up: [], down: [] };
      sides[direction].push(stance);
      stances.set(stance.stem, sides);
    }
  return [...stances.values()]
    .map(({ up, down }) => ({ object: mostOften([...up, ...down].map(s => s.object)), up: side(up), down: side(down) }))
    .filter(({ up, down }) => Math.min(up.count, down.count) >= MIN_SIDE)
    .sort(
      (a, b) =>
        Math.min(b.up.count, b.down.count) - Math.min(a.up.count, a.down.count) || (a.object < b.object ? -1 : 1),
    );
}

function stancesOf(sentence: Sentence): { direction: 'up' | 'down'; stance: Stance }[] {
  const { text } = sentence.segment;
  const all = tokens(text);
  const found: { direction: 'up' | 'down'; stance: Stance }[] = [];
  for (const [i, token] of all.entries()) {
    const raw = text.slice(token.start, token.end).toLowerCase();
    const word = fold(raw);
    const up = UP.test(word);
    if ((!up && !DOWN.test(word)) || (NEEDS_HEAD.test(word) && i > 1)) continue;
    const object = objectAfter(all, i, text);
    if (object === null) continue;
    const turned = all
      .slice(Math.max(0, i - 2), i)
      .some(t => /^(?:pas|jamais|non|sans|annul|stop|regret|contr|arret|fin)/.test(t.stem));
    found.push({
      direction: up === turned ? 'down' : 'up',
      stance: { sentence, verb: turned ? `ne pas ${raw}` : raw, ...object },
    });
  }
  return found;
}

/** The first content word after the verb, with the next where only « de » or « sur » stands between. */
function objectAfter(
  all: readonly Token[],
  from: number,
  text: string,
): { readonly object: string; readonly stem: string } | null {
  const at = all.findIndex((token, i) => i > from && i <= from + GAP && token.content);
  const head = all[at];
  if (head === undefined || !/^[\s\p{L}'’-]*$/u.test(text.slice((all[from] as Token).end, head.start))) return null;
  const next = all.slice(at + 1, at + 4).find(token => token.content);
  const between = next === undefined ? '' : text.slice(head.end, next.start);
  const second =
    next !== undefined &&
    /^(?: | (?:de |du |des |d['’]|de la |de l['’]|sur (?:le |la |les )|à la |au ))$/iu.test(between)
      ? next
      : null;
  const end = second ?? head;
  return {
    object: text.slice(head.start, end.end),
    stem: second === null ? head.stem : `${head.stem} ${second.stem}`,
  };
}

function side(stances: readonly Stance[]): Side {
  const units = new Map<Sentence['unit'], Sentence>();
  for (const { sentence } of stances) {
    const kept = units.get(sentence.unit);
    if (kept === undefined || readability(sentence.segment.text) > readability(kept.segment.text))
      units.set(sentence.unit, sentence);
  }
  const sentences = [...units.values()].sort(
    (a, b) =>
      readability(b.segment.text) - readability(a.segment.text) || (a.unit.source.id < b.unit.source.id ? -1 : 1),
  );
  return {
    verb: mostOften(stances.map(stance => stance.verb)),
    sentences,
    count: sentences.reduce((sum, { unit }) => sum + unit.ids.length, 0),
  };
}

function mostOften(list: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}
