/**
 * The check of citations tried on sentences that nobody wrote for it: real ones, altered by a program that knows
 * nothing of the checker. What is altered must be caught; what is not must pass.
 */
import { checkClaim, type SourceText, sourcesById } from '#synthesis/index.ts';
import { segments } from '#synthesis/segments.ts';
import { LEAST_SUPPORT } from '#synthesis/limits.ts';
import { supportOf } from '#synthesis/support.ts';
import { chatbot, egalite, type Half, halve, humanSummaries, republique } from './data.ts';
import { MEANING } from './meaning.ts';
import type { Figures } from './measures.ts';

interface Case {
  readonly source: SourceText;
  readonly sentence: string;
  readonly other: { readonly source: SourceText; readonly sentence: string };
}

/** Each family: a claim and a quotation made from a true sentence, or null where it has nothing to alter. */
const FAMILIES: Readonly<
  Record<string, (one: Case) => { readonly text: string; readonly id: string; readonly quote: string } | null>
> = {
  'identifiant inventé': ({ source, sentence }) => ({ text: sentence, id: `${source.id}9`, quote: sentence }),
  'autre source': ({ sentence, other }) => ({ text: sentence, id: other.source.id, quote: sentence }),
  'citations jointes': ({ source, sentence, other }) => ({
    text: sentence,
    id: source.id,
    quote: `${sentence} ${other.sentence}`,
  }),
  'mot retiré': ({ source, sentence }) => altered(source, sentence, sentence.replace(/(?<=\s)\p{L}{4,}\s/u, '')),
  'chiffre changé': ({ source, sentence }) =>
    claimed(
      source,
      sentence,
      sentence.replace(/\d+/, figure => String(Number(figure) * 2 + 1)),
    ),
  'négation ôtée': ({ source, sentence }) =>
    claimed(source, sentence, sentence.replace(/\b(?:ne |n['’])(\S+) (?:pas|plus|jamais|rien) /iu, '$1 ')),
  'négation ajoutée': ({ source, sentence }) =>
    /\b(?:ne|n['’]|pas|sans|jamais|aucun)/iu.test(sentence)
      ? null
      : claimed(source, sentence, sentence.replace(/\b(est|sont|doit|doivent|peut|devrait|faut) /iu, 'ne $1 pas ')),
  '« sans » en « avec »': ({ source, sentence }) => claimed(source, sentence, sentence.replace(/\bsans /iu, 'avec ')),
  '« plus » en « moins »': ({ source, sentence }) =>
    /\b(?:ne|n['’]|non)\b/iu.test(sentence)
      ? null
      : claimed(source, sentence, sentence.replace(/\bplus (?=d|\p{L}{4})/iu, 'moins ')),
  'autre sujet': ({ source, sentence, other }) => ({ text: other.sentence, id: source.id, quote: sentence }),
};

const claimed = (source: SourceText, sentence: string, text: string) =>
  text === sentence ? null : { text, id: source.id, quote: sentence };
const altered = (source: SourceText, sentence: string, quote: string) =>
  quote === sentence || source.text.includes(quote) ? null : { text: sentence, id: source.id, quote };

/** Every sentence that is long enough, up to a few a text: alterations of the meaning find few to bite on. */
const MOST_PER_TEXT = 12;

/** The share caught where only the meaning is altered, family by family. */
export function meaningOnRealText(half: Half): Figures {
  const { sources, known } = realTexts(half);
  const cases = sources.flatMap(source =>
    segments(source.text)
      .filter(({ text }) => text.length > 40 && text.split(' ').length > 6)
      .slice(0, MOST_PER_TEXT)
      .map(({ text }) => ({ source, sentence: text })),
  );
  const figures: Record<string, number> = { phrases: cases.length };
  for (const [family, alter] of Object.entries(MEANING)) {
    const tried = cases.flatMap(({ source, sentence }, i) => {
      const text = alter(sentence, (cases[(i + 17) % cases.length] as (typeof cases)[number]).sentence);
      return text === null ? [] : [{ text, citations: [{ id: source.id, quote: sentence }] }];
    });
    const caught = tried.filter(claim => checkClaim(claim, known).status !== 'checked');
    figures[`${family} (${tried.length})`] = caught.length / (tried.length || 1);
  }
  return figures;
}

/** Doubts on what is true: every sentence word for word, and what people wrote to sum up a contribution. */
export function falseAlarms(half: Half): Figures {
  const { sources, known } = realTexts(half);
  const all = sources.flatMap(({ id, text }) =>
    segments(text)
      .filter(one => one.text.length > 40)
      .slice(0, MOST_PER_TEXT)
      .map(one => ({ text: one.text, citations: [{ id, quote: one.text }] })),
  );
  const summed = humanSummaries().flatMap(({ contribution, text }) => {
    const source = known.get(contribution);
    if (source === undefined) return [];
    const quotes = segments(source.text)
      .map(one => ({ quote: one.text, support: supportOf(text, [one.text], []) }))
      .sort((a, b) => b.support - a.support)
      .slice(0, 3);
    const verdict = checkClaim({ text, citations: quotes.map(({ quote }) => ({ id: source.id, quote })) }, known);
    // The others are doubted for their words alone: nothing else can be told of them.
    return verdict.support >= LEAST_SUPPORT ? [verdict.status] : [];
  });
  const share = (list: readonly boolean[]) => list.filter(Boolean).length / (list.length || 1);
  return {
    [`mot pour mot (${all.length})`]: share(all.map(claim => checkClaim(claim, known).status !== 'checked')),
    [`résumés humains bien appuyés (${summed.length})`]: share(summed.map(status => status !== 'checked')),
    'dont écartés': share(summed.map(status => status === 'dropped')),
  };
}

function realTexts(half: Half) {
  const sources = [egalite(), republique(), ...chatbot()]
    .flatMap(set => halve(set.items, half))
    .map(({ id, text }): SourceText => ({ id, text }));
  return { sources, known: sourcesById(sources) };
}

export function checkerOnRealText(half: Half): Figures {
  const { sources, known } = realTexts(half);
  const cases = sources.flatMap(source => {
    const long = segments(source.text).find(({ text }) => text.length > 40 && text.split(' ').length > 6);
    return long === undefined ? [] : [{ source, sentence: long.text }];
  });
  const figures: Record<string, number> = { phrases: cases.length };
  for (const [family, alter] of Object.entries(FAMILIES)) {
    const tried = cases.flatMap(
      (one, i) => alter({ ...one, other: cases[(i + 17) % cases.length] as (typeof cases)[number] }) ?? [],
    );
    const caught = tried.filter(
      ({ text, id, quote }) => checkClaim({ text, citations: [{ id, quote }] }, known).status !== 'checked',
    );
    figures[`${family} (${tried.length})`] = caught.length / (tried.length || 1);
  }
  const honest = cases.filter(
    ({ source, sentence }) =>
      checkClaim({ text: sentence, citations: [{ id: source.id, quote: sentence }] }, known).status !== 'checked',
  );
  figures['fausses alertes'] = honest.length / (cases.length || 1);
  return figures;
}
