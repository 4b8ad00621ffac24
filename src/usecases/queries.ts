/** What platforms ask outside any turn: read from what is committed, bounded, never a step of a conversation. */
import type { Axis, Choice, Consultation, Localized, Question } from '#consultation/definition.ts';
import { axisStatus, choicesOf, textIn } from '#consultation/inspect.ts';
import { lookupIn, questionsOf } from '#conversation/drafts.ts';
import type { Answer, Draft, Session } from '#conversation/session.ts';
import type { AccountKey, Form, FormField, Queries } from '#messaging/index.ts';
import { asksToTakeOver } from '#workshop/orders.ts';
import { addMs, type Clock } from './clock.ts';
import { writtenTexts } from './contribution-body.ts';
import { languageOf } from './language.ts';
import { LIVE_CONVERSATION_MS } from './limits.ts';
import { offerPlaces } from './offer-places.ts';
import { overviewOf } from './overview.ts';
import type { Stores } from './ports.ts';
import { type Account, groupOf } from './staff/account.ts';
import { readStaff } from './staff/read-staff.ts';
import { STAFF_COMMANDS } from './staff/registry.ts';

export interface QueryParts {
  readonly consultation: Consultation;
  /** With the live dates of a network; null: of the only one, if there is only one. */
  readonly consultationOf?: (network: string | null) => Consultation;
  readonly stores: Pick<Stores, 'conversations' | 'networks' | 'revisions' | 'workshops' | 'staff'>;
  /** Accounts and groups that `TDT_STAFF` names. */
  readonly firstStaff?: readonly Account[];
  readonly clock: Clock;
}

export function createQueries({
  consultation: general,
  consultationOf,
  stores,
  clock,
  firstStaff = [],
}: QueryParts): Queries {
  const liveOf = (network: string | null): Consultation => consultationOf?.(network) ?? general;
  const { conversations, networks } = stores;
  const sessionOf = ({ platform, workspace, userId }: AccountKey): Promise<Session | null> =>
    conversations.of(platform, workspace, userId);

  return {
    themes: locale => {
      const consultation = liveOf(null);
      const lang = languageOf(locale, consultation);
      const open = consultation.axes.filter(({ number }) => axisStatus(consultation, number, clock.now()) === 'open');
      return Promise.resolve(
        open.map(axis => ({ number: axis.number, label: textIn(axis.theme, lang, consultation.defaultLanguage) })),
      );
    },
    places: (typed, locale, limit) => Promise.resolve(offerPlaces(typed, languageOf(locale, general), limit)),
    overview: async (account, locale) => {
      const session = await sessionOf(account);
      const network = session?.network ?? (await networks.networkOf(account.platform, account.workspace));
      const consultation = liveOf(network);
      const revisions = await stores.revisions.all(consultation.name);
      return overviewOf({ consultation, revisions, now: clock.now() }, session, languageOf(locale, consultation));
    },
    form: async (account, draftId) => {
      const session = await sessionOf(account);
      // The id comes back from a platform: anything can stand in it.
      if (session === null || !Object.hasOwn(session.drafts, draftId)) return null;
      const draft = session.drafts[draftId];
      if (draft === undefined || draft.status === 'withdrawn') return null;
      const consultation = liveOf(session.network);
      if (axisStatus(consultation, draft.axis, clock.now()) !== 'open') return null;
      const today = consultation.axes.find(axis => axis.revision === draft.revision);
      const axis =
        today ?? (await stores.revisions.all(consultation.name)).find(one => one.revision === draft.revision);
      return axis === undefined ? null : formOf(consultation, session, draft, axis);
    },
    awaitsText: async account => {
      const session = await sessionOf(account);
      if (session === null || session.stage.name !== 'question' || session.current === null) return false;
      const { stage } = session;
      const consultation = liveOf(session.network);
      if (stage.followUp) return true;
      const axis = consultation.axes.find(({ number }) => number === session.drafts[session.current ?? '']?.axis);
      const type = axis?.questions.find(({ name }) => name === stage.question)?.type;
      return type === 'text' || type === 'longtext';
    },
    holdsWorkshop: async ({ ref = null, ...place }) => {
      const found = await stores.workshops.find({ ...place, ref, anyThread: false });
      return found.length > 0;
    },
    staffGroups: async event => {
      if (!('text' in event) || !mattersToTeam(event.text)) return [];
      const { platform, workspace } = event.author;
      const first = firstStaff
        .filter(account => account.platform === platform && account.workspace === workspace)
        .flatMap(account => groupOf(account) ?? []);
      return [...new Set([...first, ...(await stores.staff.groups(platform, workspace))])];
    },
    liveConversations: async (platform, limit) => {
      const live = await conversations.live(platform, addMs(clock.now(), -LIVE_CONVERSATION_MS), limit);
      return live.filter(({ stage }) => stage !== 'stopped').map(({ address, lastOrder }) => ({ address, lastOrder }));
    },
    homeOf: async (platform, workspace, userId) => {
      const homes = await conversations.homes(platform, userId);
      if (workspace === null || homes.length === 0) return homes[0]?.workspace ?? null;
      const network = await networks.networkOf(platform, workspace);
      const [only, ...others] = await networks.list();
      // A workspace not heard of yet joins the only network there is.
      const joined = network ?? (others.length === 0 ? (only?.id ?? null) : null);
      return homes.find(home => home.network === joined)?.workspace ?? null;
    },
  };
}

/** A command of the team, or « reprendre l'animation » of a workshop. */
function mattersToTeam(text: string): boolean {
  return readStaff(text, STAFF_COMMANDS) !== null || asksToTakeOver(text);
}

function formOf(consultation: Consultation, session: Session, draft: Draft, axis: Axis): Form {
  const say = (text: Localized): string => textIn(text, session.lang, consultation.defaultLanguage);
  const fields = questionsOf(axis, draft)
    .filter(question => question.type !== 'file')
    .map((question): FormField => fieldOf(question, draft, axis, say, session));
  return { draftId: draft.id, lang: session.lang, title: say(axis.theme), fields };
}

function fieldOf(
  question: Question,
  draft: Draft,
  axis: Axis,
  say: (text: Localized) => string,
  session: Session,
): FormField {
  const answer = draft.answers[question.name];
  const places = (draft.collectedFrom?.profile ?? session.profile).places ?? [];
  const label = places.length === 0 && question.labelUnknown !== undefined ? question.labelUnknown : question.label;
  const common = {
    name: question.name,
    label: say(label).replace(/ ?\{territoire\}/u, ''),
    hint: question.hint === undefined ? null : say(question.hint),
  };
  if (question.type !== 'select_one' && question.type !== 'select_multiple') {
    const type = question.type === 'longtext' || question.type === 'structured' ? 'text' : 'line';
    return { ...common, type, choices: [], max: 1, given: rawText(answer) };
  }
  const offered: readonly Choice[] = choicesOf(question, lookupIn(draft), axis);
  const chosen = answer?.value.kind === 'choices' ? answer.value.names : [];
  return {
    ...common,
    type: question.type === 'select_one' ? 'one' : 'several',
    choices: offered.map(choice => ({ value: choice.name, label: say(choice.label) })),
    max: question.type === 'select_one' ? 1 : Math.min(question.max ?? offered.length, offered.length),
    given: offered.map(({ name }) => name).filter(name => chosen.includes(name)),
  };
}

function rawText(answer: Answer | undefined): string {
  return answer === undefined ? '' : writtenTexts(answer).join('\n');
}
