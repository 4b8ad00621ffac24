/** Buttons and menus. */
import { type CustomId, readCustomId } from './custom-id.ts';
import { answerModal, formModal, pageOf } from './form.ts';
import type { Acted } from './acted.ts';
import { parseChoice } from './parse.ts';
import type { Component } from './payloads.ts';
import { chosenIn, isPaged, mostOf, withChosen } from './several.ts';
import { isAlive, settle } from './settle.ts';
import { fill, wordsFor } from './words.ts';

export async function onComponent(acted: Acted): Promise<void> {
  const { link, reply } = acted;
  const { message, data, locale } = reply.interaction;
  const id = readCustomId(data?.custom_id ?? '');
  const ours = message !== undefined && (message.author === undefined || message.author.id === link.botId);
  if (id === null || !ours) return void (await reply.say(wordsFor(locale).unknownButton));
  switch (id.kind) {
    case 'choice':
      return choose(acted, [id.choice]);
    case 'menu': {
      const values = data?.values ?? [];
      // One menu of several: the choice is made once all of them are, by the button under them.
      if (isPaged(message.components))
        return void (await reply.update(withChosen(message, data?.custom_id ?? '', values)));
      return choose(acted, values);
    }
    case 'done':
      return chooseAll(acted, message.components);
    case 'answer':
      return void (await reply.open(answerModal(message.id, message.content, locale)));
    case 'form':
      return openForm(acted, id);
    case 'answered':
    case 'filled':
      return void (await reply.say(wordsFor(locale).unknownButton));
  }
}

/** The message then shows what was chosen; a second click, or one on an old screen, changes nothing of it. */
async function choose({ link, reply, where, user, prompts }: Acted, values: readonly string[]): Promise<void> {
  const { interaction } = reply;
  const { message, channel_id: channel = '' } = interaction;
  await link.host.receive(parseChoice(interaction, where, user, values));
  // What is pressed in a workshop is pressed by many: it stays as it is.
  const shared = values.every(value => value.startsWith('w.'));
  const open = message !== undefined && !shared && isAlive(message.components) && !prompts.wasAnswered(message.id);
  if (!open) return void (await reply.accept());
  const answer = { word: wordsFor(interaction.locale).chosen, values, said: '' };
  prompts.answered(message.id, answer);
  if (await reply.update(settle(message, answer))) prompts.settled(channel, message.id);
}

async function chooseAll(acted: Acted, components: readonly Component[]): Promise<void> {
  const words = wordsFor(acted.reply.interaction.locale);
  const values = chosenIn(components);
  const most = mostOf(components);
  if (values.length === 0) return void (await acted.reply.say(words.chooseFirst));
  if (values.length > most) return void (await acted.reply.say(fill(words.tooMany, { n: most })));
  return choose(acted, values);
}

async function openForm(
  { link, reply, where, user }: Acted,
  { draftId, question }: Extract<CustomId, { kind: 'form' }>,
): Promise<void> {
  const words = wordsFor(reply.interaction.locale);
  const account = { platform: 'discord', workspace: where.workspace, userId: user.id };
  const form = await link.host.queries.form(account, draftId);
  if (form === null) return void (await reply.say(words.formGone));
  const modal = formModal(form, pageOf(form, question));
  await (modal === null ? reply.say(words.formEmpty) : reply.open(modal));
}
