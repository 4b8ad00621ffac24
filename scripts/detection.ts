/**
 * `npm run detection`: how well the moderation rules see what they look for, on sentences written for it. Rules were built
 * on the odd sentences; the even ones tell how they do on what they had not seen. `--misses` prints what was missed or
 * flagged wrongly, `--misses=even` the same of the even ones.
 */
import { readFileSync } from 'node:fs';
import { detect } from '#moderation/detect.ts';
import { FINDING_KINDS, type FindingKind } from '#moderation/finding.ts';

interface Sentence {
  readonly text: string;
  readonly kinds: ReadonlySet<string>;
}

function readSentences(): Sentence[] {
  const file = new URL('../src/moderation/fixtures/phrases.fr.tsv', import.meta.url);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const [kinds = '', text = ''] = line.split('\t');
      return { text, kinds: new Set(kinds === '-' ? [] : kinds.split(',')) };
    });
}

/** Lines of a table: sentences with it, seen, missed, wrongly seen, precision, recall. */
function measure(sentences: readonly Sentence[], misses: boolean): void {
  const seen = sentences.map(({ text }) => new Set<string>(detect(text).map(({ kind }) => kind)));
  console.log('kind      with  seen  missed  wrong  precision  recall');
  let all = { right: 0, missed: 0, wrong: 0 };
  for (const kind of FINDING_KINDS) {
    const of = count(sentences, seen, kind, misses);
    all = { right: all.right + of.right, missed: all.missed + of.missed, wrong: all.wrong + of.wrong };
    console.log(row(kind, of));
  }
  console.log(row('all', all));
}

interface Counts {
  readonly right: number;
  readonly missed: number;
  readonly wrong: number;
}

function count(
  sentences: readonly Sentence[],
  seen: readonly Set<string>[],
  kind: FindingKind,
  misses: boolean,
): Counts {
  let [right, missed, wrong] = [0, 0, 0];
  for (const [i, { text, kinds }] of sentences.entries()) {
    const is = kinds.has(kind);
    const said = seen[i]?.has(kind) === true;
    if (is && said) right += 1;
    else if (is) missed += 1;
    else if (said) wrong += 1;
    if (misses && is !== said) console.log(`  ${is ? 'missed' : 'wrong '} ${kind}: ${text}`);
  }
  return { right, missed, wrong };
}

function row(name: string, { right, missed, wrong }: Counts): string {
  const ratio = (of: number, over: number): string => (over === 0 ? '-' : (of / over).toFixed(3));
  const cells = [right + missed, right, missed, wrong].map((cell, i) => String(cell).padStart([6, 6, 8, 7][i] ?? 0));
  return `${name.padEnd(8)}${cells.join('')}${ratio(right, right + wrong).padStart(11)}${ratio(right, right + missed).padStart(8)}`;
}

const argument = process.argv[2] ?? '';
const sentences = readSentences();
const odd = sentences.filter((_, i) => i % 2 === 0);
const even = sentences.filter((_, i) => i % 2 === 1);
console.log(`${sentences.length} sentences\n\nodd (${odd.length}), on which the rules were built`);
measure(odd, argument === '--misses');
console.log(`\neven (${even.length})`);
measure(even, argument === '--misses=even');
