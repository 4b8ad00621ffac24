/** PURE: the home tab: what is open, what one may ask for. Each button leads to the direct conversation. */
import type { ThemeOffer } from '#messaging/index.ts';
import type { ActionsBlockElement, HomeView, KnownBlock } from './client.ts';
import { LIMITS } from './limits.ts';
import { cut, plainLabel } from './plain-text.ts';
import { ACTION } from './render.ts';
import { wordsIn } from './words.ts';

/** `locale`: the account's language (« fr-FR »). */
export function homeView(themes: readonly ThemeOffer[], locale: string): HomeView {
  const words = wordsIn(locale).home;
  const offers = themes.slice(0, LIMITS.homeThemes).flatMap(({ number, label }): KnownBlock[] => [
    {
      type: 'section',
      text: { type: 'plain_text', text: cut(`${number}. ${label}`, LIMITS.messageChars), emoji: false },
      accessory: say(`contribuer ${number}`, words.contribute),
    },
  ]);
  return {
    type: 'home',
    blocks: [
      header(words.open),
      ...(offers.length === 0 ? [paragraph(words.nothingOpen)] : offers),
      header(words.yours),
      paragraph(words.private),
      {
        type: 'actions',
        elements: [
          say('reprendre', words.resume),
          say('mes contributions', words.contributions),
          say('mes donnees', words.data),
          say('effacer mes donnees', words.erase),
          say('langue', words.language),
          say('aide', words.help),
        ],
      },
    ],
  };
}

function say(said: string, label: string): Extract<ActionsBlockElement, { type: 'button' }> {
  return { type: 'button', action_id: `${ACTION.say}${said}`, text: plainLabel(label), value: said };
}

function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text, emoji: false } };
}

function paragraph(text: string): KnownBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}
