/** PURE: one outbound message → what Slack is sent. Everything can be done by text; what can be pressed is a shortcut. */
import { plainText } from '#messaging/index.ts';
import type { OutboundMessage } from '#messaging/index.ts';
import type { ActionsBlockElement, KnownBlock, PlainTextOption } from './client.ts';
import { encodeText } from './decode.ts';
import { LIMITS } from './limits.ts';
import { cut, plainLabel } from './plain-text.ts';
import { richText } from './rich-text.ts';
import { SAID, wordsIn } from './words.ts';

/** One message of Slack. */
export interface Rendered {
  /** What is notified, and what a screen reader reads: all of it, without markup. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** Names of what can be pressed: they come back in `parse.ts`. */
export const ACTION = {
  /** A button of its own: the rest of the name is the choice's id. */
  choice: 'choice:',
  menu: 'menu',
  boxes: 'boxes',
  validate: 'validate',
  date: 'date',
  places: 'places',
  say: 'say:',
  form: 'form',
} as const;

/** Questions that a day answers; an approximate one (« mai 2024 ») may be written all the same. */
const DATES: ReadonlySet<string> = new Set(['date', 'approx_date']);

/** Beside a press that is no choice: the message's `prompt`, after the name, so that an old press is told apart. */
export function withPrompt(action: string, { prompt }: Pick<OutboundMessage, 'prompt'>): string {
  return prompt === undefined ? action : `${action}@${prompt}`;
}

/** Blocks in which one answers, by the beginning of their id, the message's language after it: they go with the answer. */
const ANSWERING = { choices: 'choices:', ways: 'ways:' } as const;

/** The messages of Slack for one of ours: one, or several where the text is longer than one can be. */
export function renderMessage(message: OutboundMessage): readonly Rendered[] {
  // Those that have numbers of their own were said before, under them.
  const listed = message.ownNumbers === true ? [] : message.choices;
  const numbered = listed.map((choice, i) => `${i + 1}\\. ${escapeLabel(choice.label)}`).join('\n');
  const markdown = [message.text, numbered].filter(text => text !== '').join('\n');
  const parts = split(markdown, LIMITS.messageChars);
  return parts.map((part, i) => {
    const last = i === parts.length - 1;
    return {
      text: encodeText(plainText(part)),
      blocks: [richText(part), ...(last ? [...progress(message), ...answers(message), ...ways(message)] : [])],
    };
  });
}

/** The blocks of a message once it was answered: nothing to press, and what was answered. */
export function answeredBlocks(blocks: readonly KnownBlock[], labels: readonly string[]): KnownBlock[] {
  const ids = blocks.map(block => block.block_id ?? '').filter(isAnswering);
  const kept = blocks.filter(block => !isAnswering(block.block_id ?? ''));
  const lang = ids[0]?.split(':')[1] ?? 'fr';
  return [...kept, context(`${wordsIn(lang).answered} ${labels.join(', ')}`)];
}

function isAnswering(blockId: string): boolean {
  return Object.values(ANSWERING).some(beginning => blockId.startsWith(beginning));
}

function progress({ lang, progress: at, question }: OutboundMessage): KnownBlock[] {
  return at === null || question === null ? [] : [context(`${wordsIn(lang).axis} ${question.axis} · ${at.n}/${at.of}`)];
}

function context(text: string): KnownBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text: cut(text, 2_000), emoji: false }] };
}

function answers(message: OutboundMessage): KnownBlock[] {
  const { choices, choicesMax, question, lang } = message;
  const words = wordsIn(lang);
  const block = (elements: ActionsBlockElement[]): KnownBlock[] => [
    { type: 'actions', block_id: `${ANSWERING.choices}${lang}`, elements },
  ];
  if (choices.length === 0) {
    if (message.search === 'places') {
      const placeholder = plainLabel(words.place);
      const action_id = withPrompt(ACTION.places, message);
      return block([{ type: 'external_select', action_id, placeholder, min_query_length: 1 }]);
    }
    if (question === null || !DATES.has(question.type)) return [];
    const action_id = withPrompt(ACTION.date, message);
    return block([{ type: 'datepicker', action_id, placeholder: plainLabel(words.date) }]);
  }
  if (choices.length > LIMITS.options) return [];
  const options = choices.map((choice): PlainTextOption => ({ text: plainLabel(choice.label), value: choice.id }));
  if (choicesMax > 1) {
    const several: ActionsBlockElement =
      choices.length <= LIMITS.checkboxes
        ? { type: 'checkboxes', action_id: ACTION.boxes, options }
        : {
            type: 'multi_static_select',
            action_id: ACTION.boxes,
            options,
            placeholder: plainLabel(words.chooseSeveral),
            max_selected_items: choicesMax,
          };
    return block([
      several,
      { type: 'button', action_id: ACTION.validate, text: plainLabel(words.validate), style: 'primary' },
    ]);
  }
  if (choices.length > LIMITS.buttons) {
    return block([{ type: 'static_select', action_id: ACTION.menu, options, placeholder: plainLabel(words.choose) }]);
  }
  return block(
    choices.map(({ id, label }) => ({
      type: 'button',
      action_id: `${ACTION.choice}${id}`,
      text: plainLabel(label),
      value: id,
    })),
  );
}

/** « Passer », « Retour », « Revoir », « Répondre en formulaire », beside every question. */
function ways(message: OutboundMessage): KnownBlock[] {
  const { question, lang } = message;
  if (question === null) return [];
  const words = wordsIn(lang);
  const elements = (['skip', 'back', 'review'] as const).map((way): ActionsBlockElement => {
    // The review is the same from anywhere: an old message leads there too.
    const prompt = way === 'review' ? {} : message;
    const action_id = withPrompt(`${ACTION.say}${SAID[way]}`, prompt);
    return { type: 'button', action_id, text: plainLabel(words[way]), value: SAID[way] };
  });
  elements.push({ type: 'button', action_id: ACTION.form, text: plainLabel(words.form), value: question.draftId });
  return [{ type: 'actions', block_id: `${ANSWERING.ways}${lang}`, elements }];
}

/** A label is plain text: none of it is markup. */
function escapeLabel(label: string): string {
  return label.replaceAll(/[\\*_[\]()`~<>#|@&]/g, String.raw`\$&`);
}

/** Cuts a text at ends of paragraphs, of lines, of words; never inside an escape. */
export function split(markdown: string, most: number): readonly string[] {
  const parts: string[] = [];
  let rest = markdown;
  while (rest.length > most) {
    const head = rest.slice(0, most);
    const at = [head.lastIndexOf('\n\n'), head.lastIndexOf('\n'), head.lastIndexOf(' ')].find(i => i > most / 2) ?? -1;
    const end = at === -1 ? safeEnd(head) : at;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\s+/u, '');
  }
  if (rest !== '' || parts.length === 0) parts.push(rest);
  return parts;
}

/** An end that leaves no half character and no lone backslash. */
function safeEnd(head: string): number {
  let end = head.length;
  if (/[\uD800-\uDBFF]$/.test(head)) end -= 1;
  const backslashes = /\\*$/.exec(head.slice(0, end))?.[0].length ?? 0;
  return backslashes % 2 === 1 ? end - 1 : end;
}
