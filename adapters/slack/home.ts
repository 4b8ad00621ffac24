/** PURE: the home tab: drafts, what was sent, open themes, rights, language. Each button leads to the conversation. */
import type { Overview } from '#messaging/index.ts';
import type { ActionsBlockElement, HomeView, KnownBlock } from './client.ts';
import { LIMITS } from './limits.ts';
import { cut, plainLabel } from './plain-text.ts';
import { ACTION } from './render.ts';
import { wordsIn } from './words.ts';

type Button = Extract<ActionsBlockElement, { type: 'button' }>;

/** What stands first is what waits for the person. */
export function homeView(overview: Overview): HomeView {
  const words = wordsIn(overview.lang).home;
  return {
    type: 'home',
    blocks: [
      ...drafts(overview),
      header(words.open),
      ...themes(overview),
      ...sent(overview),
      header(words.yours),
      paragraph(words.private),
      {
        type: 'actions',
        elements: [
          say('mes contributions', words.contributions),
          say('mes donnees', words.data),
          say('effacer mes donnees', words.erase),
          say('rappels', words.reminders),
          say('langue', words.language(overview.lang)),
          say('aide', words.help),
        ],
      },
    ],
  };
}

function drafts({ drafts: begun, lang }: Overview): KnownBlock[] {
  const words = wordsIn(lang).home;
  if (begun.length === 0) return [];
  const shown = begun.slice(0, LIMITS.homeDrafts).map(({ number, label, given, of, said }): KnownBlock => {
    const state = said === null ? words.closedDraft : words.progress(given, of);
    return row(`${number}. ${label}\n${state}`, said === null ? null : say(said, words.resume));
  });
  return [header(words.drafts), ...shown];
}

function themes({ themes: open, lang }: Overview): KnownBlock[] {
  const words = wordsIn(lang).home;
  if (open.length === 0) return [paragraph(words.nothingOpen)];
  return open.slice(0, LIMITS.homeThemes).map(({ number, label, closes }): KnownBlock => {
    const until = closes === null ? '' : `\n${words.until(closes)}`;
    return row(`${number}. ${label}${until}`, say(`contribuer ${number}`, words.contribute));
  });
}

function sent({ sent: all, lang }: Overview): KnownBlock[] {
  const words = wordsIn(lang).home;
  if (all.length === 0) return [];
  const lines = all.slice(0, LIMITS.homeSent).map(({ reference, number, label, changed }) => {
    return `${reference} · ${number}. ${label}${changed ? ` (${words.changed})` : ''}`;
  });
  return [header(words.sent), paragraph(cut(lines.join('\n'), LIMITS.messageChars))];
}

function row(text: string, accessory: Button | null): KnownBlock {
  const section = paragraph(cut(text, LIMITS.messageChars));
  return accessory === null ? section : { ...section, accessory };
}

function say(said: string, label: string): Button {
  return { type: 'button', action_id: `${ACTION.say}${said}`, text: plainLabel(label), value: said };
}

function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text, emoji: false } };
}

function paragraph(text: string): Extract<KnownBlock, { type: 'section' }> {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}
