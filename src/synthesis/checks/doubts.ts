/** Why a statement whose citations stand may still say something else than they do. */
import { fold } from '#text/index.ts';
import type { Claim } from '../citations.ts';
import { figureInvented, figuresMissing } from '../figures-in-text.ts';
import type { CitationFault } from '../model.ts';
import { polarityDiffers } from '../polarity.ts';
import { cutFromCondition, losesCondition } from './conditions.ts';
import { citesOrder, deniedAround, flatlyDenies } from './context.ts';
import { type Around, type Evidence, nearest, stemsOf } from './evidence.ts';
import { linksTurned } from './links.ts';
import { anchorShifted, timeShifted, wishLeftOut, wishToldAsFact } from './mood.ts';
import { partUnsupported } from './parts.ts';
import { plain } from './plain.ts';
import { datesDiffer, fractionDiffers, quantitiesDiffer } from './quantities.ts';
import { inflated, speaksForAll } from './quantifiers.ts';
import { substituted } from './substitutions.ts';
import { lendsVoice, namesUnknown } from './voices.ts';

const NONE: ReadonlySet<string> = new Set();

/** A figure, a unit, a month or a weekday that the cited texts contradict: nobody should read the statement. */
export function contradictionOf({ text, ourFigures = NONE }: Claim, evidence: Evidence): CitationFault | null {
  const said = plain(text);
  if (figureInvented(text, evidence.texts, ourFigures)) return 'figure_not_in_source';
  if (ourFigures.size > 0 || wordForWord(said, evidence).length > 0) return null;
  const { quotes, allPlain } = evidence;
  if (flatlyDenies(text, quotes)) return 'negation_differs';
  const contradicted =
    quantitiesDiffer(said, allPlain) === 'contradicted' ||
    datesDiffer(said, allPlain) === 'contradicted' ||
    fractionDiffers(said, allPlain);
  return contradicted ? 'figure_not_in_source' : null;
}

/** Every reason to have a person read the statement again, weak support apart. */
export function doubtsOf(claim: Claim, evidence: Evidence): CitationFault[] {
  const { text, ourFigures = NONE } = claim;
  const said = plain(text);
  const doubts = new Set<CitationFault>();
  const unseen =
    figuresMissing(text, evidence.quotes, ourFigures).length > 0 ||
    (ourFigures.size === 0 && datesDiffer(said, evidence.allPlain) !== null);
  if (unseen) doubts.add('figure_not_in_source');
  if (claim.names === true) return [...doubts];
  const around = wordForWord(said, evidence);
  if (polarityDiffers(text, evidence.quotes) !== null || deniedAround(said, evidence, around))
    doubts.add('negation_differs');
  // What we counted ourselves is worded by us: « Désaccord sur… » tells nobody's wish.
  if (ourFigures.size > 0) return [...doubts];
  for (const fault of around.length > 0 ? cutDoubts(text, evidence, around) : rewordedDoubts(text, said, evidence))
    doubts.add(fault);
  return [...doubts];
}

/** Where the statement stands word for word: what its sentence says around it. */
function wordForWord(said: string, { sentences }: Evidence): Around[] {
  const bare = said.replace(/[\s.!?…;,]+$/, '');
  return sentences.flatMap(({ plain: sentence }) => {
    const at = sentence.indexOf(bare);
    return at < 0 ? [] : [{ before: sentence.slice(0, at), after: sentence.slice(at + bare.length) }];
  });
}

/** Word for word, a statement can only be betrayed by what was cut around it, or by whom it speaks for. */
function cutDoubts(text: string, evidence: Evidence, around: readonly Around[]): CitationFault[] {
  const doubts: CitationFault[] = [];
  if (cutFromCondition(around)) doubts.push('condition_lost');
  if (wishLeftOut(text, around)) doubts.push('wish_as_fact');
  if (speaksForAll(plain(text))) doubts.push('inflated');
  if (citesOrder(evidence)) doubts.push('order_cited');
  return doubts;
}

function rewordedDoubts(text: string, said: string, evidence: Evidence): CitationFault[] {
  const stems = stemsOf(text);
  const doubts = substituted(text, nearest(stems, evidence.sentences));
  const checks: readonly (readonly [CitationFault, () => boolean])[] = [
    ['condition_lost', () => losesCondition(said, stems, evidence)],
    ['wish_as_fact', () => wishToldAsFact(text, stems, evidence)],
    ['time_differs', () => timeShifted(text, stems, evidence) || anchorShifted(text, evidence)],
    ['inflated', () => speaksForAll(said) || inflated(said, evidence)],
    ['other_voice', () => lendsVoice(said, evidence) || namesUnknown(text, evidence, fold)],
    ['figure_misplaced', () => quantitiesDiffer(said, evidence.allPlain) === 'misplaced'],
    ['link_differs', () => linksTurned(said, evidence)],
    ['part_unsupported', () => partUnsupported(text, evidence.quotes, evidence.texts)],
    ['order_cited', () => citesOrder(evidence)],
  ];
  for (const [fault, differs] of checks) if (!doubts.includes(fault) && differs()) doubts.push(fault);
  return doubts;
}
