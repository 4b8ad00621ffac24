/** A voice message from the telephone of whoever speaks to the text that everybody reads: by a person, or by a service. */
import { describe, expect, test } from 'vitest';
import type { InboundFile } from '#messaging/index.ts';
import { oggVoice } from '#test/support/recordings.ts';
import { CONSULTATION } from '#usecases/test-support/parts.ts';
import { readBody } from '#usecases/contribution-body.ts';
import type { Heard, Transcriber } from '#usecases/transcription/ports.ts';
import { openWorld, TO_OPEN_QUESTION, type World, type WorldOptions } from './test-support/world.ts';

const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' } as const;
const LEA = { platform: 'terminal', workspace: 'local', userId: 'lea' } as const;
const SAID = 'Il faudrait une permanence le samedi au marché du village.';

const opened = (options: WorldOptions = {}): Promise<World> => openWorld({ firstStaff: [SAM, LEA], ...options });

let recorded = 0;

function recording(world: World, bytes: Uint8Array = oggVoice(), more: Partial<InboundFile> = {}): InboundFile {
  const { terminal } = world.adapters;
  if (terminal === undefined) throw new Error('no terminal');
  recorded += 1;
  const source = `voice ${recorded}`;
  const { fetch } = terminal;
  terminal.fetch = file => (file.source === source ? Promise.resolve(bytes) : fetch(file));
  const audio = { seconds: null };
  return { source, name: 'Ana chez elle.ogg', mediaType: 'audio/ogg', bytes: bytes.length, audio, ...more };
}

async function speaks(world: World, user: string, files = [recording(world)]): Promise<string> {
  return (await world.say('', { user, files })).join('\n');
}

/** Answers by voice, and sends. */
async function contributes(world: World, user = 'ada', voices = 1): Promise<void> {
  await world.sayAll(TO_OPEN_QUESTION, { user });
  for (let i = 0; i < voices; i += 1) await speaks(world, user);
  await world.wait(10);
  await world.sayAll(['envoyer', '1'], { user });
  await world.sayAll(['non'], { user });
}

const to = async (world: World, user: string, text: string): Promise<string> =>
  (await world.say(text, { user })).join('\n');

const toldTo = (world: World, user: string): string =>
  world.adapters['terminal']?.sent
    .filter(({ message }) => message.to.userId === user)
    .map(({ message }) => message.text)
    .join('\n') ?? '';

const latest = async (world: World) => {
  const last = (await world.contributions()).toSorted((a, b) => a.version.version - b.version.version).at(-1);
  return Object.values(readBody(last?.version.body ?? '').answers).find(
    ({ value }) => value.kind === 'voice' || value.kind === 'text',
  );
};

async function recordingsOf(world: World, reference: string) {
  const [network] = await world.stores.networks.list();
  const { staff } = world.stores;
  return staff.transaction(tx => tx.transcriptions.ofReference(network?.id ?? '', CONSULTATION.name, reference));
}

async function journal(world: World) {
  return world.stores.staff.transaction(tx => tx.audit.latest(null, 20));
}

function service(heard: readonly Heard[]): Transcriber & { readonly asked: { lang: string; bytes: number }[] } {
  const asked: { lang: string; bytes: number }[] = [];
  return {
    name: 'whisper-large-v3',
    asked,
    transcribe: ({ lang, bytes }) => {
      asked.push({ lang, bytes: bytes.length });
      return Promise.resolve(heard[Math.min(asked.length, heard.length) - 1] ?? { ok: false, why: 'down' });
    },
  };
}

const allowing = { ...CONSULTATION, transcriptionByService: true };

describe('a voice message', () => {
  test('is kept under no name of its author, cleaned, and said at once', async () => {
    const world = await opened();
    await world.sayAll(TO_OPEN_QUESTION, { user: 'ada' });
    const bytes = oggVoice({ comment: 'LOCATION=48.85;2.35' });
    expect(await speaks(world, 'ada', [recording(world, bytes)])).toContain('gardé (0 min 42)');
    await world.wait(10);
    expect(await to(world, 'ada', 'revoir')).toContain('message vocal, 0 min 42, à transcrire');
  });

  test.each([
    ['of six minutes', oggVoice({ seconds: 361 }), {}, 'plus de 5 minutes'],
    [
      'announced as of six minutes, not even fetched',
      oggVoice({ seconds: 1 }),
      { audio: { seconds: 361 } },
      'plus de 5 minutes',
    ],
    ['too big', oggVoice({ seconds: 1 }), { bytes: 11_000_000 }, 'plus de 10 Mo'],
    ['that is no sound', new TextEncoder().encode('bonjour'), {}, "Je n'ai pas pu lire"],
  ])('%s is refused, with what to do', async (_what, bytes, more, said) => {
    const world = await opened();
    await world.sayAll(TO_OPEN_QUESTION, { user: 'ada' });
    const told = await speaks(world, 'ada', [recording(world, bytes, more)]);
    expect(told).toContain(said);
    expect(told).toMatch(/écrivez/);
  });

  test('of exactly five minutes is taken', async () => {
    const world = await opened();
    await world.sayAll(TO_OPEN_QUESTION, { user: 'ada' });
    expect(await speaks(world, 'ada', [recording(world, oggVoice({ seconds: 300 }))])).toContain('gardé (5 min 00)');
  });

  test('that its platform calls a file of unknown kind is told by its bytes', async () => {
    const world = await opened();
    await world.sayAll(TO_OPEN_QUESTION, { user: 'ada' });
    const { audio: _audio, ...plain } = recording(world);
    expect(await speaks(world, 'ada', [{ ...plain, mediaType: 'application/octet-stream' }])).toContain(
      'gardé (0 min 42)',
    );
  });

  test('deleted in the chat, its bytes go with the turn', async () => {
    const world = await opened();
    await world.sayAll(TO_OPEN_QUESTION, { user: 'ada' });
    await speaks(world, 'ada');
    await world.wait(10);
    await world.sayAll(['envoyer', '1', 'non'], { user: 'ada' });
    const [found] = await recordingsOf(world, 'A4-0001');
    const fileId = found?.fileId ?? '';
    expect(await world.stores.files.get(fileId)).not.toBeNull();
    await world.sayAll(['mes contributions', '1', 'retirer', 'oui'], { user: 'ada' });
    expect(await world.stores.files.get(fileId)).toBeNull();
    expect(await to(world, 'sam', 'transcriptions')).toContain('Aucun message vocal');
  });
});

describe('a person of the team', () => {
  test('sees what waits, listens in private, transcribes; the author is told and says that it is right', async () => {
    const world = await opened();
    await contributes(world);
    const queue = await to(world, 'sam', 'transcriptions');
    expect(queue).toContain('A4-0001#1, thème 4');
    expect(queue).toContain('0 min 42');
    expect(queue).not.toContain('ada');
    expect(await to(world, 'sam', 'suivi')).toMatch(/Messages vocaux à transcrire\s: 1/);
    expect(await to(world, 'sam', 'écouter A4-0001')).toContain('transcrire A4-0001#1');
    const sent = world.adapters['terminal']?.sent.findLast(({ bodies }) => bodies.length > 0);
    expect(sent?.bodies[0]).toMatchObject({ name: 'message-vocal.ogg', mediaType: 'audio/ogg' });
    expect(await to(world, 'sam', `transcrire A4-0001 ${SAID}`)).toContain('A4-0001#1 est transcrit');
    expect(toldTo(world, 'ada')).toContain(SAID);
    expect(toldTo(world, 'ada')).toContain("par une personne de l'équipe");
    expect((await latest(world))?.value).toEqual({ kind: 'text', text: SAID, transcribed: [{ by: 'person' }] });
    expect(await to(world, 'sam', 'transcriptions')).toContain('Aucun message vocal');
    expect(await to(world, 'ada', 'c’est bien cela')).toContain("L'enregistrement est effacé");
    expect(await to(world, 'sam', 'écouter A4-0001')).toContain('Aucun message vocal');
  });

  test('leaves no word of it in the log, nor when refused', async () => {
    const world = await opened();
    await contributes(world);
    await to(world, 'sam', `transcrire ${SAID}`);
    await to(world, 'sam', `transcrire A4-0009 ${SAID}`);
    await to(world, 'sam', `transcrire A4-0001 ${SAID}`);
    await to(world, 'sam', `transcrire A4-0001 ${SAID}`);
    const lines = (await journal(world)).filter(({ act }) => act === 'transcription.write');
    expect(lines.map(({ on, outcome }) => [on, outcome]).toReversed()).toEqual([
      ['', 'refused'],
      ['', 'refused'],
      ['A4-0001#1', 'done'],
      ['A4-0001#1', 'refused'],
    ]);
    expect(JSON.stringify([lines, world.lines])).not.toContain('samedi');
  });

  test('who comes second is told, and may put their own in its place', async () => {
    const world = await opened();
    await contributes(world);
    await to(world, 'sam', `transcrire A4-0001 ${SAID}`);
    expect(await to(world, 'lea', 'transcrire A4-0001 Il faudrait du pain.')).toContain('est déjà transcrit');
    expect((await latest(world))?.value).toMatchObject({ text: SAID });
    expect(await to(world, 'lea', 'retranscrire A4-0001 Il faudrait du pain.')).toContain('est transcrit');
    expect((await latest(world))?.value).toMatchObject({ text: 'Il faudrait du pain.' });
    await to(world, 'ada', 'c’est bien cela');
    expect(await to(world, 'lea', 'retranscrire A4-0001 Autre chose.')).toContain('Aucun message vocal');
  });

  test('says which one where a contribution has several', async () => {
    const world = await opened();
    await contributes(world, 'ada', 2);
    expect(await to(world, 'sam', `transcrire A4-0001 ${SAID}`)).toContain('plusieurs messages vocaux');
    await to(world, 'sam', 'transcrire A4-0001#2 La suite.');
    await to(world, 'sam', 'transcrire A4-0001 : Le début.');
    expect((await latest(world))?.value).toMatchObject({ text: 'Le début.\nLa suite.' });
  });

  test('never hears what was not sent', async () => {
    const world = await opened();
    await world.sayAll(TO_OPEN_QUESTION, { user: 'ada' });
    await speaks(world, 'ada');
    await world.wait(10);
    expect(await to(world, 'sam', 'transcriptions')).toContain('Aucun message vocal');
  });

  test('transcribes what the rules of moderation then look at, and what shows danger alerts', async () => {
    const world = await opened();
    await contributes(world);
    await to(world, 'sam', 'transcrire A4-0001 Appelez-moi au 06 12 34 56 78, je veux mourir.');
    expect(await to(world, 'sam', 'modération')).toMatch(/A4-0001[^\n]*téléphone/);
    expect(toldTo(world, 'ada')).toContain('3114');
    // Of the person who spoke, not of the one who wrote it down.
    const own = (world.adapters['terminal']?.textsTo('sam') ?? []).filter(text => text.includes('3114'));
    expect(own).toEqual([]);
  });
});

describe('a service', () => {
  test('transcribes a draft in its own time, says so, and the author reads it before they send', async () => {
    const transcriber = service([{ ok: true, text: SAID }]);
    const world = await opened({ consultation: allowing, transcriber });
    await world.sayAll(TO_OPEN_QUESTION, { user: 'ada' });
    expect(await speaks(world, 'ada')).toContain('Un service (whisper-large-v3) va le transcrire');
    await world.wait(10);
    expect(toldTo(world, 'ada')).toContain('par un service (whisper-large-v3)');
    expect(transcriber.asked).toMatchObject([{ lang: 'fr' }]);
    await world.sayAll(['envoyer', '1'], { user: 'ada' });
    expect((await latest(world))?.value).toEqual({
      kind: 'text',
      text: SAID,
      transcribed: [{ by: 'service', name: 'whisper-large-v3' }],
    });
    // Read by its author as they sent it: the recording is gone.
    expect(await to(world, 'sam', 'écouter A4-0001')).toContain('Aucun message vocal');
    expect((await journal(world)).map(({ act }) => act)).toContain('transcription.service');
  });

  test('is asked nothing where the consultation does not allow it', async () => {
    const transcriber = service([{ ok: true, text: SAID }]);
    const world = await opened({ transcriber });
    await contributes(world);
    await world.wait(3_600);
    expect(transcriber.asked).toEqual([]);
    expect(await to(world, 'sam', 'transcriptions')).toContain('A4-0001#1');
  });

  test('that is down is tried again, said so, and a person is not kept from it', async () => {
    const transcriber = service([{ ok: false, why: 'down' }]);
    const world = await opened({ consultation: allowing, transcriber });
    await contributes(world);
    expect(await to(world, 'sam', 'transcriptions')).toContain('Le service de transcription ne répond pas');
    const before = transcriber.asked.length;
    await world.wait(3_600);
    expect(transcriber.asked.length).toBeGreaterThan(before);
    expect(transcriber.asked.length).toBeLessThan(12);
    expect(await to(world, 'sam', `transcrire A4-0001 ${SAID}`)).toContain('est transcrit');
    const after = transcriber.asked.length;
    await world.wait(86_400);
    expect(transcriber.asked).toHaveLength(after);
  });

  test.each([
    ['empty', "n'y a rien entendu"],
    ['language', 'une autre langue'],
    ['refused', 'a refusé'],
  ] as const)('leaves to a person what it could not do: %s', async (why, said) => {
    const transcriber = service([{ ok: false, why }]);
    const world = await opened({ consultation: allowing, transcriber });
    await contributes(world);
    expect(await to(world, 'sam', 'transcriptions')).toContain(said);
    await world.wait(86_400);
    expect(transcriber.asked).toHaveLength(1);
  });

  test('comes back for what it could not do before', async () => {
    const transcriber = service([
      { ok: false, why: 'down' },
      { ok: true, text: SAID },
    ]);
    const world = await opened({ consultation: allowing, transcriber });
    await contributes(world);
    await world.wait(3_600);
    expect((await latest(world))?.value).toMatchObject({ text: SAID });
  });

  test('gives up after a day: it is for a person', async () => {
    const transcriber = service([{ ok: false, why: 'down' }]);
    const world = await opened({ consultation: allowing, transcriber });
    await contributes(world);
    await world.wait(3 * 86_400);
    expect(transcriber.asked).toHaveLength(28);
    expect(await to(world, 'sam', 'transcriptions')).toContain("le service n'a pas répondu");
  });
});

describe('a recording that was transcribed', () => {
  test('is deleted thirty days after, whoever said nothing; what is still to be transcribed stays', async () => {
    const world = await opened();
    await contributes(world, 'ada');
    await contributes(world, 'bob');
    await to(world, 'sam', `transcrire A4-0001 ${SAID}`);
    const [kept] = await recordingsOf(world, 'A4-0001');
    await world.wait(29 * 86_400);
    expect(await world.stores.files.get(kept?.fileId ?? '')).not.toBeNull();
    await world.wait(2 * 86_400);
    expect(await world.stores.files.get(kept?.fileId ?? '')).toBeNull();
    expect(await recordingsOf(world, 'A4-0002')).toHaveLength(1);
  });
});
