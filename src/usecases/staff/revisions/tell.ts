/** The staff are told once, by themselves, when the service begins with questions that were not known yet. */
import type { Axis, Consultation } from '#consultation/definition.ts';
import { errorFacts, type Log } from '../../log.ts';
import { type ReaderParts, readersOf } from '../readers.ts';
import { revisionNews } from './explain.ts';

export interface RevisionNewsParts extends ReaderParts {
  readonly consultation: Consultation;
  readonly now: () => string;
  readonly log: Log;
}

/** Never rejects: « questions » says the same at any time. `fresh`: today's axes that no process had kept before. */
export async function tellRevisions(parts: RevisionNewsParts, fresh: readonly Axis[]): Promise<void> {
  const { staff, networks, consultation, now, log } = parts;
  if (fresh.length === 0) return;
  try {
    for (const { id: network } of await networks.list()) {
      const readers = await readersOf(parts, network);
      await staff.transaction(async tx => {
        const phrases = await revisionNews({ network, consultation, lang: consultation.defaultLanguage }, tx, fresh);
        if (phrases.length === 0) return;
        const on = fresh.map(({ number }) => number).join(', ');
        await tx.audit.add({ network, at: now(), who: 'tdt', act: 'revision.new', on, where: 'tdt', outcome: 'done' });
        const event = { kind: 'tell', phrases } as const;
        const named = fresh.map(({ revision }) => revision).join(' ');
        for (const reader of readers) await tx.tell(`revision ${named} ${reader}`, reader, event);
      });
    }
  } catch (error) {
    log('error', 'revisions_not_told', errorFacts(error));
  }
}
