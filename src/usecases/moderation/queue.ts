/** « modération »: what waits; « lire A4-0137 »: one contribution, for a moderator, in private; « modération bilan ». */
import type { Consultation } from '#consultation/definition.ts';
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { FINDING_KINDS } from '#moderation/finding.ts';
import { type BodyAnswer, readBody } from '../contribution-body.ts';
import { lines, refuse, type StaffCommand } from '../staff/command.ts';
import { channelOf } from '../staff/life/announce.ts';
import { actorOf, printAccount } from '../staff/account.ts';
import { dueDay } from './decision-due.ts';
import { groundName, groundWords } from './grounds.ts';
import { QUEUE_SHOWN, SHOWN_CHARACTERS } from './limits.ts';
import type { ModerationCase } from './ports.ts';
import { readReference } from '../references.ts';

export const showQueue: StaffCommand = {
  name: 'moderation.queue',
  words: ['moderation', 'moderation file', 'moderation queue'],
  shown: { fr: 'modération', en: 'moderation' },
  takes: 'nothing',
  least: 'moderator',
  help: phrase('staff.help.moderationQueue'),
  run: async (call, tx) => {
    const { network, consultation } = call;
    const alerts = await tx.moderation.openAlerts(network);
    const cases = await tx.moderation.queue(network, consultation.name, QUEUE_SHOWN);
    const waiting = await tx.moderation.waiting(network, consultation.name);
    const said: Phrase[] = [];
    for (const alert of alerts) {
      const accounts = await tx.moderation.accountsOf(alert.participantId);
      said.push(
        phrase('moderation.alertLine', {
          id: alert.id,
          at: { opening: alert.at, zone: consultation.timeZone },
          accounts: { items: accounts.map(printAccount) },
        }),
      );
    }
    if (cases.length === 0 && said.length === 0) return { say: [phrase('moderation.none')] };
    if (cases.length > 0)
      said.push(
        phrase('moderation.queue', { count: waiting, lines: lines(cases.map(one => lineOf(one, consultation))) }),
        phrase('moderation.how', { grounds: groundWords() }),
      );
    return { say: said };
  },
};

function lineOf({ reference, flags, dueAt, appeal }: ModerationCase, consultation: Consultation): Phrase {
  const why = flags.map(flag => ({ phrase: flagName(flag) }));
  return phrase(appeal === 'asked' ? 'moderation.lineAppeal' : 'moderation.line', {
    reference,
    flags: { items: why },
    due: dueDay(dueAt, consultation),
  });
}

/** What rules see, and what people do. */
const FLAGS = [...FINDING_KINDS, 'same', 'reported'] as const;

function flagName(flag: string): Phrase {
  return phrase(`moderation.flag.${FLAGS.find(one => one === flag) ?? 'reported'}`);
}

export const readOne: StaffCommand = {
  name: 'moderation.read',
  words: ['lire', 'moderation lire', 'read'],
  shown: { fr: 'lire RÉFÉRENCE', en: 'read REFERENCE' },
  takes: 'argument',
  least: 'moderator',
  help: phrase('staff.help.moderationRead'),
  run: async (call, tx) => {
    // What nobody has decided to publish is not shown to a channel.
    if (channelOf(call) !== null) return refuse(phrase('moderation.inPrivate'));
    const reference = readReference(call.argument);
    const found = reference === null ? null : await tx.moderation.find(call.network, call.consultation.name, reference);
    if (found === null) return refuse(phrase('moderation.unknown', { reference: call.argument.slice(0, 20) }));
    const body = await tx.moderation.bodyOf(found.contributionId, found.version);
    if (body === null) return refuse(phrase('moderation.unknown', { reference: found.reference }));
    const text = Object.values(readBody(body).answers).flatMap(wordsIn).join('\n');
    return {
      say: [
        phrase('moderation.text', {
          reference: found.reference,
          text: text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)} […]` : text,
        }),
        // Nothing is said of what nobody and no rule pointed out.
        ...(found.flags.length === 0 && found.appeal !== 'asked' ? [] : [lineOf(found, call.consultation)]),
      ],
      on: found.reference,
    };
  },
};

/** What somebody wrote; the ranks by which choices were made say nothing to read. */
function wordsIn({ value, texts }: BodyAnswer): readonly string[] {
  return value.kind === 'choices' ? texts.filter(text => !/^[\d\s,;.]{0,20}$/u.test(text)) : texts;
}

export const publicReport: StaffCommand = {
  name: 'moderation.report',
  words: ['moderation bilan', 'bilan de moderation', 'moderation report'],
  shown: { fr: 'modération bilan', en: 'moderation report' },
  takes: 'nothing',
  least: 'facilitator',
  help: phrase('staff.help.moderationReport'),
  run: async (call, tx) => {
    const { byStatus, byGround, reported, appeals } = await tx.moderation.figures(call.network, call.consultation.name);
    const grounds = Object.entries(byGround).map(([ground, count]) =>
      phrase('moderation.countOf', { what: { phrase: groundName(ground) }, count }),
    );
    return {
      say: [
        phrase('moderation.report', {
          looked: Object.values(byStatus).reduce((sum, count) => sum + count, 0),
          queued: byStatus['queued'] ?? 0,
          hidden: byStatus['hidden'] ?? 0,
          redacted: byStatus['redacted'] ?? 0,
          reported,
          appeals: Object.values(appeals).reduce((sum, count) => sum + count, 0),
          overturned: appeals['overturned'] ?? 0,
        }),
        ...(grounds.length === 0 ? [] : [phrase('moderation.grounds', { lines: lines(grounds) })]),
      ],
    };
  },
};

export const acknowledgeAlert: StaffCommand = {
  name: 'moderation.alertSeen',
  words: ['alerte vue', 'alert seen'],
  shown: { fr: 'alerte vue NUMÉRO', en: 'alert seen NUMBER' },
  takes: 'argument',
  least: 'moderator',
  help: phrase('staff.help.alertSeen'),
  run: async (call, tx) => {
    const by = actorOf(call);
    const seen = await tx.moderation.acknowledge(call.network, call.argument.trim(), by, call.now);
    return seen ? { say: [phrase('moderation.alertSeen')] } : refuse(phrase('moderation.noAlert'));
  },
};
