/** A condition, or a limit, that the cited sentence sets and that the statement has lost. */
import { type Around, type CitedSentence, type Evidence, shared, stemsOf } from './evidence.ts';

/** Opens a condition. « si » before a subject: « si grand » is none. */
const CONDITION =
  /\b(?:(?:sauf |seulement |uniquement |meme |que |et |mais )?(?:s'ils?\b|si (?=(?:l'on|on|il|ils|elle|elles|je|j'|tu|nous|vous|le|la|les|l'|un|une|des|du|de|d'|ce|cet|cette|ces|c'|cela|ca|mon|ma|mes|ton|son|sa|ses|notre|nos|votre|vos|leur|leurs|tous|toutes|tout|chaque|quelqu|personne|aucun|plusieurs|certains|\w+ (?:est|sont|a|ont)\b)))|a (?:la )?condition (?:que|qu'|de|d')|a moins (?:que|qu'|de|d')|sous (?:reserve|condition)|pourvu (?:que|qu')|tant (?:que|qu')|en cas (?:de|d')|sauf\b|excepte\b|hormis\b|a l'exception)/g;
/** What may bear a condition, or a limit, in a statement: lenient, since people reword. */
const BEARS_CONDITION =
  /\b(?:si|s'ils?|conditions?|conditionn\w*|reserve|moins (?:que|de|d')|pourvu|tant qu|en cas|sauf|hormis|except\w*|lorsqu\w*|quand|des (?:que|lors)|avec|grace|depend\w*|risqu\w*|menac\w*|crain\w*|pourrait|pourraient|eventuel\w*|seulement|uniquement|sans|faute|moyennant)/;
const CONCESSION = /\b(?:meme (?:si|s'ils?)|bien (?:que|qu')|quand (?:bien )?meme|malgre)\b/;
/** Sets a limit to what stands before; what it limits to comes next. */
const LIMIT =
  /(?<!\b(?:pas|non|plus) )\b(?:seulement|uniquement|exclusivement|rien que|reserve(?:e|s|es)? (?:a|aux)|limite(?:e|s|es)? (?:a|aux))\b/g;
const ONLY =
  /\b(?:ne |n')(?:(?!pas\b|plus\b|jamais\b|rien\b|aucun|personne\b|guere\b|ni\b|point\b|alors\b|parce\b|lors\b|pour\b|avant\b|tandis\b|afin\b|moins\b|autre|mieux\b|meme|tel|si\b|dis|dit|sai|pens|croi|faut\b|veu|deja\b|car\b|autant\b|bien\b)[\w'-]+ ){1,4}qu(?:e |')(?!(?:ce|cela|ils?|elles?|on|je|nous|vous|la loi)\b)/g;
const BEARS_LIMIT =
  /\b(?:seule?s?|seulement|uniquement|exclusivement|rien que|reserve\w*|limite\w*|que|qu'|juste|a peine|peu|restreint\w*|surtout|sauf|moins|rare\w*|insuffisan\w*)\b/;

/** Whether `statement` says without condition what its source says under one, or puts an « even if » in its place. */
export function losesCondition(
  statement: string,
  stems: ReadonlySet<string>,
  { sentences, allPlain }: Evidence,
): boolean {
  if (CONCESSION.test(statement) && !CONCESSION.test(allPlain) && sentences.some(({ plain }) => hasCondition(plain)))
    return true;
  const unconditional = !BEARS_CONDITION.test(statement);
  const unlimited = !BEARS_LIMIT.test(statement);
  return sentences.some(
    sentence =>
      (unconditional && lost(stems, conditionsOf(sentence))) || (unlimited && lost(stems, limitsOf(sentence))),
  );
}

/** A condition just before a statement taken word for word, or just after it. « Savoir si » sets none. */
const BOUND_BEFORE =
  /^(?:et |mais )?(?:si|s'ils?|sauf|a condition|a moins|sous reserve|pourvu|tant qu\w*|en cas)\b[^;:.!?()]*, ?(?:alors )?$/;
const BOUND_AFTER =
  /^,? (?:(?:et |mais )?(?:seulement |uniquement )?(?:si|s'ils?)\b(?! (?:bien|possible|besoin))|sauf\b|excepte\b|hormis\b|a condition|a moins (?:que|qu|de|d)|sous reserve|pourvu qu|tant qu)/;

/** Whether a statement taken word for word was cut off from its condition. */
export const cutFromCondition = (around: readonly Around[]): boolean =>
  around.some(({ before, after }) => BOUND_BEFORE.test(before) || BOUND_AFTER.test(after));

interface Bound {
  /** What is said under a bound, and the bound itself. */
  readonly said: string;
  readonly bound: string;
}

/** What is said is taken up, what bounds it is not. */
function lost(stems: ReadonlySet<string>, bounds: readonly Bound[]): boolean {
  return bounds.some(({ said, bound }) => {
    const saidStems = stemsOf(said);
    const boundStems = stemsOf(bound);
    const taken = shared(saidStems, stems);
    return (
      taken >= Math.min(2, saidStems.size) &&
      taken * 2 >= stems.size &&
      taken > shared(boundStems, stems) &&
      shared(boundStems, stems) * 2 < Math.max(1, boundStems.size)
    );
  });
}

const hasCondition = (text: string) => text.search(CONDITION) >= 0;

/** Clauses are cut at strong signs; a condition runs to its comma, and bounds what follows it, or what stands before. */
function conditionsOf({ plain }: CitedSentence): Bound[] {
  const found: Bound[] = [];
  for (const part of plain.split(/[;:()]|\bmais\b/))
    for (const match of part.matchAll(CONDITION)) {
      if (/^(?:meme|que|et) /.test(match[0]) && !/^(?:et|mais)/.test(match[0])) continue;
      const before = part.slice(0, match.index);
      const rest = part.slice(match.index + match[0].length);
      const comma = rest.indexOf(',');
      const bound = comma < 0 ? rest : rest.slice(0, comma);
      const head = stemsOf(before).size === 0;
      found.push({ said: head ? (comma < 0 ? '' : rest.slice(comma)) : before, bound });
    }
  return found;
}

function limitsOf({ plain }: CitedSentence): Bound[] {
  const found: Bound[] = [];
  for (const part of plain.split(/[;:()]|\bmais\b/))
    for (const limit of [LIMIT, ONLY])
      for (const match of part.matchAll(limit)) {
        const words = part.slice(match.index + match[0].length).split(/[,]/)[0] ?? '';
        // A limit set by a figure is judged with the figures.
        if (/^\D{0,12}\d/.test(words)) continue;
        const inside = limit === ONLY ? match[0] : '';
        found.push({ said: part.slice(0, match.index) + inside, bound: words.split(' ').slice(0, 7).join(' ') });
      }
  return found;
}
