/** Nothing is lost and nothing is said twice, whatever the network and the process do. */
import { expect, it } from 'vitest';
import { Chat } from '../chat.ts';
import type { AdapterUnderTest, World } from '../world.ts';
import type { Within } from './within.ts';

const HELP = /«\s*pause\s*»,\s*«\s*reprendre\s*»/iu;

export function faults(within: Within, { refusesFiles }: AdapterUnderTest): void {
  it.each([1, 4])('counts an event redelivered %i times once', more =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      world.faults.redeliver(more);
      await ana.reachesOpenQuestion();
      await ana.says('un');
      await ana.says('deux');
      await ana.isSilent();
      expect(await ana.hears()).toMatch(/deux messages/i);
      expect(await ana.count(/question 2 sur 4/i)).toBe(1);
      expect(await ana.count(/question 3 sur 4/i)).toBe(1);
    }),
  );

  it('counts once an event redelivered after a restart', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      world.faults.redeliver(2);
      await world.userSays('ana', 'un seul');
      await world.faults.restart();
      await world.settle();
      await ana.isSilent();
      expect(await ana.count(/question 3 sur 4/i)).toBe(1);
      expect(await ana.hears()).not.toMatch(/messages font/i);
    }));

  if (refusesFiles === true)
    it('says so where the platform refuses a file, and the words arrive all the same', () =>
      within(async world => {
        const ana = new Chat(world, 'ana');
        await ana.reachesOpenQuestion();
        world.faults.refuseFiles?.();
        await ana.says('mes données');
        await ana.says('1');
        expect(await ana.hears()).toMatch(/refusé le fichier/);
        expect((await ana.bot()).flatMap(seen => seen.files)).toEqual([]);
        await ana.says('aide');
        expect(await ana.hears()).toMatch(HELP);
      }));

  it('says what it had to say once the connection is back, and hears what was said meanwhile', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      const { restore } = await world.faults.dropConnection();
      await world.userSays('ana', 'dit hors ligne');
      await world.passTime(2);
      await restore();
      await world.passTime(60);
      expect(await ana.count(/question 3 sur 4/i)).toBe(1);
      await ana.says('revoir');
      expect(await ana.hears()).toMatch(/dit hors ligne/);
    }));

  it('says what a dropped connection kept it from saying', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      await ana.says('ma réponse');
      const { restore } = await world.faults.dropConnection();
      await world.passTime(10);
      expect(await ana.count(/question 3 sur 4/i)).toBe(0);
      await restore();
      await world.passTime(120);
      expect(await ana.count(/question 3 sur 4/i)).toBe(1);
    }));

  it.each(['applied', 'not'] as const)('shows a message once whose response was lost (%s)', applied =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      world.faults.loseResponse(applied);
      await ana.says('aide');
      await world.passTime(120);
      await expectOnce(world, HELP);
    }),
  );

  it.each(['applied', 'not'] as const)('shows it once where the process was killed as well (%s)', applied =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      world.faults.loseResponse(applied);
      await world.userSays('ana', 'aide');
      await world.faults.restart();
      await world.passTime(600);
      await expectOnce(world, HELP);
    }),
  );

  it('waits as long as the platform asks, then says everything in order', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      world.faults.rateLimit(5);
      await world.userSays('ana', 'aide');
      await world.userSays('ana', 'où en suis-je');
      await world.settle();
      await world.passTime(60);
      const texts = (await ana.bot()).slice(-2).map(seen => seen.text);
      expect(texts.findIndex(text => HELP.test(text))).toBe(0);
      await expectOnce(world, HELP);
    }));

  it('goes on where it was after a restart', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      await ana.says('avant');
      await world.faults.restart();
      await ana.says('après');
      await ana.isSilent();
      expect(await ana.hears()).toMatch(/deux messages/i);
      await world.faults.restart();
      await ana.says('revoir');
      expect(await ana.hears()).toMatch(/avant\s+après/u);
    }));

  it('closes an answer whose silence came while nobody was there', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      await world.userSays('ana', 'juste avant');
      await world.faults.restart();
      await ana.isSilent();
      expect(await ana.count(/question 3 sur 4/i)).toBe(1);
    }));
}

async function expectOnce(world: World, pattern: RegExp): Promise<void> {
  const seen = (await world.whatUserSees('ana')).filter(one => one.from === 'bot' && pattern.test(one.text));
  expect(seen).toHaveLength(1);
}
