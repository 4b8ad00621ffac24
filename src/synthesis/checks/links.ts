/** What is tied to what: causes and effects, and the two sides of a comparison, must stand on the same sides as in the source. */
import { type Evidence, shared, stemsOf } from './evidence.ts';

type Kind = 'cause' | 'comparison';

interface Link {
  readonly kind: Kind;
  /** The effect, or what is said to be more. */
  readonly left: ReadonlySet<string>;
  /** The cause, or what it is compared with. */
  readonly right: ReadonlySet<string>;
}

/** The effect, then its cause. */
const BECAUSE =
  /\b(?:parce (?:que|qu')|puisqu\w*|(?<!\b(?:un|le|du|de|en|par|au|ce|chaque) )car\b|a cause (?:de|du|des|d')|en raison (?:de|du|des|d')|du fait (?:de|du|des|d'|que|qu')|faute (?:de|d')|grace (?:a|au|aux)|par manque d\w*)/;
/** The cause, then its effect. */
const THEREFORE =
  /\b(?:donc|du coup|c'est pourquoi|si bien (?:que|qu')|de sorte (?:que|qu')|resultat ?[:,]|par consequent|ce qui (?:a |fait|provoque|entraine|explique|cause)|a (?:entraine|provoque|cause|conduit a|fait)|entraine(?:nt)?|provoque(?:nt)?|conduit a|explique(?:nt)?)\b/;
/** What is more, or better, than what follows. */
const RATHER =
  /\b(?:plutot (?:que|qu')|au lieu (?:de|du|des|d')|(?:plus|moins|mieux|pire|meilleur\w*|davantage|aussi|autant|superieur\w*|inferieur\w*|prefer\w*)\b[^.;:!?]{0,60}?\b(?:que|qu'(?!ils?\b|elles?\b|on\b)|a celle))\b/;

/** Whether the statement ties two things the other way round, or by a cause that no source gives. */
export function linksTurned(statement: string, { sentences, allPlain }: Evidence): boolean {
  const links = linksOf(statement).filter(({ left, right }) => left.size > 0 && right.size > 0);
  if (links.length === 0) return false;
  const given = allPlain.split(/[.!?…;\n]+/).flatMap(linksOf);
  return links.some(said =>
    turned(
      said,
      given.filter(({ kind }) => kind === said.kind),
      sentences.map(({ stems }) => stems),
    ),
  );
}

function turned(said: Link, given: readonly Link[], sentences: readonly ReadonlySet<string>[]): boolean {
  for (const link of given) {
    const straight = onOwn(said.left, link.left, link.right) + onOwn(said.right, link.right, link.left);
    const crossed = onOwn(said.left, link.right, link.left) + onOwn(said.right, link.left, link.right);
    if (crossed > straight && crossed >= 2) return true;
  }
  return said.kind === 'cause' && inventsCause(said, given, sentences);
}

/** Both sides are told, each in its own sentence, and nothing but the statement ties them. */
function inventsCause(said: Link, given: readonly Link[], sentences: readonly ReadonlySet<string>[]): boolean {
  const borne = given.some(link => shared(said.left, link.left) > 0 && shared(said.right, link.right) > 0);
  if (borne) return false;
  const together = sentences.some(stems => shared(said.left, stems) > 0 && shared(said.right, stems) > 0);
  const apart =
    sentences.some(stems => shared(said.left, stems) > 0) && sentences.some(stems => shared(said.right, stems) > 0);
  return apart && !together;
}

/** Stems of `one` that are on this side only. */
function onOwn(one: ReadonlySet<string>, here: ReadonlySet<string>, there: ReadonlySet<string>): number {
  let count = 0;
  for (const stem of one) if (here.has(stem) && !there.has(stem)) count += 1;
  return count;
}

/** The first cause and the first comparison of a sentence. */
function linksOf(text: string): Link[] {
  const because = BECAUSE.exec(text);
  const therefore = because === null ? THEREFORE.exec(text) : null;
  const rather = RATHER.exec(text);
  return [
    because === null ? null : cut('cause', text, because, false),
    therefore === null ? null : cut('cause', text, therefore, true),
    rather === null ? null : cut('comparison', text, rather, false),
  ].filter(link => link !== null);
}

function cut(kind: Kind, text: string, match: RegExpExecArray, reversed: boolean): Link | null {
  const before = stemsOf(text.slice(0, match.index));
  const after = stemsOf(text.slice(match.index + match[0].length));
  // « Faute de moyens, on ferme »: the cause stands first.
  if (kind === 'cause' && !reversed && before.size === 0) {
    const rest = text.slice(match.index + match[0].length);
    const comma = rest.indexOf(',');
    return comma < 0 ? null : { kind, left: stemsOf(rest.slice(comma)), right: stemsOf(rest.slice(0, comma)) };
  }
  return reversed ? { kind, left: after, right: before } : { kind, left: before, right: after };
}
