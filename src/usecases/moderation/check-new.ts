/**
 * Looks at what was submitted, after it was recorded: nothing here ever delays or refuses a contribution. What the rules
 * see puts it in the queue; nobody but a person decides.
 */
import { detect } from '#moderation/detect.ts';
import type { FindingKind } from '#moderation/finding.ts';
import { words } from '#text/normalize.ts';
import { addMs } from '../clock.ts';
import { readBody } from '../contribution-body.ts';
import type { Entropy } from '../entropy.ts';
import { decisionDue } from './decision-due.ts';
import { CHECK_BATCH, LOOK_BACK_MS, TWIN_WORDS } from './limits.ts';
import type { ModerationCase, ModerationStore, Unchecked } from './ports.ts';

export interface CheckParts {
  readonly moderation: ModerationStore;
  readonly entropy: Pick<Entropy, 'sha256'>;
  readonly now: () => string;
}

/** Makes the function that the loops call: how many versions it looked at. */
export function createCheckNew({ moderation, entropy, now }: CheckParts): () => Promise<number> {
  let since = '';
  return async () => {
    const found = await moderation.unchecked(since, CHECK_BATCH);
    for (const one of found) await moderation.open(await caseOf(one, { moderation, entropy, now }));
    const last = found.at(-1)?.updatedAt;
    if (found.length < CHECK_BATCH) since = addMs(now(), -LOOK_BACK_MS);
    else if (last !== undefined) since = last < since ? since : '';
    return found.length;
  };
}

async function caseOf(one: Unchecked, { moderation, entropy, now }: CheckParts): Promise<ModerationCase> {
  const texts = textsOf(one.body);
  const flags = new Set<string>(texts.flatMap(text => flagsOf(text)));
  // One short answer among others is no reason to look.
  if (!texts.every(text => flagsOf(text).includes('short'))) flags.delete('short');
  const fingerprint = fingerprintOf(texts, entropy);
  if (fingerprint !== '' && (await moderation.hasTwin(one, fingerprint))) flags.add('same');
  const openedAt = now();
  const { body: _body, updatedAt: _updatedAt, ...identity } = one;
  return {
    ...identity,
    status: flags.size === 0 ? 'clear' : 'queued',
    flags: [...flags].toSorted((a, b) => (a < b ? -1 : 1)),
    fingerprint,
    openedAt,
    dueAt: decisionDue(openedAt),
    ground: null,
    decidedBy: null,
    decidedAt: null,
    appeal: 'none',
    appealedAt: null,
  };
}

/** Everything that the author wrote freely. */
export function textsOf(body: string): string[] {
  const { answers } = readBody(body);
  return Object.values(answers).flatMap(({ value, texts }) => {
    if (value.kind === 'text') return [value.text];
    // What nobody transcribed yet is neither short nor anything else.
    if (value.kind === 'voice') return value.text === '' ? [] : [value.text];
    if (value.kind === 'choices') return value.other === undefined ? [] : [value.other];
    if (value.kind === 'structured' || value.kind === 'url') return texts;
    return [];
  });
}

function flagsOf(text: string): FindingKind[] {
  return detect(text).map(({ kind }) => kind);
}

/** The words, whatever their order, accents, case and punctuation; empty for a text too short to be told from others. */
function fingerprintOf(texts: readonly string[], entropy: Pick<Entropy, 'sha256'>): string {
  const said = [...new Set(texts.flatMap(words))].filter(word => word.length > 3).toSorted((a, b) => (a < b ? -1 : 1));
  return said.length < TWIN_WORDS ? '' : entropy.sha256(said.join(' ')).slice(0, 32);
}
