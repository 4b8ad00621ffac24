/** A voice message, as the platform's own button on a telephone sends it: kept as the answer, and corrected as any other. */
import { expect, it } from 'vitest';
import { oggVoice } from '../../support/recordings.ts';
import { Chat } from '../chat.ts';
import type { AdapterUnderTest, Said, World } from '../world.ts';
import type { Within } from './within.ts';

const SECONDS = 42;

function speaks(world: World, seconds = SECONDS): Promise<Said> {
  const bytes = oggVoice({ seconds, comment: 'LOCATION=chez Ana' });
  return world.userSendsFile('ana', { name: 'voice-message.ogg', mediaType: 'audio/ogg', bytes, voice: { seconds } });
}

export function voices(within: Within, { capabilities }: AdapterUnderTest): void {
  it('is kept as the answer to an open question, said so at once, and the next question comes', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      await speaks(world);
      await world.settle();
      expect((await ana.last()).text).toMatch(/message vocal est gardé \(0\smin\s42\)/);
      await ana.isSilent();
      expect((await ana.last()).text).toMatch(/question 3 sur 4/i);
      await ana.says('revoir');
      expect(await ana.hears()).toMatch(/message vocal, 0\smin\s42, à transcrire/);
    }));

  it('is not taken at a question with choices, which are said again', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesFirstQuestion();
      await speaks(world);
      await world.settle();
      expect((await ana.last()).text).toMatch(/choisissez/);
      expect((await ana.last()).text).toMatch(/question 1 sur 4/i);
    }));

  it('is refused over five minutes, with what to do', () =>
    within(async world => {
      const ana = new Chat(world, 'ana');
      await ana.reachesOpenQuestion();
      await speaks(world, 400);
      await world.settle();
      expect((await ana.last()).text).toMatch(/plus de 5 minutes.*plusieurs fois, ou écrivez/);
    }));

  if (capabilities.deletions) {
    it('is withdrawn with its message', () =>
      within(async world => {
        const ana = new Chat(world, 'ana');
        await ana.reachesOpenQuestion();
        const said = await speaks(world);
        await world.settle();
        await ana.isSilent();
        await ana.deletes(said);
        expect(await ana.hears()).toMatch(/retirée/);
        await ana.says('revoir');
        expect(await ana.hears()).not.toMatch(/message vocal/);
      }));
  }
}
