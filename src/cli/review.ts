/** What the commands on syntheses and action sheets share: whose they are, and how they are written out. */
import { readForAll, readForStaff } from '#usecases/moderation/publication.ts';
import { createDefaultWording } from '#usecases/default-wording.ts';
import { DOCUMENT_FORMATS, type DocumentFormat } from '#usecases/publication/syntheses/print-synthesis.ts';
import type { ReviewContext } from '#usecases/publication/syntheses/context.ts';
import { chooseNetwork, liveConsultation, loadConsultation, withStores } from './setting.ts';
import { UsageError } from './usage-error.ts';
import type { CliWorld } from './world.ts';
import type { ModelCache } from '#usecases/synthesis/ports.ts';

export const NETWORK = { network: { type: 'string' } } as const;

/** Reads on behalf of the operator; what changes anything goes through `runAsOperator`, as in the chat. */
export async function withReview<T>(
  world: CliWorld,
  network: string | undefined,
  use: (context: ReviewContext & { readonly modelAnswers: ModelCache }) => Promise<T>,
  audience: 'staff' | 'public' = 'staff',
): Promise<T> {
  const configuration = world.configuration();
  const consultation = await loadConsultation(world, configuration);
  return withStores(world, configuration, async stores => {
    const now = () => new Date().toISOString();
    const wording = createDefaultWording();
    const { data, moderation } = stores;
    const read = audience === 'public' ? readForAll(data, moderation) : readForStaff(data, moderation);
    const reading = { reviewed: stores.reviewed, revisions: stores.revisions, data: read };
    const chosen = await chooseNetwork(stores, network);
    const live = await liveConsultation(stores, consultation, chosen, now());
    const { modelAnswers } = stores;
    return use({ stores: reading, network: chosen, consultation: live, wording, now, modelAnswers });
  });
}

/** The format of `--format`, Markdown by default; a Word file needs somewhere to go. */
export function readFormat(format: string | undefined, out: string | undefined): DocumentFormat {
  const found = DOCUMENT_FORMATS.find(one => one === (format ?? 'md'));
  if (found === undefined) throw new UsageError(`--format : ${DOCUMENT_FORMATS.join(', ')}.`);
  if (found === 'docx' && (out ?? '-') === '-') throw new UsageError('--format docx demande --out FICHIER.');
  return found;
}
