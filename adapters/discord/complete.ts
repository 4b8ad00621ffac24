/** Completion of a theme, by its number or by what is typed of its name. */
import { LIMITS } from './limits.ts';
import type { Link } from './link.ts';
import { cut } from './render.ts';
import type { Reply } from './reply.ts';

/** Offers nothing where the database does not answer: what is typed can be sent all the same. */
export async function complete({ host }: Link, reply: Reply): Promise<void> {
  const { data, locale } = reply.interaction;
  const typed = fold(String(data?.options?.find(({ focused }) => focused === true)?.value ?? ''));
  const themes = await host.queries.themes(locale).catch(() => []);
  const choices = themes
    .map(({ number, label }) => ({ name: `${number}. ${label}`, value: String(number) }))
    .filter(({ name }) => fold(name).includes(typed))
    .slice(0, LIMITS.completions)
    .map(({ name, value }) => ({ name: cut(name, LIMITS.completionChars), value }));
  await reply.complete(choices);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
