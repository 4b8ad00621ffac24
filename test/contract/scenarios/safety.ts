/** What people write is only ever text: it pings nobody and breaks out of nothing. */
import { expect, it } from 'vitest';
import { Chat } from '../chat.ts';
import type { Within } from './within.ts';

const HOSTILE = [
  '@everyone @here @channel <!channel> <!here> <@U123> <@&456> <#789> @room',
  '*gras* **gras** _italique_ ~barré~ `code` ```bloc``` ||caché||',
  '[clic](https://example.org) <https://example.org|clic> <b>gras</b> &lt;b&gt; <script>alert(1)</script>',
  '> citation # titre - liste 1. liste :tada: \\ \\* :+1: <t:0:R>',
];

export function safety(within: Within): void {
  it.each(HOSTILE)('shows %j as it was written', text =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      await ana.says(text);
      await ana.isSilent();
      await ana.says('revoir');
      expect((await ana.hears()).replace(/\s+/gu, ' ')).toContain(text);
      expect(await world.pings()).toBe(0);
    }),
  );

  it('takes a name full of markup for a name', () =>
    within(async world => {
      const user = '<@everyone> *x*';
      const eve = new Chat(world, user);
      await eve.says('bonjour');
      expect((await eve.bot()).length).toBe(1);
      expect(await world.pings()).toBe(0);
    }));

  it('shows no control character and no reordering', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      await ana.says('a\u0007b\u001b[31mc \u202egauche\u202c \u0000d');
      await ana.isSilent();
      await ana.says('revoir');
      expect(await ana.hears()).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    }));

  it('refuses a message of a megabyte with a sentence, and keeps the draft', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      await ana.says('bien arrivé');
      await ana.says('x'.repeat(1_000_000));
      expect(await ana.hears()).toMatch(/trop long/i);
      await ana.isSilent();
      await ana.says('revoir');
      expect(await ana.hears()).toMatch(/bien arrivé/);
    }));
}
