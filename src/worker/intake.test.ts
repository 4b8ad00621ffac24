/** The way in when something is wrong: the database, the workspace, the files; and joining two accounts. */
import { describe, expect, test } from 'vitest';
import type { InboundFile } from '#messaging/index.ts';
import { hashCode } from '#usecases/codes.ts';
import { MAX_FILE_BYTES } from '#usecases/limits.ts';
import type { Stores } from '#usecases/ports.ts';
import { JPEG, PDF } from '#usecases/test-support/files.ts';
import { type EventOptions, message, NOW } from '#usecases/test-support/parts.ts';
import { systemEntropy } from './system-entropy.ts';
import { openWorld, type World } from './test-support/world.ts';

function down(isDown: () => boolean) {
  return (stores: Stores): Stores => ({
    ...stores,
    turns: {
      ...stores.turns,
      runGroup: (inputs, decide) =>
        isDown() ? Promise.reject(new Error('VALUES (« mon secret »)')) : stores.turns.runGroup(inputs, decide),
    },
  });
}

function hints(world: World, platform = 'terminal'): string[] {
  return (world.adapters[platform]?.transients ?? []).flatMap(one => (one.kind === 'hint' ? [one.text] : []));
}

describe('when the database is down', () => {
  test('the person is told, with a reference that the log has, at most once a minute', async () => {
    let isDown = true;
    const world = await openWorld({ wrap: down(() => isDown) });
    await expect(world.say('mon secret')).rejects.toMatchObject({
      code: 'not_stored',
      reference: expect.stringMatching(/^R-[0-9A-Z]{4}$/) as string,
    });
    await expect(world.say('encore')).rejects.toThrow('not_stored');
    await expect(world.say('un autre', { user: 'u2' })).rejects.toThrow('not_stored');
    expect(hints(world)).toHaveLength(2);
    expect(hints(world)[0]).toMatch(/Je n'ai pas pu enregistrer votre dernier message/);
    const reference = /R-[0-9A-Z]{4}/.exec(hints(world)[0] ?? '')?.[0];
    expect(world.lines.filter(line => line.facts['reference'] === reference)).toHaveLength(1);
    expect(JSON.stringify(world.lines)).not.toContain('secret');
    world.clock.moveTo('2027-02-10T09:01:00.000Z');
    await expect(world.say('toujours')).rejects.toThrow('not_stored');
    expect(hints(world)).toHaveLength(3);
    isDown = false;
    expect(await world.say('bonjour')).not.toEqual([]);
  });

  test('what nobody waits for is not answered', async () => {
    const world = await openWorld({ wrap: down(() => true) });
    const { kind: _kind, text: _text, files: _files, replyTo: _replyTo, ref: _ref, ...base } = message('');
    await expect(world.take({ ...base, kind: 'typing' })).rejects.toThrow('not_stored');
    expect(hints(world)).toEqual([]);
  });

  test('a database that is not there yet at the first word is tried again at the next', async () => {
    let isDown = true;
    const world = await openWorld({
      wrap: stores => ({
        ...stores,
        revisions: {
          ...stores.revisions,
          keep: (...args) => (isDown ? Promise.reject(new Error('down')) : stores.revisions.keep(...args)),
        },
      }),
    });
    await expect(world.say('bonjour')).rejects.toMatchObject({ code: 'not_stored', blamed: false });
    isDown = false;
    expect(await world.say('bonjour')).not.toEqual([]);
  });

  test('a platform that is down too is no trouble', async () => {
    const world = await openWorld({ wrap: down(() => true) });
    Object.assign(world.adapters['terminal'] ?? {}, { sendTransient: () => Promise.reject(new Error('down')) });
    await expect(world.say('bonjour')).rejects.toMatchObject({ code: 'not_stored' });
  });
});

test('a turn that fails is told to its author alone: its neighbours pass, what it asked for is not done', async () => {
  const world = await openWorld({
    platforms: ['slack', 'matrix'],
    wrap: stores => ({
      ...stores,
      turns: {
        ...stores.turns,
        runGroup: (inputs, decide) =>
          stores.turns.runGroup(inputs, (conversation, given) => {
            const decided = decide(conversation, given);
            const fails = given.some(({ input }) => input.kind === 'event' && input.event.eventId === 'boom');
            if (!fails) return decided;
            throw new Error('a defect, with « mon secret »');
          }),
      },
    }),
  });
  const [owner, other] = [
    { user: 'ada', platform: 'slack' },
    { user: 'bob', platform: 'matrix' },
  ];
  await world.sayAll(['contribuer 4', '1', '1'], owner);
  await world.sayAll(['contribuer 4', '1', '1'], other);
  const code = await linkCode(world, owner);
  await world.say(`lier ${code}`, other);
  const before = world.adapters['slack']?.sent.length ?? 0;
  // The neighbour's message comes in the same breath: both are in one group.
  const ends = await Promise.allSettled([world.say('oui', { ...other, id: 'boom' }), world.say('aide', owner)]);
  expect(ends).toMatchObject([
    { status: 'rejected', reason: { code: 'not_stored', blamed: true } },
    { status: 'fulfilled' },
  ]);
  expect(world.adapters['matrix']?.transients).toMatchObject([{ kind: 'hint', to: { userId: 'bob' } }]);
  const told = world.adapters['slack']?.sent.slice(before).map(({ message: one }) => one.text) ?? [];
  expect(told.length).toBeGreaterThan(0);
  expect(told.join()).not.toContain('bob');
  expect(JSON.stringify(world.lines)).not.toContain('secret');
});

test('an event that no platform gives is refused, logged, and not answered', async () => {
  const world = await openWorld();
  await expect(world.say('bonjour', { id: 'x'.repeat(1_000) })).rejects.toMatchObject({ code: 'malformed' });
  expect(world.lines).toMatchObject([{ level: 'warn', code: 'malformed' }]);
  expect(hints(world)).toEqual([]);
});

describe('workspaces', () => {
  test('while there is one network, every workspace is its own', async () => {
    const world = await openWorld({ platforms: ['slack'] });
    await world.say('bonjour', { platform: 'slack', workspace: 'T1' });
    const [only] = await world.stores.networks.list();
    expect(await world.stores.networks.networkOf('slack', 'T1')).toBe(only?.id);
  });

  test('with several, one that belongs to none is politely refused, and nothing is kept', async () => {
    const world = await openWorld({ platforms: ['slack'] });
    const from = { platform: 'slack', workspace: 'T1' };
    await world.stores.networks.ensureDefault(NOW);
    await world.stores.networks.create('autre', 'Autre', NOW);
    expect(await world.say('bonjour', from)).toEqual([]);
    expect(hints(world, 'slack').join()).toContain('rejoindre');
    expect(await world.stores.turns.participantOf('slack', 'T1', 'u1')).toBeNull();
  });

  test('a code lets it join the network that invited it, once', async () => {
    const world = await openWorld({ platforms: ['slack'] });
    const [from, other] = [
      { platform: 'slack', workspace: 'T1' },
      { platform: 'slack', workspace: 'T2', user: 'u2' },
    ];
    await world.stores.networks.ensureDefault(NOW);
    await world.stores.networks.create('autre', 'Autre', NOW);
    await world.stores.networks.invite('autre', hashCode(systemEntropy, '7F3K-9XYZ'), '2027-02-11T09:00:00.000Z', NOW);
    await world.say('rejoindre 0000-0000', from);
    await world.say('rejoindre 7f3k 9xyz', from);
    expect(await world.stores.networks.networkOf('slack', 'T1')).toBe('autre');
    await world.say('rejoindre 7F3K-9XYZ', other);
    expect(await world.stores.networks.networkOf('slack', 'T2')).toBeNull();
    expect(hints(world, 'slack')).toEqual([
      expect.stringContaining('ne convient pas'),
      expect.stringContaining('participe'),
      expect.stringContaining('ne convient pas'),
    ]);
    expect(await world.say('bonjour', from)).not.toEqual([]);
    expect(JSON.stringify(world.lines)).not.toMatch(/7f3k/i);
  });
});

describe('files', () => {
  /** Up to a question that awaits a file, whatever the theme; null where the consultation has none. */
  const file = (name: string, bytes: number, source: string): InboundFile => ({
    source,
    name,
    mediaType: 'image/png',
    bytes,
  });

  async function bring(
    world: World,
    files: readonly InboundFile[],
    contents: Record<string, Uint8Array>,
  ): Promise<string[]> {
    const fetched: string[] = [];
    Object.assign(world.adapters['terminal'] ?? {}, {
      fetch: ({ source }: InboundFile) => {
        fetched.push(source);
        const bytes = contents[source];
        return bytes === undefined ? Promise.reject(new Error('gone')) : Promise.resolve(bytes);
      },
    });
    await world.say('', { files });
    return fetched;
  }

  /** Names of the files kept, read through the person's own copy. */
  async function kept(world: World): Promise<{ name: string; mediaType: string }[]> {
    const participantId = await world.stores.turns.participantOf('terminal', 'local', 'u1');
    const data = await world.stores.data.personalData(participantId ?? '');
    return (data?.['files'] ?? []) as { name: string; mediaType: string }[];
  }

  test('of somebody never heard of nothing is fetched', async () => {
    const world = await openWorld();
    expect(await bring(world, [file('a.png', 10, 's1')], { s1: PDF })).toEqual([]);
  });

  test('one that no question awaits is fetched, and gone after the turn', async () => {
    const world = await openWorld();
    await world.sayAll(['contribuer 4', '1', '1']);
    expect(await bring(world, [file('a.png', 10, 's1')], { s1: PDF })).toEqual(['s1']);
    expect(await kept(world)).toEqual([]);
  });

  test('one that is too big, or announced so, is never kept', async () => {
    const world = await openWorld();
    await world.sayAll(['contribuer 4', '1', '1']);
    const big = new Uint8Array(MAX_FILE_BYTES + 1);
    big.set(PDF);
    expect(await bring(world, [file('a.png', MAX_FILE_BYTES + 1, 's1'), file('b.png', 10, 's2')], { s2: big })).toEqual(
      ['s2'],
    );
    expect(await kept(world)).toEqual([]);
  });

  test('one that a question awaits is kept under its true type, without metadata', async () => {
    const world = await openWorld();
    const asked = await toFileQuestion(world);
    if (!asked) throw new Error('no question of the consultation awaits a file');
    await bring(world, [file('Ma photo.png', 10, 's1'), file('virus.pdf', 10, 's2'), file('perdu.pdf', 10, 's3')], {
      s1: JPEG,
      s2: new Uint8Array([0x4d, 0x5a, 0x90, 0]),
    });
    expect(await kept(world)).toMatchObject([{ name: 'Ma photo.jpg', mediaType: 'image/jpeg' }]);
    expect(JSON.stringify(world.lines)).not.toContain('photo');
  });
});

/** Skips questions of each theme until one takes a file. */
async function toFileQuestion(world: World): Promise<boolean> {
  const theme = world.application.consultation.axes.find(axis =>
    axis.questions.some(question => /file/.test(question.type)),
  );
  await world.sayAll([`contribuer ${theme?.number}`, '1', '1']);
  for (let i = 0; i < 60; i += 1) {
    const asked = world.adapters['terminal']?.sent.at(-1)?.message;
    if (asked?.question !== null && asked?.question !== undefined && /file/.test(asked.question.type)) return true;
    const offersPart = asked?.question === null && asked.choices.length > 0;
    await world.say(offersPart ? '1' : 'passer');
  }
  return false;
}

describe('two accounts of one person', () => {
  const first = { user: 'ada', platform: 'slack', workspace: 'T1' };
  const second = { user: 'ada2', platform: 'matrix', workspace: 'server' };

  test('are joined once both have said yes: one set of drafts', async () => {
    const world = await openWorld({ platforms: ['slack', 'matrix'] });
    await world.sayAll(['contribuer 4', '1', '1', '1, 3'], first);
    await world.sayAll(['contribuer 5', '1', '1'], second);
    const given = await linkCode(world, first);
    expect(given).not.toBe('');
    await world.sayAll([`lier ${given}`, 'oui'], second);
    const asked = world.adapters['slack']?.sent.at(-1)?.message.text ?? '';
    expect(asked).toContain('ada2');
    const done = await world.say('oui', first);
    expect(done.join()).toContain('vos comptes sont liés');
    const { participantOf } = world.stores.turns;
    const owner = await participantOf('slack', 'T1', 'ada');
    expect(owner).not.toBeNull();
    expect(await participantOf('matrix', 'server', 'ada2')).toBe(owner);
    expect((await world.say('où en suis-je ?', second)).length).toBeGreaterThan(0);
    // Apart again: the account begins anew, the drafts stay with the first.
    expect((await world.sayAll(['délier mon compte', 'oui'], second)).join()).toContain('séparé');
    expect(await participantOf('matrix', 'server', 'ada2')).toBeNull();
    expect(await participantOf('slack', 'T1', 'ada')).toBe(owner);
    expect((await world.sayAll(['délier mon compte', 'oui'], first)).join()).toContain('aucun autre');
  });

  test('a code serves once, for ten minutes, and is not stored', async () => {
    const world = await openWorld({ platforms: ['slack', 'matrix'] });
    await world.sayAll(['contribuer 4', '1', '1'], first);
    await world.sayAll(['contribuer 4', '1', '1'], second);
    const given = await linkCode(world, first);
    expect(
      JSON.stringify(
        await world.stores.data.personalData((await world.stores.turns.participantOf('slack', 'T1', 'ada')) ?? ''),
      ),
    ).not.toContain('codeHash');
    await world.wait(601);
    expect((await world.sayAll([`lier ${given}`, 'oui'], second)).join()).toContain("n'est plus valable");
  });

  test('a refusal is told to who asked, and nothing is joined', async () => {
    const world = await openWorld({ platforms: ['slack', 'matrix'] });
    await world.sayAll(['contribuer 4', '1', '1'], first);
    await world.sayAll(['contribuer 4', '1', '1'], second);
    await world.sayAll([`lier ${await linkCode(world, first)}`, 'oui'], second);
    await world.say('non', first);
    expect(world.adapters['matrix']?.sent.some(({ message: one }) => one.text.includes('refusée'))).toBe(true);
    const { participantOf } = world.stores.turns;
    expect(await participantOf('matrix', 'server', 'ada2')).not.toBe(await participantOf('slack', 'T1', 'ada'));
  });
});

/** The code that « lier mon compte » gives. */
async function linkCode(world: World, account: EventOptions): Promise<string> {
  const told = await world.say('lier mon compte', account);
  return /« ?lier ([^ »]+) ?»/.exec(told.join().replaceAll('\u00A0', ' '))?.[1] ?? '';
}
