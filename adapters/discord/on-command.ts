/** Slash commands, and « Contribuer avec ce message ». */
import type { AccountKey } from '#messaging/index.ts';
import type { Acted } from './acted.ts';
import { commandText, parseCommand, parseWords } from './parse.ts';
import { wordsFor } from './words.ts';

const MESSAGE_COMMAND = 3;

export async function onCommand(acted: Acted): Promise<void> {
  const { link, reply, where, user } = acted;
  const { data, locale } = reply.interaction;
  const words = wordsFor(locale);
  if (data?.type === MESSAGE_COMMAND) return takeMessage(acted);
  const text = data === undefined ? null : commandText(data);
  if (text === null) return void (await reply.say(words.unknownCommand));
  await link.host.receive(parseCommand(reply.interaction, where, user, text));
  await reply.say(where.direct ? words.received : words.inPrivateSoon);
}

/** One's own words, as the answer to the open question. */
async function takeMessage({ link, reply, where, user }: Acted): Promise<void> {
  const { interaction } = reply;
  const words = wordsFor(interaction.locale);
  const id = interaction.data?.target_id ?? '';
  const target = interaction.data?.resolved?.messages?.[id];
  if (target === undefined || target.content.trim() === '') return void (await reply.say(words.emptyMessage));
  if (target.author.id !== user.id) return void (await reply.say(words.notYourMessage));
  const account: AccountKey = { platform: 'discord', workspace: where.workspace, userId: user.id };
  if (!(await link.host.queries.awaitsText(account))) {
    await link.host.receive(parseCommand(interaction, where, user, 'contribuer'));
    return void (await reply.say(words.messageLater));
  }
  // Their private conversation goes on, with words that were said elsewhere.
  const answered = { ...where, direct: true, ...(where.direct ? {} : { channel: null, thread: null }) };
  await link.host.receive(parseWords(interaction, answered, user, { text: target.content, ref: id, replyTo: null }));
  await reply.say(words.messageTaken);
}
