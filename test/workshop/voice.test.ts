/** What somebody says aloud in a workshop's thread is fetched by nobody: no bytes of a voice stay that nobody needs. */
import { rm } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { InboundEvent } from '#messaging/index.ts';
import { trial } from '../support/consultation.ts';
import { openStage, SALON } from '../support/workshop/stage.ts';

it('is not fetched, and who spoke is asked to write', async () => {
  const stage = await openStage({ consultation: trial(), url: null });
  onTestFinished(() => rm(stage.dataDir, { recursive: true, force: true }));
  await stage.says('Zoé', SALON, 'atelier thème 1');
  const thread = { channel: 'salon', thread: stage.platform.refOf("Un atelier s'ouvre ici") };
  for (const text of ['questions 2', 'commencer']) await stage.says('Zoé', thread, text);
  for (const who of ['Anne', 'Bilal']) await stage.says(who, thread, 'je participe');
  await stage.says('Zoé', thread, 'commencer');
  // Anne has spoken with the bot before: her files would be fetched elsewhere.
  await stage.says('Anne', { channel: null, thread: null }, 'bonjour');
  const sound = { source: 'nowhere', name: 'voice.ogg', mediaType: 'audio/ogg', bytes: 9_000, audio: { seconds: 42 } };
  const event = stage.platform.says('Anne', thread, '');
  await stage.hand({ ...event, files: [sound] } as InboundEvent);
  await stage.settle();
  expect(stage.platform.seen.at(-1)?.text).toContain('pas les messages vocaux');
  expect(stage.log.filter(line => line.includes('file_not_kept'))).toEqual([]);
  await stage.stop();
});
