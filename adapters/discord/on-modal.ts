/** Windows that come back filled. */
import { readCustomId, writeCustomId } from './custom-id.ts';
import { firstOf, pagesOf, readAnswer, readForm } from './form.ts';
import type { Acted } from './acted.ts';
import { LIMITS } from './limits.ts';
import { parseForm, parseWords } from './parse.ts';
import { BUTTON, cut, row } from './render.ts';
import { wordsFor } from './words.ts';

const SECONDARY = 2;

export async function onModal(acted: Acted): Promise<void> {
  const { reply } = acted;
  const { data, locale } = reply.interaction;
  const id = readCustomId(data?.custom_id ?? '');
  if (id?.kind === 'answered') return answered(acted, id.ref);
  if (id?.kind === 'filled') return filled(acted, id.draftId, id.page);
  await reply.say(wordsFor(locale).unknownButton);
}

/** The question then shows what was written in the window: it stands nowhere else on the screen. */
async function answered({ link, reply, where, user, prompts }: Acted, replyTo: string): Promise<void> {
  const { interaction } = reply;
  const text = readAnswer(interaction.data?.components ?? []);
  await link.host.receive(parseWords(interaction, where, user, { text, ref: interaction.id, replyTo }));
  const said = cut(text.replace(/\s+/gu, ' ').trim(), LIMITS.shownAnswerChars);
  // Not at once: a refused answer leaves the question, and its button, as they were.
  prompts.answered(replyTo, { word: wordsFor(interaction.locale).yourWords, values: [], said });
  await reply.accept();
}

async function filled({ link, reply, where, user }: Acted, draftId: string, page: number): Promise<void> {
  const { interaction } = reply;
  const words = wordsFor(interaction.locale);
  const account = { platform: 'discord', workspace: where.workspace, userId: user.id };
  const form = await link.host.queries.form(account, draftId);
  const values = form === null ? {} : readForm(form, interaction.data?.components ?? []);
  await link.host.receive(parseForm(interaction, where, user, draftId, values));
  const next = form !== null && page + 1 < pagesOf(form) ? firstOf(form, page + 1) : null;
  if (next === null) return void (await reply.accept());
  const custom_id = writeCustomId({ kind: 'form', draftId, question: next });
  await reply.say(words.formSaved, [row([{ type: BUTTON, style: SECONDARY, label: words.formMore, custom_id }])]);
}
