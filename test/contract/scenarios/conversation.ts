/** What a person must be able to do anywhere: all of it, in numbered plain text. */
import { expect, it } from 'vitest';
import { Chat } from '../chat.ts';
import type { AdapterUnderTest } from '../world.ts';
import type { Within } from './within.ts';

export function conversation(within: Within, { capabilities }: AdapterUnderTest): void {
  it('answers somebody who says hello, with numbered choices in the text', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.says('bonjour');
      expect((await ana.last()).text).toMatch(/robot/i);
      expect((await ana.last()).text).toMatch(/1\. .+\n2\. /u);
    }));

  it('leads from hello to a receipt by text alone', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      await ana.says("J'ai attendu longtemps.");
      await ana.isSilent();
      expect(await ana.hears()).toMatch(/question 3 sur 4/i);
      await ana.says('une dizaine');
      expect(await ana.hears()).toMatch(/10/);
      await ana.says('passer');
      await ana.says('envoyer');
      await ana.says('1');
      expect((await ana.bot()).map(seen => seen.text).join('\n')).toMatch(/A1-\d{4}/);
    }));

  it('takes a press on a choice as its number', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      await ana.clicks('À la mairie');
      expect(await ana.hears()).toMatch(/À la mairie/);
      expect(await ana.hears()).not.toMatch(/question 1 sur/i);
    }));

  it('answers a press on an old message, and loses no answer by it', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      const first = await ana.last();
      await ana.clicks('À la mairie', first);
      await ana.clicks('À la gare', first);
      expect(await ana.hears()).not.toBe('');
    }));

  it('shows what can be pressed where it says that it can', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      const { choices } = await ana.last();
      if (capabilities.buttons || capabilities.menus)
        expect(choices).toEqual(expect.arrayContaining(['À la mairie', 'À la gare', 'Ailleurs']));
      else expect((await ana.last()).text).toMatch(/1\. À la mairie\n2\. À la gare\n3\. Ailleurs/u);
    }));

  it('makes one answer of several messages, in their order', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      for (const text of ['un guichet fermé', 'puis un autre', 'enfin une réponse']) await world.userSays('ana', text);
      await world.settle();
      await ana.isSilent();
      expect(await ana.hears()).toMatch(/trois messages/i);
      await ana.says('revoir');
      expect(await ana.hears()).toMatch(/un guichet fermé\s+puis un autre\s+enfin une réponse/u);
    }));

  it('keeps two people apart', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      const bob = new Chat(world, 'bob');
      await Promise.all([world.userSays('ana', 'contribuer 1'), world.userSays('bob', 'bonjour')]);
      await world.settle();
      await ana.says('1');
      expect(await ana.count(/robot/i)).toBe(1);
      expect(await bob.count(/robot/i)).toBe(1);
      expect((await bob.bot()).length).toBe(1);
    }));

  it('keeps the order of what it says', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      for (const word of ['aide', 'où en suis-je', 'aide', 'où en suis-je']) await world.userSays('ana', word);
      await world.settle();
      const seen = (await world.whatUserSees('ana')).filter(one => one.from === 'bot').slice(-4);
      expect(seen.map(one => /thème 1/i.test(one.text) && !/«\s*pause\s*»/iu.test(one.text))).toEqual([
        false,
        true,
        false,
        true,
      ]);
    }));

  it('shows the whole of a long message', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      const words = Array.from({ length: 900 }, (_, i) => `mot${i}`).join(' ');
      await ana.says(words);
      await ana.isSilent();
      await ana.says('mes données');
      await ana.says('1');
      const last = await ana.bot();
      if (capabilities.files) expect(last.flatMap(seen => seen.files)).toHaveLength(1);
      for (const seen of last) expect(seen.text.length).toBeLessThanOrEqual(capabilities.maxCharacters);
    }));

  if (capabilities.typing) {
    it('leaves an answer open while the person types', () =>
      within(async world => {
        const ana = new Chat(world, 'ana');
        await ana.reachesOpenQuestion();
        await ana.says('un début');
        await world.passTime(3);
        await world.userTypes('ana');
        await world.passTime(3);
        expect(await ana.hears()).not.toMatch(/question 3 sur/i);
        await ana.says('une fin');
        await ana.isSilent();
        expect(await ana.hears()).toMatch(/deux messages/i);
      }));
  }

  if (capabilities.files) {
    it('takes a file', () =>
      within(async world => {
        const ana = new Chat(world, 'ana');
        await ana.reachesOpenQuestion();
        await ana.says('passer');
        await ana.says('passer');
        expect((await ana.last()).text).toMatch(/question 4 sur 4/i);
        await world.userSendsFile('ana', {
          name: 'plan.pdf',
          mediaType: 'application/pdf',
          bytes: new TextEncoder().encode('%PDF-1.4\n%%EOF\n'),
        });
        await world.settle();
        await ana.isSilent();
        expect(
          (await ana.bot())
            .slice(-3)
            .map(seen => seen.text)
            .join('\n'),
        ).toMatch(/plan\.pdf/);
      }));
  }
}
