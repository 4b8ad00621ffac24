/** « conservation »: what is kept until when, what was done, and that the reply to contributors was sent. */
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { lines, refuse, type StaffCall, type StaffCommand } from '../staff/command.ts';
import { readInstant } from '../staff/life/read-when.ts';
import type { StaffTx } from '../staff/ports.ts';
import { identitiesAt } from './due.ts';
import { carriedOutName, type RetentionStep } from './ports.ts';

export const retentionCommand: StaffCommand = {
  name: 'retention',
  words: ['conservation', 'data retention'],
  shown: { fr: 'conservation [réponse envoyée [le JOUR]]', en: 'data retention [reply sent [on DAY]]' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.retention'),
  run: async (call, tx) => {
    if (call.argument === '') return { say: [await state(call, tx)] };
    const sent = /^(?:réponse|reponse) envoy[ée]e(?:\s+(.+))?$|^reply sent(?:\s+(?:on\s+)?(.+))?$/iu.exec(
      call.argument,
    );
    if (sent === null) return refuse(phrase('staff.retention.usage'));
    const zone = call.consultation.timeZone;
    const when = sent[1] ?? sent[2];
    const read = when === undefined ? ({ ok: true, at: call.now } as const) : readInstant(when, zone, call.now, false);
    if (!read.ok || read.at > call.now) return refuse(phrase('staff.retention.usage'));
    const name = carriedOutName('reply', call.network, call.consultation.name);
    await tx.retention.record({ name, at: read.at, figures: {} });
    return { say: [phrase('staff.retention.replied', { at: { opening: read.at, zone } }), await state(call, tx)] };
  },
};

const STEPS: readonly Exclude<RetentionStep, 'dead_letters'>[] = ['drafts', 'audio', 'moderated', 'identities'];

async function state(call: StaffCall, tx: StaffTx): Promise<Phrase> {
  const { consultation, network } = call;
  const { retention, timeZone: zone, draftsKeptUntilDay } = consultation;
  if (retention === undefined) return phrase('staff.retention.none');
  const done = (what: string) => tx.retention.carriedOut(carriedOutName(what, network, consultation.name));
  const reply = await done('reply');
  const due = identitiesAt(consultation, reply?.at ?? null);
  const never = phrase('staff.retention.never');
  const days = {
    drafts: retention.draftsDays,
    audio: retention.audioDays,
    moderated: retention.moderatedDays,
    identities: retention.identitiesDays,
  };
  const rows: Phrase[] = [];
  for (const step of STEPS) {
    const kept = days[step];
    const rule = kept === null ? never : phrase('staff.retention.days', { step, days: kept });
    const at = step === 'identities' ? due : null;
    rows.push(phrase('staff.retention.line', { step, rule: { phrase: rule } }));
    if (at !== null) rows.push(phrase('staff.retention.due', { at: { opening: at, zone } }));
    const carried = await done(step);
    if (carried !== null)
      rows.push(
        phrase('staff.retention.done', {
          at: { opening: carried.at, zone },
          count: Number(carried.figures['total'] ?? 0),
        }),
      );
  }
  if (draftsKeptUntilDay !== null) rows.push(phrase('staff.retention.until', { day: { day: draftsKeptUntilDay } }));
  rows.push(
    reply === null
      ? phrase('staff.retention.noReply')
      : phrase('staff.retention.reply', { at: { opening: reply.at, zone } }),
  );
  if (retention.deposit) {
    const deposit = await done('deposit');
    rows.push(
      deposit === null
        ? phrase('staff.retention.noDeposit')
        : phrase('staff.retention.deposit', { at: { opening: deposit.at, zone } }),
    );
  }
  return phrase('staff.retention.list', { lines: lines(rows) });
}
