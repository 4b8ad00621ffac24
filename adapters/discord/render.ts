/**
 * PURE: an outbound message → Discord messages.
 *
 * The choices always stand numbered in the text, so that anybody can answer by typing a number: from a notification, a
 * client that draws no buttons, a quote. Buttons and menus carry the bare labels beside it: a screen reader says the
 * numbers once, and meets the buttons only when it goes to them.
 */
import { type OutboundChoice, type OutboundMessage, splitText } from '#messaging/index.ts';
import { writeCustomId } from './custom-id.ts';
import { LIMITS } from './limits.ts';
import { escapeText, toDiscord } from './markdown.ts';
import type { Component } from './payloads.ts';
import { fill, wordsFor } from './words.ts';

/** One message of Discord's. */
export interface Piece {
  readonly content: string;
  readonly components: readonly Component[];
  /** Discord takes one message of a nonce, for a few minutes. */
  readonly nonce: string;
}

export const ROW = 1;
export const BUTTON = 2;
export const MENU = 3;
const PRIMARY = 1;
const SECONDARY = 2;

/** The pieces in order; the last one carries the components. Never empty. */
export function render(message: OutboundMessage): Piece[] {
  // Those that have numbers of their own were said before, under them.
  const listed = message.ownNumbers === true ? [] : message.choices;
  const list = listed.map((choice, i) => `${i + 1}. ${escapeText(oneLine(choice.label))}`).join('\n');
  const content = [toDiscord(message.text), list].filter(part => part !== '').join('\n');
  const texts = splitText(content, LIMITS.contentChars);
  const components = [...choiceRows(message), ...lastRow(message)].slice(0, LIMITS.rows);
  return texts.map((text, i) => ({
    content: text,
    components: i === texts.length - 1 ? components : [],
    nonce: i === 0 ? message.id : `${message.id}${i.toString(36)}`.slice(0, LIMITS.nonceChars),
  }));
}

function areButtons({ choices, choicesMax }: OutboundMessage): boolean {
  const short = choices.every(({ label }) => label.length <= LIMITS.buttonLabelChars);
  return choicesMax === 1 && choices.length <= LIMITS.buttonsPerRow && short;
}

function choiceRows(message: OutboundMessage): Component[] {
  const { choices } = message;
  if (choices.length === 0) return [];
  if (!areButtons(message)) return menus(message);
  return [row(choices.map(choice => button(message, choice)))];
}

/** A menu shows 25 choices: longer lists have several, one under the other. */
function menus(message: OutboundMessage): Component[] {
  const { choices, choicesMax, lang, id } = message;
  const words = wordsFor(lang);
  const size = LIMITS.optionsPerMenu;
  const rows: Component[] = [];
  for (let from = 0, page = 0; from < choices.length && rows.length < LIMITS.rows - 1; from += size, page += 1) {
    const shown = choices.slice(from, from + size);
    const most = Math.min(choicesMax, shown.length);
    const paged = isPagedChoice(message);
    const invites = most > 1 ? fill(words.menuSeveral, { n: most }) : words.menu;
    const range = fill(words.menuRange, { from: from + 1, to: from + shown.length });
    rows.push(
      row([
        {
          type: MENU,
          custom_id: writeCustomId({ kind: 'menu', message: id, page }),
          placeholder: cut(choices.length > size ? range : invites, LIMITS.placeholderChars),
          // Several menus make one choice: what was chosen in one can be taken back.
          min_values: paged ? 0 : 1,
          max_values: most,
          options: shown.map(({ id: value, label }) => ({
            label: cut(oneLine(label), LIMITS.optionLabelChars),
            value,
          })),
        },
      ]),
    );
  }
  return rows;
}

function isPagedChoice({ choices, choicesMax }: OutboundMessage): boolean {
  return choicesMax > 1 && choices.length > LIMITS.optionsPerMenu;
}

/** « Valider » under several menus, « Répondre » where words are awaited, and the form of the whole theme. */
function lastRow(message: OutboundMessage): Component[] {
  const { id, question, choices, lang, awaits } = message;
  const words = wordsFor(lang);
  const buttons: Component[] = [];
  const add = (style: number, label: string, custom_id: string): void =>
    void buttons.push({ type: BUTTON, style, label, custom_id });
  if (isPagedChoice(message)) add(PRIMARY, words.done, writeCustomId({ kind: 'done', message: id }));
  if (choices.length === 0 && (awaits === true || question !== null))
    add(PRIMARY, words.answer, writeCustomId({ kind: 'answer', message: id }));
  if (question !== null) {
    add(SECONDARY, words.form, formId(question.draftId, question.name));
  }
  return buttons.length === 0 ? [] : [row(buttons)];
}

/** The question's name is left out where it is too long to be held: the form then begins at its first page. */
function formId(draftId: string, name: string): string {
  const fits = draftId.length + name.length + 3 <= LIMITS.customIdChars;
  return writeCustomId({ kind: 'form', draftId, question: fits ? name : null });
}

function button(message: OutboundMessage, choice: OutboundChoice): Component {
  const custom_id = writeCustomId({ kind: 'choice', message: message.id, choice: choice.id });
  return { type: BUTTON, style: SECONDARY, label: oneLine(choice.label), custom_id };
}

export function row(components: readonly Component[]): Component {
  return { type: ROW, components };
}

function oneLine(label: string): string {
  return label.replace(/\s*\n\s*/gu, ' ');
}

/** Cut with an ellipsis, never between the halves of a character. */
export function cut(text: string, max: number): string {
  return text.length <= max
    ? text
    : `${text
        .slice(0, max - 1)
        .toWellFormed()
        .replace(/\uFFFD$/u, '')
        .trimEnd()}…`;
}
