/**
 * The check of citations tried on sentences that nobody wrote for it: real ones, altered by a program that knows
 * nothing of the checker. What is altered must be caught; what is not must pass.
 */
import { checkClaim, type SourceText, sourcesById } from '#synthesis/index.ts';
import { segments } from '#synthesis/segments.ts';
import { chatbot, egalite, type Half, halve, republique } from './data.ts';
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

export function checkerOnRealText(half: Half): Figures {
  const items = [egalite(), republique(), ...chatbot()].flatMap(set => halve(set.items, half));
  const sources = items.map(({ id, text }) => ({ id, text }));
  const known = sourcesById(sources);
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
