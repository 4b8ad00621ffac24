/** A whole theme of the real consultation, each way of answering by itself, with a restart between any two turns. */
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Question } from '#consultation/definition.ts';
import { type DiscordWorld, openDiscordWorld } from './discord-world.ts';
import type { Seen } from './world.ts';

const CONSULTATION = join(import.meta.dirname, '../../consultations/article69');
const AXIS = 4;
/** More turns than any of the ways takes. */
const MAX_TURNS = 60;
/** Long enough that no follow-up is asked. */
const WORDS =
  'il faudrait une permanence de plus le samedi matin, avec quelqu’un qui prend le temps d’expliquer les démarches';

let world: DiscordWorld;

afterEach(async () => {
  await world.assertContract();
  await world.close();
});

async function open(): Promise<void> {
  world = await openDiscordWorld({ consultationDir: CONSULTATION });
}

/** The last message of the bot that awaits something. */
async function prompt(): Promise<Seen> {
  const seen = (await world.whatUserSees('ana')).filter(({ from }) => from === 'bot');
  const last = seen.findLast(({ choices }) => choices.length > 0) ?? seen.at(-1);
  if (last === undefined) throw new Error('the bot said nothing');
  return last;
}

async function all(): Promise<string> {
  return (await world.whatUserSees('ana')).map(({ text }) => text).join('\n');
}

/** The question that stands in a message. */
function asked({ text }: Seen): Question | undefined {
  const { consultation } = world.application();
  return consultation.axes
    .find(({ number }) => number === AXIS)
    ?.questions.find(({ label }) => text.includes(beginning(label['fr'] ?? '\0')));
}

function beginning(label: string): string {
  return label.split('{territoire}')[0]?.trim().slice(0, 40).replaceAll(' ', ' ') ?? label;
}

const TEXTS: Readonly<Record<string, string>> = {
  integer: '12',
  select_one: '1',
  select_multiple: '1, 2',
  structured: 'passer',
  url_or_file: 'https://example.org/fiche',
};

/** What else than a sentence is written in a form, by the name of its field. */
const FIELDS: Readonly<Record<string, string>> = {
  '=lieux': '12',
  '=indicateur': 'personnes aidées par mois, 40, 80, fin 2027',
  '=calendrier': 'janvier 2027, juin 2027',
  '=lien': 'https://example.org/fiche',
};

async function settled(): Promise<void> {
  await world.settle();
  await world.passTime(6);
}

async function isOver(): Promise<boolean> {
  return /votre référence\s: A4-\d{4}/iu.test(await all());
}

/** One turn after the other, the process killed and started again before each of them, until the receipt. */
async function walk(turn: (seen: Seen) => Promise<void>): Promise<void> {
  for (let turns = 0; turns < MAX_TURNS && !(await isOver()); turns += 1) {
    await world.faults.restart();
    await turn(await prompt());
    await settled();
  }
  expect(await all()).toMatch(/votre référence\s: A4-0001/iu);
}

/** What was kept of the only contribution, by question. */
async function kept(): Promise<string> {
  const { stores } = world.application();
  const network = (await stores.networks.list())[0]?.id ?? '';
  const bodies: string[] = [];
  const options = { versions: 'all', includeWithdrawn: true } as const;
  for await (const { version } of stores.data.contributions(network, world.application().consultation.name, options))
    bodies.push(version.body);
  expect(bodies).toHaveLength(1);
  return bodies.join();
}

async function typed({ text, choices }: Seen): Promise<string> {
  const question = asked({ id: '', from: 'bot', text, choices, files: [] });
  if (question !== undefined) return TEXTS[question.type] ?? WORDS;
  if (/territoire \?|numéro de département/iu.test(text)) return 'Haute-Savoie';
  return '1';
}

async function byText(seen: Seen): Promise<void> {
  await world.userSays('ana', await typed(seen));
}

/** Only buttons, menus and windows. */
async function byComponents(seen: Seen): Promise<void> {
  const press = seen.choices.find(label => label !== 'Répondre par formulaire');
  if (press === undefined) throw new Error(`nothing to press in « ${seen.text} »`);
  await world.userClicks('ana', press);
  await world.settle();
  if (press === 'Répondre') {
    world.people.fills('ana', world.application().consultation, { text: await typed(seen) });
  }
}

it('by text only', async () => {
  await open();
  await world.userSays('ana', `contribuer ${AXIS}`);
  await settled();
  await walk(byText);
  expect(await kept()).toContain('permanence de plus');
  const clicks = world.counterpart.rest.calls.filter(({ path }) => path.startsWith('/interactions/'));
  expect(clicks).toEqual([]);
}, 180_000);

it('by components only', async () => {
  await open();
  world.people.commands('ana', 'contribuer', [{ name: 'thème', type: 3, value: String(AXIS) }]);
  await settled();
  await walk(byComponents);
  expect(await kept()).toContain('permanence de plus');
  const { state } = world.counterpart;
  expect(state.of(world.people.channel('ana')).filter(({ author }) => !author.bot)).toEqual([]);
}, 180_000);

it('by components only, in a private thread whose texts can’t be read', async () => {
  await open();
  world.counterpart.state.closed.add(world.people.user('ana').id);
  world.people.commands('ana', 'contribuer', [{ name: 'thème', type: 3, value: String(AXIS) }]);
  await settled();
  await walk(byComponents);
  expect(await kept()).toContain('permanence de plus');
  expect(world.counterpart.state.channels.get(world.people.channel('ana'))?.type).toBe(12);
}, 180_000);

it('by form only, from its first page to its last', async () => {
  await open();
  world.people.commands('ana', 'contribuer', [{ name: 'thème', type: 3, value: String(AXIS) }]);
  await settled();
  let pages = 0;
  const byForm = async (seen: Seen): Promise<void> => {
    const press = ['Suite du formulaire', 'Répondre par formulaire'].find(label => seen.choices.includes(label));
    if (press === undefined) return byComponents(seen);
    await world.userClicks('ana', press);
    await world.settle();
    const modal = world.counterpart.interactions.modals.get(world.people.user('ana').id);
    if (modal === undefined) return byComponents(seen);
    pages += 1;
    expect(modal.components.length).toBeLessThanOrEqual(5);
    world.people.fillsEach('ana', ({ options, custom_id: name = '' }) =>
      options === undefined ? (FIELDS[name] ?? WORDS) : [options[0]?.value ?? ''],
    );
  };
  await walk(byForm);
  expect(pages).toBeGreaterThanOrEqual(2);
  expect(await kept()).toContain('permanence de plus');
}, 180_000);

it('each turn another way', async () => {
  await open();
  await world.userSays('ana', `contribuer ${AXIS}`);
  await settled();
  let turns = 0;
  await walk(async seen => {
    turns += 1;
    await (turns % 2 === 0 && seen.choices.length > 0 ? byComponents(seen) : byText(seen));
  });
  expect(await kept()).toContain('permanence de plus');
}, 180_000);
