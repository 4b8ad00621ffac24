/** « journal »: what the staff did of late, in this network. */
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { lines, refuse, type StaffCommand } from './command.ts';
import { readAccount } from './account.ts';
import { JOURNAL_LINES } from './limits.ts';
import type { AuditEntry, AuditRows } from './ports.ts';

export const showJournal: StaffCommand = {
  name: 'journal',
  words: ['journal', "journal de l'equipe", 'audit', 'audit log'],
  shown: { fr: 'journal', en: 'journal' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.journal'),
  run: async (call, tx) => {
    const count = call.argument === '' ? JOURNAL_LINES : Number(/^(\d{1,3})$/.exec(call.argument)?.[1] ?? Number.NaN);
    if (!(count >= 1)) return refuse(phrase('staff.journal.usage'));
    const entries = await tx.audit.latest(call.network, Math.min(count, JOURNAL_LINES));
    if (entries.length === 0) return { say: [phrase('staff.journal.none')] };
    const names = await namesIn(tx.audit, entries);
    const rows = entries.map(entry => lineOf(entry, names.get(entry.who) ?? '', call.consultation.timeZone));
    return { say: [phrase('staff.journal.list', { lines: lines(rows) })] };
  },
};

/** By account as it is printed, the name of whoever has it today. */
export async function namesIn(audit: AuditRows, entries: readonly AuditEntry[]): Promise<ReadonlyMap<string, string>> {
  const printed = [...new Set(entries.map(({ who }) => who))].filter(who => readAccount(who, null) !== null);
  const names = await audit.namesOf(printed.flatMap(who => readAccount(who, null) ?? []));
  return new Map(printed.map((who, i) => [who, names[i] ?? '']));
}

function lineOf({ at, who, act, on, where, outcome }: AuditEntry, displayName: string, zone: string): Phrase {
  return phrase(outcome === 'done' ? 'staff.journal.line' : 'staff.journal.lineRefused', {
    at: { opening: at, zone },
    who: displayName === '' ? who : `${displayName} (${who})`,
    act: on === '' ? act : `${act}, ${on}`,
    where,
  });
}
