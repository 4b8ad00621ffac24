/** Staff acts through the whole application: who may, in which network, once each, said in order, noted in the log. */
import { describe, expect, test } from 'vitest';
import { phrase } from '#conversation/phrases.ts';
import { createIds } from '#usecases/entropy.ts';
import { message } from '#usecases/test-support/parts.ts';
import { openWorld, TO_OPEN_QUESTION, type World } from './test-support/world.ts';

const SAM = { platform: 'terminal', workspace: 'local', userId: 'sam' };

async function log(world: World): Promise<string[]> {
  const entries = await world.stores.staff.transaction(({ audit }) => audit.latest(null, 100));
  return entries.map(({ network, who, act, on, outcome }) => [network, who, act, on, outcome].join(' | ')).toReversed();
}

describe('a staff command', () => {
  test('is obeyed once, even when its event comes again, also after a restart', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    const event = message('équipe ajouter nour animation', { user: 'sam' });
    expect((await world.take(event)).join()).toMatch(/terminal:local:nour a le rôle «.animation.»/);
    expect(await world.take(event)).toEqual([]);
    const again = await world.restart();
    expect(await again.take(event)).toEqual([]);
    expect(await log(again)).toEqual([
      'reseau | terminal:local:sam | team.add | terminal:local:nour facilitator | done',
    ]);
  });

  test('is refused to others, at every role below, and the refusal is noted without their words', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    await world.say('équipe ajouter nour animation', { user: 'sam' });
    await world.say('équipe ajouter lou modération', { user: 'sam' });
    for (const user of ['nour', 'lou', 'eve'])
      expect((await world.say('équipe ajouter eve équipe', { user })).join()).toContain("réservée à l'équipe");
    expect((await world.say('équipe lister', { user: 'nour' })).join()).not.toContain('eve');
    expect((await log(world)).filter(line => line.endsWith('refused'))).toEqual([
      'reseau | terminal:local:nour | team.add |  | refused',
      'reseau | terminal:local:lou | team.add |  | refused',
      'reseau | terminal:local:eve | team.add |  | refused',
    ]);
  });

  test('stays an answer for whoever has no role', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    await world.sayAll([...TO_OPEN_QUESTION, 'équipe lister']);
    expect((await world.wait(10)).join()).toMatch(/Noté/);
    expect(await log(world)).toEqual([]);
  });

  test('a role that was taken back holds no more, at once and in another process', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    await world.say('équipe ajouter lou équipe', { user: 'sam' });
    expect((await world.say('journal', { user: 'lou' })).join()).toContain('Le journal');
    const other = await world.restart();
    await other.say('équipe retirer lou', { user: 'sam' });
    expect((await other.say('journal', { user: 'lou' })).join()).toContain("réservée à l'équipe");
  });

  test('leaves in the log the ids of what the team wrote, and none of its other words', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    await world.say('équipe ajouter Jeanne Martin 06 12 34 56 78', { user: 'sam' });
    await world.say('équipe retirer terminal:local:lou', { user: 'sam' });
    const written = (await log(world)).join('\n');
    expect(written).toContain('| team.add |  | refused');
    expect(written).toContain('| team.remove | terminal:local:lou | refused');
    expect(written).not.toMatch(/Jeanne|Martin|56/);
  });

  test('a role given to a group holds for whoever the platform says is in it, and for nobody else', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    const asked = (text: string, user: string, groups: readonly string[]) =>
      world.take({ ...message(text, { user }), groups });
    expect((await world.say('équipe ajouter groupe:R1 animation', { user: 'sam' })).join()).toContain('groupe:R1');
    expect((await asked('équipe lister', 'eve', ['R1'])).join()).toContain('terminal:local:groupe:R1');
    expect((await asked('équipe ajouter eve équipe', 'eve', ['R1'])).join()).toContain("réservée à l'équipe");
    expect((await asked('équipe lister', 'bob', ['R2'])).join()).toContain("réservée à l'équipe");
    // Nobody can name themselves like a group.
    await expect(world.say('équipe lister', { user: 'group:R1' })).rejects.toMatchObject({ code: 'malformed' });
    await world.say('équipe retirer groupe:R1', { user: 'sam' });
    expect((await asked('équipe lister', 'eve', ['R1'])).join()).toContain("réservée à l'équipe");
  });

  test('a role given to a group lets them take a workshop over, for which the platform is asked too', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    const among = (text: string, user: string, groups: readonly string[] = []) => {
      const event = message(text, { user, at: world.clock.now() });
      return { ...event, groups, direct: false, address: { ...event.address, channel: 'general' } };
    };
    const posts = () => (world.adapters['terminal']?.sent ?? []).map(one => one.message.text).join('\n');
    await world.say('équipe ajouter groupe:R1 animation', { user: 'sam' });
    await world.take(among('atelier thème 4', 'sam'));
    for (const user of ['eve', 'bob']) await world.take(among('je participe', user));
    const { terminal } = world.adapters;
    if (terminal === undefined) throw new Error('no terminal');
    const { queries } = world.application.host(terminal);
    expect(await queries.staffGroups(among("reprendre l'animation", 'eve'))).toEqual(['R1']);
    expect(await queries.staffGroups(among("l'animation est belle", 'eve'))).toEqual([]);
    await world.take(among("reprendre l'animation", 'bob', ['R2']));
    expect(posts()).toContain('il faut y être autorisé');
    expect(posts()).not.toMatch(/eve.*anime/);
    await world.take(among("reprendre l'animation", 'eve', ['R1']));
    expect(posts()).toMatch(/eve.*anime/);
  });

  test('the last of the staff stays', async () => {
    const world = await openWorld();
    const network = await world.stores.networks.ensureDefault(world.clock.now());
    const member = { ...SAM, role: 'staff', grantedAt: world.clock.now(), grantedBy: 'tdt' } as const;
    await world.stores.staff.transaction(({ roles }) => roles.give(network, member));
    expect((await world.say('équipe retirer sam', { user: 'sam' })).join()).toContain('dernier compte');
    await world.say('équipe ajouter lou équipe', { user: 'sam' });
    expect((await world.say('équipe retirer sam', { user: 'sam' })).join()).toContain("n'a plus de rôle");
  });

  test('nothing crosses networks: roles, lists, logs', async () => {
    const world = await openWorld({ platforms: ['terminal', 'slack'], firstStaff: [SAM] });
    const now = world.clock.now();
    await world.say('bonjour', { user: 'sam' });
    await world.stores.networks.create('ardeche', 'Ardèche', now);
    await world.stores.networks.attach('slack', 'T1', 'ardeche', now);
    const there = { platform: 'slack', workspace: 'T1' };
    const ana = { ...there, userId: 'ana', role: 'staff', grantedAt: now, grantedBy: 'tdt' } as const;
    await world.stores.staff.transaction(({ roles }) => roles.give('ardeche', ana));
    expect((await world.say('équipe lister', { ...there, user: 'ana' })).join()).not.toContain('sam');
    expect((await world.say('équipe lister', { user: 'sam' })).join()).not.toContain('ana');
    expect((await world.say('équipe ajouter slack:T1:bob', { user: 'sam' })).join()).toContain("n'est pas d'un espace");
    expect((await world.say('équipe retirer slack:T1:ana', { user: 'sam' })).join()).toContain("n'a pas de rôle ici");
    expect((await world.say('journal', { ...there, user: 'ana' })).join()).not.toContain('terminal:local:sam');
    // The same name elsewhere is somebody else.
    expect((await world.say('journal', { ...there, user: 'sam' })).join()).toContain("réservée à l'équipe");
    const roles = await world.stores.staff.transaction(tx => tx.roles.list('ardeche'));
    expect(roles.map(({ userId }) => userId)).toEqual(['ana']);
  });

  test('in a channel it counts for the staff, in full, and is answered in private', async () => {
    const world = await openWorld({ firstStaff: [SAM] });
    const inChannel = (text: string, user: string) => {
      const event = message(text, { user });
      return { ...event, direct: false, address: { ...event.address, channel: 'general' } };
    };
    expect(await world.take(inChannel('équipe', 'sam'))).toEqual([]);
    expect(await world.take(inChannel('équipe lister', 'eve'))).toEqual([]);
    expect((await world.take(inChannel('équipe lister', 'sam'))).join()).toContain('Un compte');
    expect(world.adapters['terminal']?.sent.map(({ message: { to } }) => to.channel)).toEqual([null]);
    expect(await log(world)).toEqual(['reseau | terminal:local:sam | team.list |  | done']);
  });
});

describe('what somebody is told outside their turn', () => {
  test('comes in their conversation and their language, and asks the question again', async () => {
    const world = await openWorld();
    await world.sayAll(TO_OPEN_QUESTION, { user: 'u1' });
    await world.say('hello', { user: 'eve', locale: 'en-GB' });
    const { stores, clock, application, adapters } = world;
    const newId = createIds(
      { fraction: () => 0, letters: count => 'A'.repeat(count), sha256: text => text },
      clock.now,
    );
    const people = await Promise.all(['u1', 'eve'].map(user => stores.turns.participantOf('terminal', 'local', user)));
    await stores.staff.transaction(async tx => {
      for (const id of people) await tx.tell(newId(), id ?? '', { kind: 'tell', phrases: [phrase('confirm.nothing')] });
      await tx.tell(newId(), 'nobody', { kind: 'tell', phrases: [phrase('yes')] });
    });
    const before = adapters['terminal']?.sent.length ?? 0;
    await application.runUntilIdle();
    const said = adapters['terminal']?.sent.slice(before).map(({ message: { to, text } }) => `${to.userId}: ${text}`);
    expect(said?.toSorted()).toEqual([
      expect.stringMatching(/^eve: .*(nothing|Nothing)/),
      expect.stringMatching(/^u1: .*[Rr]ien/),
      expect.stringMatching(/^u1: .*question 2 sur 7/),
    ]);
    expect(await stores.turns.pendingInputs(10)).toEqual([]);
  });
});
