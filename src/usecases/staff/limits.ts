/** What bounds the staff's acts, each with its unit. */

/** Words that a staff command's own form has at most. */
export const MAX_STAFF_WORDS = 5;
/** Accounts that have a role in one network. */
export const MAX_TEAM = 500;
/** Milliseconds for which the dates of the axes are believed before they are read again. */
export const LIVE_DATES_MS = 1_000;
/** Channels of one network in which announcements are made. */
export const MAX_CHANNELS = 50;
/** Milliseconds after its hour past which an announcement is left unsaid: 12 hours. */
export const LATE_ANNOUNCEMENT_MS = 12 * 3_600_000;
/** Campaigns of one network that are ready, running or paused. */
export const MAX_CAMPAIGNS = 50;
/** Hour of the day of a campaign that says none. */
export const DEFAULT_HOUR = 10;
/** Sends of one campaign to one person: by default, and at most. */
export const DEFAULT_SENDS = 2;
export const MAX_SENDS_EACH = 12;
/** Days of silence, or before the end. */
export const MAX_DAYS = 365;
/** People of an audience written in one transaction. */
export const AUDIENCE_PAGE = 500;
/** Milliseconds after its hour past which a reminder is given up: 6 hours. */
export const LATE_REMINDER_MS = 6 * 3_600_000;
/** Milliseconds for which a reminder is ours: one turn, and a margin. */
export const REMINDER_LEASE_MS = 120_000;
/** Reminders begun in a second, by platform: well below what each lets an application say, so that replies never wait. */
export const REMINDERS_PER_SECOND: Readonly<Record<string, number>> & { readonly other: number } = {
  // Slack: one message a second and a conversation, some hundreds a minute in all.
  slack: 1,
  // Discord: 50 requests a second in all, opening direct messages counted more strictly.
  discord: 2,
  // Synapse's default lets a user send ten at once, then one in five seconds; bots are usually exempt.
  matrix: 1,
  terminal: 50,
  other: 1,
};
/** Messages of a platform in backoff beyond which no reminder is added to them. */
export const MAX_HELD_BACK = 20;
/** Questions named in what a revision changes, of each kind. */
export const NAMED_QUESTIONS = 10;
/** Ways in on one poster. */
export const MAX_DOORS = 6;
/** Lines of one table of figures, and of the cells least covered. */
export const FIGURE_LINES = 30;
export const COVERAGE_LINES = 20;
/** Lines of the journal shown in the chat, and by `tdt audit` at most. */
export const JOURNAL_LINES = 20;
export const MAX_JOURNAL_LINES = 10_000;
/** Days of one picture, and territories of one. */
export const CHART_DAYS = 14;
export const CHART_PLACES = 12;
/** UTF-16 units that say a picture in words: Slack takes 1,000, Discord 1,024. */
export const ALT_CHARACTERS = 1_000;
