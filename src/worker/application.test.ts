/** The way of a person's words through the whole application, on a real database. */
import { describe, expect, test } from 'vitest';
import { readBody } from '#usecases/contribution-body.ts';
import { message } from '#usecases/test-support/parts.ts';
import { openWorld, TO_OPEN_QUESTION, type World } from './test-support/world.ts';

async function draftTexts({ stores }: World): Promise<string[]> {
  const [network] = await stores.networks.list();
  const texts: string[] = [];
  for await (const { answer } of stores.data.draftAnswers(network?.id ?? ''))
    texts.push(...answer.parts.map(part => part.text));
  return texts;
}

describe('a contribution', () => {
  test('goes from hello to a public reference, and is read back as it was given', async () => {
    const world = await openWorld();
    await world.sayAll(TO_OPEN_QUESTION);
    await world.sayAll(['chez nous il y a une permanence', "il faudrait quelqu'un au marché"]);
    expect((await world.wait(10)).join()).toMatch(/question 3 sur/i);
    const receipt = await world.sayAll(['envoyer', '1']);
    expect(receipt.join()).toContain('A4-0001');
    const [contribution, ...others] = await world.contributions();
    expect(others).toEqual([]);
    expect(contribution).toMatchObject({
      status: 'submitted',
      version: { reference: 'A4-0001', version: 1, axis: 4, kind: 'individual' },
    });
    const body = readBody(contribution?.version.body ?? '');
    expect(body).toMatchObject({ presentation: 'unnamed', name: null, places: ['dep:74'] });
    expect(body.answers['publics']).toEqual({
      value: { kind: 'choices', names: ['seniors', 'etudiants'] },
      texts: ['1, 3'],
    });
    expect(body.answers['changement']?.texts).toEqual([
      'chez nous il y a une permanence',
      "il faudrait quelqu'un au marché",
    ]);
  });

  test('two people who send in the same instant have each their reference, told and stored', async () => {
    const world = await openWorld();
    const people = ['ada', 'bob', 'cyd'];
    for (const user of people) await world.sayAll([...TO_OPEN_QUESTION, 'passer', 'envoyer'], { user });
    const answers = await Promise.all(people.map(user => world.say('1', { user })));
    const references = answers.map(texts => /A4-\d{4}/.exec(texts.join())?.[0] ?? '').sort(byText);
    expect(references).toEqual(['A4-0001', 'A4-0002', 'A4-0003']);
    expect((await world.contributions()).map(one => one.version.reference)).toEqual(references);
    expect(JSON.stringify(Object.values(world.adapters)[0]?.sent)).not.toContain('reference:');
  });

  test('sent and asked for in one breath, its reference is said in both answers', async () => {
    const world = await openWorld();
    await world.sayAll([...TO_OPEN_QUESTION, 'passer', 'envoyer']);
    const { host } = world.application;
    const adapter = world.adapters['terminal'];
    if (adapter === undefined) throw new Error('no adapter');
    await Promise.all(['1', 'passer', 'mes contributions'].map(text => host(adapter).receive(message(text))));
    await world.application.runUntilIdle();
    const labels = adapter.sent
      .at(-1)
      ?.message.choices.map(choice => choice.label)
      .join();
    expect(labels).toContain('A4-0001');
    expect(JSON.stringify(adapter.sent)).not.toContain('reference:');
  });
});

describe('an event that comes again', () => {
  test('counts once: side by side, later, and after a restart', async () => {
    const world = await openWorld();
    await world.sayAll(TO_OPEN_QUESTION);
    const event = message('une seule fois');
    const adapter = world.adapters['terminal'];
    if (adapter === undefined) throw new Error('no adapter');
    await Promise.all([1, 2, 3].map(() => world.application.host(adapter).receive(event)));
    await world.take(event);
    const again = await world.restart();
    await again.take(event);
    await again.wait(10);
    expect((await draftTexts(again)).filter(text => text === 'une seule fois')).toHaveLength(1);
  });

  test('is acknowledged only once it is committed', async () => {
    const world = await openWorld({
      wrap: stores => ({
        ...stores,
        turns: { ...stores.turns, runGroup: () => Promise.reject(new Error('disk full')) },
      }),
    });
    await expect(world.say('bonjour')).rejects.toMatchObject({ name: 'IntakeError', code: 'not_stored' });
  });
});

test('a burst is closed by its wake-up, at its own time, after a restart too', async () => {
  const world = await openWorld();
  await world.sayAll([...TO_OPEN_QUESTION, 'chez nous']);
  const due = await world.application.nextDueAt();
  const again = await world.restart();
  expect(await again.application.nextDueAt()).toBe(due);
  const told = await again.wait(3_600);
  expect(told.join()).toContain('Noté');
  expect(await again.wait(0)).toEqual([]);
});

test('what could not be sent goes out after a restart, once, in order', async () => {
  const world = await openWorld();
  const adapter = world.adapters['terminal'];
  if (adapter === undefined) throw new Error('no adapter');
  adapter.answer = () => ({ kind: 'retry', afterMs: 60_000, ambiguous: false, reason: 'down' });
  expect(await world.say('bonjour')).toEqual([]);
  const again = await world.restart();
  expect((await again.wait(120)).join()).toContain('Je suis un robot');
  expect(await again.wait(3_600)).toEqual([]);
});

test('what a person asks to have forgotten is, and they may begin again', async () => {
  const world = await openWorld();
  await world.sayAll([...TO_OPEN_QUESTION, 'un secret']);
  await world.wait(10);
  expect(await draftTexts(world)).toContain('un secret');
  const farewell = await world.sayAll(['effacer mes données', 'oui']);
  expect(farewell).not.toEqual([]);
  expect(await draftTexts(world)).toEqual([]);
  expect(await world.stores.turns.participantOf('terminal', 'local', 'u1')).toBeNull();
  expect((await world.say('bonjour')).join()).toContain('Je suis un robot');
});

test('what is written in the instant of the erasure goes with the rest, unanswered', async () => {
  const world = await openWorld();
  await world.sayAll([...TO_OPEN_QUESTION, 'passer', 'effacer mes données']);
  const adapter = world.adapters['terminal'];
  if (adapter === undefined) throw new Error('no adapter');
  const before = adapter.sent.length;
  await Promise.all(['oui', 'bonjour'].map(text => world.application.host(adapter).receive(message(text))));
  await world.application.runUntilIdle();
  expect(adapter.sent).toHaveLength(before + 1);
  expect(await world.stores.turns.participantOf('terminal', 'local', 'u1')).toBeNull();
});

test('a copy of one’s data is made when it is sent', async () => {
  const world = await openWorld();
  await world.sayAll([...TO_OPEN_QUESTION, 'mon avis']);
  await world.wait(10);
  await world.sayAll(['mes données', '1']);
  const sent = world.adapters['terminal']?.sent.at(-1);
  const text = new TextDecoder().decode(sent?.bodies[0]?.bytes);
  expect(sent?.message.files).toMatchObject([{ name: 'mes-donnees.json', content: { from: 'personal_data' } }]);
  expect(JSON.parse(text)).toMatchObject({ format: 'tour-de-table/personal-data/1' });
  expect(text).toContain('mon avis');
});

describe('languages', () => {
  test('a first word is answered in the account’s language', async () => {
    const world = await openWorld();
    await world.say('hello', { user: 'ada', locale: 'en-GB' });
    await world.say('bonjour', { user: 'bob', locale: 'de-DE' });
    const langs = world.adapters['terminal']?.sent.map(({ message: one }) => [one.to.userId, one.lang]);
    expect(langs).toEqual([
      ['ada', 'en'],
      ['bob', 'fr'],
    ]);
  });
});

test('what concerns nobody leaves nobody behind', async () => {
  const world = await openWorld();
  const { kind: _kind, text: _text, files: _files, replyTo: _replyTo, ...base } = message('');
  const { ref, ...rest } = base;
  expect(await world.take({ ...base, kind: 'edit', text: 'x' })).toEqual([]);
  expect(await world.take({ ...rest, eventId: 't', kind: 'typing' })).toEqual([]);
  expect(await world.take({ ...base, eventId: 'd', kind: 'deletion', ref })).toEqual([]);
  expect(await world.stores.turns.participantOf('terminal', 'local', 'u1')).toBeNull();
});

test('a message of a megabyte is refused with a sentence, and the draft has not moved', async () => {
  const world = await openWorld();
  await world.sayAll(TO_OPEN_QUESTION);
  const told = await world.say('é'.repeat(1_000_000));
  expect(told.join()).toContain('trop long');
  await world.wait(10);
  expect((await draftTexts(world)).every(text => text.length < 1_000)).toBe(true);
});

describe('the loops', () => {
  test('start, do what is due by themselves, and stop', async () => {
    const world = await openWorld();
    await world.application.start();
    const adapter = world.adapters['terminal'];
    if (adapter === undefined) throw new Error('no adapter');
    await world.application.host(adapter).receive(message('bonjour'));
    await until(() => adapter.sent.length === 1);
    for (const text of TO_OPEN_QUESTION) await world.application.host(adapter).receive(message(text));
    await world.application.host(adapter).receive(message('chez nous'));
    await until(() => adapter.sent.at(-1)?.message.question?.name === 'changement');
    // The loop sleeps until the burst's end: moving the clock is all it needs.
    world.clock.moveTo('2027-02-10T09:00:30.000Z');
    await until(() => adapter.sent.at(-1)?.message.question?.name !== 'changement');
    await world.application.stop();
    await world.application.stop();
    await expect(world.say('trop tard')).rejects.toMatchObject({ code: 'stopping' });
  });
});

function byText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** Lets the event loop turn until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turns = 0; turns < 100_000; turns += 1) {
    if (isSo()) return;
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  }
  throw new Error('it never was');
}
