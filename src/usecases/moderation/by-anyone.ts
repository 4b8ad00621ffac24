/** « signaler A4-0137 » and « contester A4-0137 »: what anybody may ask of the moderation. No line in the staff's log. */
import { phrase } from '#conversation/phrases.ts';
import { refuse, type StaffCommand } from '../staff/command.ts';
import { decisionDue, dueDay } from './decision-due.ts';
import type { StaffTx } from '../staff/ports.ts';
import type { ModerationCase } from './ports.ts';
import { readReference } from '../references.ts';

export const reportOne: StaffCommand = {
  name: 'moderation.pointOut',
  words: ['signaler', 'signaler la contribution', 'report'],
  shown: { fr: 'signaler RÉFÉRENCE', en: 'report REFERENCE' },
  takes: 'argument',
  least: 'participant',
  help: phrase('staff.help.pointOut'),
  run: async (call, tx) => {
    const reference = readReference(call.argument);
    if (reference === null) return refuse(phrase('moderation.reportUsage'));
    const found = await tx.moderation.find(call.network, call.consultation.name, reference);
    if (found === null || call.participantId === null) return refuse(phrase('moderation.unknown', { reference }));
    const isFirst = await tx.moderation.report(found.contributionId, call.participantId, call.now);
    const due = decisionDue(call.now);
    if (isFirst && !found.flags.includes('reported')) {
      // What somebody has decided already is looked at again, and stays as decided meanwhile.
      const status = found.status === 'clear' || found.status === 'visible' ? 'queued' : found.status;
      const flags = [...found.flags, 'reported'].toSorted((a, b) => (a < b ? -1 : 1));
      await tx.moderation.save({ ...found, status, flags, dueAt: due });
    }
    return { say: [phrase('moderation.reported', { reference, due: dueDay(due, call.consultation) })] };
  },
};

export const appeal: StaffCommand = {
  name: 'moderation.appeal',
  words: ['contester', "je ne suis pas d'accord", 'appeal'],
  shown: { fr: 'contester RÉFÉRENCE', en: 'appeal REFERENCE' },
  takes: 'argument',
  least: 'participant',
  help: phrase('staff.help.appeal'),
  run: async (call, tx) => {
    const reference = readReference(call.argument);
    if (reference === null) return refuse(phrase('moderation.appealUsage'));
    const found = await tx.moderation.find(call.network, call.consultation.name, reference);
    // Only its author may, or a member of the group; to anybody else it is as if there were none.
    if (found === null || !(await isAuthor(found, call.participantId, tx)))
      return refuse(phrase('moderation.notYours', { reference }));
    if (found.appeal !== 'none')
      return refuse(phrase('moderation.appealOnce', { reference, contact: call.consultation.staffContact }));
    if (found.status !== 'hidden' && found.status !== 'redacted')
      return refuse(phrase('moderation.nothingToAppeal', { reference }));
    const due = decisionDue(call.now);
    await tx.moderation.save({ ...found, appeal: 'asked', appealedAt: call.now, dueAt: due });
    return { say: [phrase('moderation.appealed', { reference, due: dueDay(due, call.consultation) })] };
  },
};

async function isAuthor(found: ModerationCase, participantId: string | null, tx: StaffTx): Promise<boolean> {
  if (participantId === null) return false;
  if (found.participantId === participantId) return true;
  return (await tx.workshops.membersOf(found.contributionId)).includes(participantId);
}
