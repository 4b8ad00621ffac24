/**
 * Campaigns by themselves: rounds that have come are taken once whatever the number of processes, their audience is
 * written page after page, and what is due is handed to the turns of the people it is for, at the pace of each platform.
 */
import { frenchHolidays } from '#calendar/holidays.ts';
import { civilPlace, METROPOLE } from '#calendar/places.ts';
import { allowedFrom } from '#calendar/quiet.ts';
import type { StepEvent } from '#conversation/events.ts';
import { phrase } from '#conversation/phrases.ts';
import type { Wording } from '#wording/wording.ts';
import { addMs, msBetween } from '../../clock.ts';
import { errorFacts, type Log } from '../../log.ts';
import type { TurnInput, TurnOutcome } from '../../ports.ts';
import { announcement, post } from '../life/announce.ts';
import type { LiveDates } from '../life/live-dates.ts';
import { AUDIENCE_PAGE, LATE_REMINDER_MS, MAX_HELD_BACK, REMINDER_LEASE_MS, REMINDERS_PER_SECOND } from '../limits.ts';
import type { StaffStore } from '../ports.ts';
import { nextRound, openAxes } from './next.ts';
import type { Campaign, DueReminder } from './ports.ts';

export interface CampaignParts {
  readonly staff: StaffStore;
  readonly dates: LiveDates;
  readonly wording: Wording;
  readonly newId: () => string;
  readonly now: () => string;
  readonly run: (input: TurnInput) => Promise<TurnOutcome>;
  /** Participants who are staff of a network today. */
  readonly readersOf: (network: string) => Promise<readonly string[]>;
  readonly log: Log;
}

export interface CampaignWork {
  readonly runDue: () => Promise<number>;
  readonly nextAt: () => Promise<string | null>;
}

export function createCampaignWork(parts: CampaignParts): CampaignWork {
  /** When each platform was last sent to, and how much of a send is saved up since. */
  const pace = new Map<string, { at: string; credit: number }>();

  async function runDue(): Promise<number> {
    await parts.dates.fresh();
    const taken = await takeRounds(parts);
    const written = await writeRounds(parts);
    let sent = 0;
    for (const platform of await parts.staff.queue.platforms()) sent += await sendDue(platform);
    return taken + written + sent;
  }

  async function sendDue(platform: string): Promise<number> {
    const now = parts.now();
    const { queue } = parts.staff;
    const room = creditOf(platform, now);
    if (room < 1 || (await queue.heldBack(platform, now)) > MAX_HELD_BACK) return 0;
    const due = await queue.claim(platform, now, REMINDER_LEASE_MS, Math.floor(room));
    spend(platform, due.length);
    const campaigns = new Map((await allCampaigns(parts, due)).map(campaign => [campaign.id, campaign] as const));
    await Promise.all(due.map(reminder => sendOne(parts, reminder, campaigns.get(reminder.campaignId), now)));
    return due.length;
  }

  function creditOf(platform: string, now: string): number {
    const rate = REMINDERS_PER_SECOND[platform] ?? REMINDERS_PER_SECOND.other;
    const before = pace.get(platform);
    const seconds = before === undefined ? 1 : Math.max(0, msBetween(before.at, now) / 1000);
    const credit = Math.min(rate, (before?.credit ?? 0) + seconds * rate);
    pace.set(platform, { at: now, credit: Math.max(credit, 0) });
    return credit;
  }

  function spend(platform: string, count: number): void {
    const before = pace.get(platform);
    if (before !== undefined) pace.set(platform, { ...before, credit: before.credit - count });
  }

  return { runDue, nextAt: () => nextDue(parts) };
}

/** Rounds whose hour has come: the campaign's next one is set, and this one's audience opened. */
async function takeRounds({ staff, dates, wording, newId, now, log, readersOf }: CampaignParts): Promise<number> {
  let taken = 0;
  for (const campaign of await staff.queue.running()) {
    const at = now();
    const consultation = dates.of(campaign.network);
    const { nextAt, rule } = campaign;
    if (nextAt === null) continue;
    if (nextAt > at) {
      // Live dates moved: « 3 jours avant la fin » moves with them.
      const planned = rule.schedule.kind === 'before' ? nextRound(rule, consultation, at) : nextAt;
      if (planned !== nextAt && planned !== null)
        await staff.transaction(tx => tx.campaigns.setStatus(campaign.id, 'running', planned));
      continue;
    }
    const late = msBetween(nextAt, at) > LATE_REMINDER_MS;
    const next = nextRound(rule, consultation, at);
    const readers = late ? whoIsTold(campaign, await readersOf(campaign.network)) : [];
    const done = await staff.transaction(async tx => {
      if (!(await tx.campaigns.takeRound(campaign.id, nextAt, next))) return false;
      if (late) await closeRound(tx, campaign, nextAt, at, readers);
      else if (rule.audience === 'channel' && rule.channel !== null) {
        const axes = openAxes(rule, consultation, at);
        const said = axes.map(axis => announcement(consultation, axis, 'opens', at));
        if (said.length > 0) await post({ wording, consultation, newId, now: at }, tx, rule.channel, said);
      }
      return true;
    });
    if (done) taken += 1;
    if (done && late) log('warn', 'campaign_late', { number: campaign.number });
  }
  return taken;
}

/**
 * A campaign belongs to the consultation, not to whoever prepared it: it goes on when they leave the team or erase their
 * data, and the rest of the team is then told what its owner would have been.
 */
function whoIsTold({ ownerId }: Campaign, readers: readonly string[]): readonly string[] {
  if (ownerId === null) return readers;
  // Where the team is only groups of a platform, nobody is known by name but the owner.
  return readers.length === 0 || readers.includes(ownerId) ? [ownerId] : readers;
}

/** A round missed for too long reaches nobody, and that is told. */
async function closeRound(
  tx: Parameters<Parameters<StaffStore['transaction']>[0]>[0],
  campaign: Campaign,
  round: string,
  now: string,
  readers: readonly string[],
): Promise<void> {
  await tx.campaigns.dropRound(campaign.id, round);
  const { number, rule, network } = campaign;
  await tx.audit.add({
    network,
    at: now,
    who: 'robot',
    act: 'campaign.late',
    on: `R${number} ${round}`,
    where: '',
    outcome: 'refused',
  });
  const said = phrase('staff.campaign.wasLate', { number, at: { opening: round, zone: rule.zone } });
  for (const reader of readers)
    await tx.tell(`late ${campaign.id} ${round} ${reader}`, reader, { kind: 'tell', phrases: [said] });
}

/** Writes the audiences of open rounds, a page a transaction; each person's hour follows where they live. */
async function writeRounds({ staff, now }: CampaignParts): Promise<number> {
  let written = 0;
  for (const { campaign, round } of await staff.queue.openRounds()) {
    const isHoliday = await frenchHolidays();
    for (;;) {
      const count = await staff.transaction(async tx => {
        const members =
          campaign.rule.audience === 'channel' ? [] : await tx.campaigns.page(campaign, round, AUDIENCE_PAGE, now());
        if (members === null) return 0;
        const due = members.flatMap(member => {
          const place = civilPlace(member.territory) ?? { ...METROPOLE, zone: campaign.rule.zone };
          const dueAt = allowedFrom(round, campaign.rule.quiet, place, isHoliday);
          return dueAt === null ? [] : [{ ...member, dueAt }];
        });
        await tx.campaigns.addReminders(campaign, round, due);
        if (members.length < AUDIENCE_PAGE) await tx.campaigns.dropRound(campaign.id, round);
        return members.length;
      });
      written += count;
      if (count < AUDIENCE_PAGE) break;
    }
  }
  return written;
}

async function allCampaigns({ staff }: CampaignParts, due: readonly DueReminder[]): Promise<readonly Campaign[]> {
  const ids = new Set(due.map(({ campaignId }) => campaignId));
  return ids.size === 0 ? [] : staff.queue.byIds([...ids]);
}

/** Hands one due send to its person's turn; late or in quiet hours it is given up, or put off. Never rejects. */
async function sendOne(
  { staff, dates, run, log }: CampaignParts,
  reminder: DueReminder,
  campaign: Campaign | undefined,
  now: string,
): Promise<void> {
  try {
    if (campaign === undefined) return await staff.queue.giveUp(reminder.id, 'gone');
    const { rule, network } = campaign;
    const place = civilPlace(reminder.territory) ?? { ...METROPOLE, zone: rule.zone };
    const allowed = allowedFrom(now, rule.quiet, place, await frenchHolidays());
    if (allowed === null || msBetween(reminder.dueAt, allowed) > LATE_REMINDER_MS + reminder.tries * LATE_REMINDER_MS)
      return await staff.queue.giveUp(reminder.id, 'late');
    if (allowed > now) return await staff.queue.putOff(reminder.id, allowed);
    const axes = openAxes(rule, dates.of(network), now);
    const audience = rule.audience === 'drafts' ? 'drafts' : 'absent';
    const event: StepEvent = { kind: 'reminder', id: reminder.id, audience, axes };
    // The same name until the person was found writing: whoever else took it meanwhile changes nothing.
    const id = `${reminder.id}:${reminder.tries}`;
    const outcome = await run({ kind: 'internal', id, participantId: reminder.participantId, event });
    if (outcome.kind === 'failed') throw outcome.error;
  } catch (error) {
    log('warn', 'reminder_failed', errorFacts(error));
  }
}

async function nextDue({ staff, now }: CampaignParts): Promise<string | null> {
  const rounds = (await staff.queue.running()).flatMap(({ nextAt: at }) => at ?? []);
  const due = await staff.queue.nextDueAt();
  const soon = addMs(now(), 1_000);
  // What is due and waits for its platform's pace comes within a second.
  const reminders = due === null ? [] : [due > soon ? due : soon];
  return [...rounds, ...reminders].sort()[0] ?? null;
}
