/** What a step says, as messages ready for the outbox: phrases worded, joined or split, choices given their ids. */
import type { Lang } from '#consultation/definition.ts';
import type { Say } from '#conversation/effects.ts';
import { type OutboundChoice, type OutboundFile, type OutboundMessage } from '#messaging/index.ts';
import type { Wording } from '#wording/wording.ts';
import { CHOICE_ID_CHARACTERS } from './limits.ts';
import { packTexts } from './pack-texts.ts';

export interface MessageMaker {
  readonly wording: Wording;
  /** Stable ids of at most 25 ASCII characters, in the order they are made. */
  readonly newId: () => string;
}

/** Name of the file that holds a person's data. */
const PERSONAL_DATA_NAME: Readonly<Record<Lang, string>> = { fr: 'mes-donnees.json', en: 'my-data.json' };

/**
 * The messages of one `say`, in order: its phrases as paragraphs of one message where they fit in 600 characters with
 * the numbered choices, otherwise of several, the last of which carries choices, question, progress and files. A
 * paragraph is never cut here: one that is longer goes alone, and the adapter cuts it if the platform must.
 */
export function wordMessages(maker: MessageMaker, participantId: string, say: Say): OutboundMessage[] {
  const paragraphs = say.phrases.map(phrase => maker.wording.word(say.lang, phrase)).filter(text => text !== '');
  const choices = say.choices.map(
    (choice): OutboundChoice => ({
      id: choiceId(say.prompt, choice.value),
      label: maker.wording.label(say.lang, choice.label),
    }),
  );
  if (paragraphs.length === 0 && choices.length === 0 && say.files.length === 0) return [];
  const texts = packTexts(paragraphs, choices);
  return texts.map((text, i): OutboundMessage => {
    const last = i === texts.length - 1;
    return {
      id: maker.newId(),
      to: say.to,
      visibility: 'private',
      text,
      lang: say.lang,
      choices: last ? choices : [],
      choicesMax: last ? say.choicesMax : 1,
      question: last ? say.question : null,
      ...(last && say.awaits === true ? { awaits: true } : {}),
      progress: last ? say.progress : null,
      ...(last ? { prompt: say.prompt } : {}),
      ...(last && say.search !== undefined ? { search: say.search } : {}),
      files: last
        ? say.files.map(file => (file === 'personal_data' ? personalData(participantId, say.lang) : file))
        : [],
      replyTo: i === 0 ? say.replyTo : null,
      mentions: 'none',
    };
  });
}

/** `<prompt>.<value>`: the prompt tells a click on an older message apart. Throws where no platform could hold it. */
function choiceId(prompt: number, value: string): string {
  const id = `${prompt}.${value}`;
  if (id.length > CHOICE_ID_CHARACTERS || !/^[\x21-\x7E]+$/.test(id)) {
    throw new RangeError(`a choice's id holds at most ${CHOICE_ID_CHARACTERS} ASCII characters: shorten « ${value} »`);
  }
  return id;
}

function personalData(participantId: string, lang: Lang): OutboundFile {
  const name = PERSONAL_DATA_NAME[lang.split('-')[0] ?? lang] ?? 'mes-donnees.json';
  return { name, mediaType: 'application/json', content: { from: 'personal_data', participantId } };
}
