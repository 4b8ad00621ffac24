/** What a workshop says, as messages ready for the outbox. */
import type { OutboundChoice, OutboundMessage } from '#messaging/index.ts';
import type { Workshop, WorkshopSay } from '#workshop/index.ts';
import type { WorkshopParam, WorkshopPhrase } from '#workshop/phrases.ts';
import { CHOICE_ID_CHARACTERS } from '../limits.ts';
import { packTexts } from '../pack-texts.ts';
import { promisedReference } from '../references.ts';
import type { MessageMaker } from '../word-messages.ts';
import { minutesFile } from './minutes-file.ts';

/** The messages of one `say`, in order: paragraphs together where they fit; choices, files and thread with the last. */
export function wordWorkshop(maker: MessageMaker, workshop: Workshop, say: WorkshopSay): OutboundMessage[] {
  const { lang, id, place } = workshop;
  const keep = (phrase: WorkshopPhrase): WorkshopPhrase => keepPromise(phrase, workshop);
  const paragraphs = say.phrases.map(phrase => maker.wording.word(lang, keep(phrase))).filter(text => text !== '');
  const choices = say.choices.map(
    (choice): OutboundChoice => ({ id: choiceId(choice.value, id), label: maker.wording.label(lang, choice.label) }),
  );
  const ownNumbers = say.choices.some(({ value }) => /^v\d/.test(value));
  const thread = say.where === 'channel' ? null : place.thread;
  // Whom a public message is for: nobody in particular.
  const to = { platform: place.platform, workspace: place.workspace, channel: place.channel, thread, userId: '' };
  const texts = packTexts(paragraphs, choices);
  return texts.map((text, i): OutboundMessage => {
    const last = i === texts.length - 1;
    return {
      id: maker.newId(),
      to,
      visibility: 'public',
      text,
      lang,
      choices: last ? choices : [],
      choicesMax: last ? say.choicesMax : 1,
      question: null,
      progress: null,
      files: last && say.minutes ? [minutesFile(workshop)] : [],
      replyTo: null,
      mentions: 'none',
      ...(last && say.opens !== null ? { opensThread: maker.wording.label(lang, say.opens) } : {}),
      ...(last && ownNumbers ? { ownNumbers: true as const } : {}),
      told: { workshopId: id, mark: last ? say.mark : null },
    };
  });
}

/** `w.<value>@<workshop>`: a click says which workshop it is for, wherever its button stands. */
export function choiceId(value: string, workshopId: string): string {
  const id = `w.${value}@${workshopId}`;
  if (id.length > CHOICE_ID_CHARACTERS || !/^[\x21-\x7E]+$/.test(id))
    throw new RangeError(`a choice's id holds at most ${CHOICE_ID_CHARACTERS} ASCII characters: shorten « ${value} »`);
  return id;
}

/** The workshop that a click is for; null for a click on anything else. */
export function workshopOfChoice(values: readonly string[]): string | null {
  return /^w\.[^@]+@(.+)$/.exec(values[0] ?? '')?.[1] ?? null;
}

/** The reference where it was promised: storage gave its number in the same transaction. */
function keepPromise(phrase: WorkshopPhrase, { id, sent }: Workshop): WorkshopPhrase {
  const reference = sent?.reference;
  if (reference === null || reference === undefined) return phrase;
  const promised = promisedReference(id);
  const params = Object.entries(phrase.params).map(([name, param]): [string, WorkshopParam] => [
    name,
    param === promised ? reference : param,
  ]);
  return { key: phrase.key, params: Object.fromEntries(params) };
}
