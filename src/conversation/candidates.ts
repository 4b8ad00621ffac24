/** A territory that could be several: which of those offered does the answer take? */
import { readChoices, readYesNo } from '#text/index.ts';
import type { Input } from './turn.ts';

/** The code taken; `none` for « aucun de ceux-là »; null where the input takes none of them. */
export function pickCandidate(candidates: readonly string[], input: Input): string | null {
  const [only, ...others] = candidates;
  if (only === undefined) return null;
  const codes = [...candidates, 'none'];
  if (input.kind === 'choice') return codes.find(code => code === input.values[0]) ?? null;
  const yes = readYesNo(input.text);
  if (yes === false) return 'none';
  if (yes === true) return others.length === 0 ? only : null;
  const words = others.length === 0 ? ['oui', 'non'] : [...candidates, 'aucun'];
  const options = codes.map((name, index) => ({ name, label: words[index] ?? name }));
  const reading = readChoices(input.text, options, false, 'fr');
  return reading.ok ? (reading.names[0] ?? null) : null;
}
