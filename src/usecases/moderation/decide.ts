/**
 * « visible », « masquer », « expurger »: what a moderator decides, on a ground of the charter, told to the author with
 * what they may do and until when they are answered. Who disagrees is answered by another moderator.
 */
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { actorOf } from '../staff/account.ts';
import { refuse, type StaffCall, type StaffCommand } from '../staff/command.ts';
import type { StaffReply, StaffTx } from '../staff/ports.ts';
import { groundName, groundWords, readGround } from './grounds.ts';
import { decisionDue, dueDay } from './decision-due.ts';
import type { CaseStatus, ModerationCase } from './ports.ts';
import { readReference } from '../references.ts';

type Decision = Extract<CaseStatus, 'visible' | 'hidden' | 'redacted'>;
export const makeVisible: StaffCommand = {
  name: 'moderation.visible',
  words: ['visible', 'moderation visible', 'visible moderation'],
  shown: { fr: 'visible RÉFÉRENCE', en: 'visible REFERENCE' },
  takes: 'argument',
  least: 'moderator',
  help: phrase('staff.help.moderationVisible'),
  run: (call, tx) => decide(call, tx, 'visible'),
};

export const hide: StaffCommand = {
  name: 'moderation.hide',
  words: ['masquer', 'moderation masquer', 'hide'],
  shown: { fr: 'masquer RÉFÉRENCE MOTIF', en: 'hide REFERENCE GROUND' },
  takes: 'argument',
  least: 'moderator',
  help: phrase('staff.help.moderationHide'),
  run: (call, tx) => decide(call, tx, 'hidden'),
};

export const redactOne: StaffCommand = {
  name: 'moderation.redact',
  words: ['expurger', 'moderation expurger', 'redact'],
  shown: { fr: 'expurger RÉFÉRENCE MOTIF', en: 'redact REFERENCE GROUND' },
  takes: 'argument',
  least: 'moderator',
  help: phrase('staff.help.moderationRedact'),
  run: (call, tx) => decide(call, tx, 'redacted'),
};

async function decide(call: StaffCall, tx: StaffTx, decision: Decision): Promise<StaffReply> {
  const [first = '', ...rest] = call.argument.split(/\s+/);
  const reference = readReference(first);
  if (reference === null) return refuse(phrase('moderation.usage', { grounds: groundWords() }));
  const ground = decision === 'visible' ? null : readGround(rest.join(' '));
  if (decision !== 'visible' && ground === null)
    return refuse(phrase('moderation.noGround', { grounds: groundWords() }));
  const found = await tx.moderation.find(call.network, call.consultation.name, reference);
  if (found === null) return refuse(phrase('moderation.unknown', { reference }));
  const by = actorOf(call);
  if (found.appeal === 'asked' && found.decidedBy === by && by !== 'tdt')
    return refuse(phrase('moderation.another', { reference }));
  const decided: ModerationCase = {
    ...found,
    status: decision,
    ground,
    decidedBy: by,
    decidedAt: call.now,
    appeal: appealAfter(found, decision),
  };
  await tx.moderation.save(decided);
  // A group's contribution is everybody's who was there: each is told, and anyone of them may contest it.
  const members = await tx.workshops.membersOf(found.contributionId);
  const told = tellAuthor(found, decided, call, members.length > 0);
  const id = `moderation:${found.contributionId}:${found.version}:${call.newId()}`;
  for (const who of members.length > 0 ? members : [found.participantId])
    if (told !== null) await tx.tell(`${id}:${who}`, who, { kind: 'tell', phrases: told });
  const said = {
    visible: 'moderation.madeVisible',
    hidden: 'moderation.madeHidden',
    redacted: 'moderation.madeRedacted',
  } as const;
  return { say: [phrase(said[decision], { reference })], on: ground === null ? reference : `${reference} ${ground}` };
}

function appealAfter({ appeal, status }: ModerationCase, decision: Decision): ModerationCase['appeal'] {
  if (appeal !== 'asked') return appeal;
  return decision === status ? 'upheld' : 'overturned';
}

/** Null where there is nothing that the author need know: it was and stays visible. */
function tellAuthor(
  before: ModerationCase,
  { status, ground, reference, appeal }: ModerationCase,
  call: StaffCall,
  ofGroup: boolean,
): readonly Phrase[] | null {
  const due = dueDay(decisionDue(call.now), call.consultation);
  const why = { phrase: groundName(ground ?? '') };
  if (before.appeal === 'asked') {
    return [
      phrase(appeal === 'overturned' ? 'moderation.appealHeard' : 'moderation.appealUpheld', {
        reference,
        contact: call.consultation.staffContact,
      }),
    ];
  }
  if (status === 'visible')
    return before.status === 'hidden' || before.status === 'redacted'
      ? [phrase('moderation.toldVisible', { reference })]
      : null;
  const key = status === 'hidden' ? 'moderation.toldHidden' : 'moderation.toldRedacted';
  const after =
    before.appeal === 'none'
      ? [phrase(ofGroup ? 'moderation.toldGroupWhat' : 'moderation.toldWhat', { reference, due })]
      : [];
  return [phrase(key, { reference, why }), ...after];
}
