/** Paragraphs as messages of at most 600 characters, their numbered choices included. */
import { type OutboundChoice, plainText } from '#messaging/index.ts';
import { MESSAGE_CHARACTERS } from './limits.ts';

/** Packs from the end, so that what stands nearest to the choices stays with them. */
export function packTexts(paragraphs: readonly string[], choices: readonly OutboundChoice[]): readonly string[] {
  const texts: string[] = [];
  let text: string | undefined;
  let room = MESSAGE_CHARACTERS - choicesLength(choices);
  for (const paragraph of paragraphs.toReversed()) {
    const joined: string = text === undefined ? paragraph : `${paragraph}\n\n${text}`;
    if (text !== undefined && plainText(joined).length > room) {
      texts.unshift(text);
      text = paragraph;
      room = MESSAGE_CHARACTERS;
    } else {
      text = joined;
    }
  }
  texts.unshift(text ?? '');
  return texts;
}

/** As numbered lines under the text, which every platform can show. */
function choicesLength(choices: readonly OutboundChoice[]): number {
  return choices.reduce((total, choice, i) => total + `\n${i + 1}. ${choice.label}`.length, 0);
}
