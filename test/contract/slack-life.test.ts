/** What only Slack does: presses and forms side by side with text, hostile requests, rights that go. */
import { afterEach, describe, expect, it } from 'vitest';
import { BOT_TOKEN, SIGNING_SECRET } from '#test/support/slack/emulator.ts';
import { signed } from '#test/support/slack/edge.ts';
import { Chat } from './chat.ts';
import { openSlackWorld, type SlackWorld } from './slack-world.ts';

let world: SlackWorld;

async function open(mode: 'socket' | 'http'): Promise<Chat> {
  world = await openSlackWorld(mode);
  return new Chat(world, 'ana');
}

afterEach(async () => {
  await world.assertContract();
  await world.close();
});

describe.each(['socket', 'http'] as const)('over %s', mode => {
  it('shows what was answered after a press, and nothing more to press there', async () => {
    const ana = await open(mode);
    await ana.reachesFirstQuestion();
    const question = await ana.last();
    await ana.clicks('À la gare');
    const after = (await ana.bot()).find(seen => seen.id === question.id);
    expect(after?.text).toContain('Votre choix : À la gare');
    expect(after?.choices).toEqual([]);
  });

  it('leaves a button alive whose press was killed before its acknowledgement, and hears the press after', async () => {
    const ana = await open(mode);
    await ana.reachesFirstQuestion();
    const question = await ana.last();
    // The press reaches nobody: it is neither kept nor acknowledged.
    const { restore } = await world.faults.dropConnection();
    await world.userClicks('ana', 'À la gare');
    await world.faults.restart();
    expect((await ana.bot()).find(seen => seen.id === question.id)?.choices).toContain('À la gare');
    await restore();
    await world.passTime(5);
    expect((await ana.bot()).find(seen => seen.id === question.id)?.text).toContain('Votre choix : À la gare');
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/À la gare/);
  });

  it('does a whole axis by text only, with a restart before each message', async () => {
    const ana = await open(mode);
    await ana.says('contribuer 1');
    const before = async (said: string): Promise<void> => {
      await world.faults.restart();
      await ana.says(said);
    };
    for (let i = 0; i < 6 && !/question 1 sur/i.test((await ana.last()).text); i += 1) await before('1');
    await before('à la gare');
    for (let i = 0; i < 3 && !/question 2 sur/i.test((await ana.last()).text); i += 1) await before('passer');
    await before('au guichet, une heure');
    await world.faults.restart();
    await ana.isSilent();
    for (const said of ['une dizaine', 'https://example.org', 'envoyer', '1']) await before(said);
    await world.settle();
    const said = (await ana.bot()).map(seen => seen.text).join('\n');
    expect(said).toMatch(/A1-\d{4}/);
    expect(said).toMatch(/À la gare[\s\S]*au guichet/);
  });

  it('does a whole axis by presses only, the territory looked up, with a restart before each', async () => {
    const ana = await open(mode);
    await world.userCommands('ana', '/contribuer', '1');
    await world.settle();
    for (let i = 0; i < 6 && !/question 1 sur/i.test((await ana.last()).text); i += 1) {
      await world.faults.restart();
      await ana.clicks((await ana.last()).choices[0] ?? '');
    }
    await ana.clicks('À la gare');
    await ana.clicks('Habitant ou habitante');
    await world.faults.restart();
    const options = await world.userSearches('ana', 'haute-sav');
    expect(JSON.stringify(options[0])).toContain('Le département de la Haute-Savoie (74)');
    const territory = await ana.last();
    await world.userPicks('ana', options[0] ?? {});
    await world.settle();
    expect((await ana.bot()).find(seen => seen.id === territory.id)?.text).toMatch(/Votre choix : .*Haute-Savoie/);
    expect((await ana.bot()).map(seen => seen.text).join('\n')).toMatch(/Haute-Savoie/);
    for (let i = 0; i < 8 && !/A1-\d{4}/.test(await ana.hears()); i += 1) {
      await world.faults.restart();
      const { choices } = await ana.last();
      await ana.clicks(choices.includes('Passer') ? 'Passer' : (choices[0] ?? ''));
    }
    expect((await ana.bot()).map(seen => seen.text).join('\n')).toMatch(/A1-\d{4}/);
    expect(world.journal.filter(one => JSON.stringify(one).includes('"message"'))).toEqual([]);
  });

  it('answers what is pressed on an older question politely, and does nothing of it', async () => {
    const ana = await open(mode);
    await ana.reachesOpenQuestion();
    const old = await ana.last();
    await ana.says("J'ai attendu.");
    await ana.isSilent();
    expect(await ana.hears()).toMatch(/question 3 sur 4/i);
    await ana.clicks('Passer', old);
    expect(await ana.hears()).toMatch(/n'est plus|ancien|plus le moment|déjà/i);
    expect(await ana.hears()).toMatch(/question 3 sur 4/i);
    expect((await ana.bot()).find(seen => seen.id === old.id)?.choices).toEqual([]);
    await ana.clicks('Revoir', await ana.last());
    expect(await ana.hears()).toMatch(/J'ai attendu/);
  });

  it('does nothing of a territory picked on an older message', async () => {
    const ana = await open(mode);
    await ana.reachesFirstQuestion();
    await ana.says('1');
    for (let i = 0; i < 3 && !/territoire/i.test((await ana.last()).text); i += 1) await ana.says('passer');
    const territory = await ana.last();
    const options = await world.userSearches('ana', '74');
    await ana.says('passer');
    await world.userPicks('ana', options[0] ?? {}, territory);
    await world.settle();
    await ana.isSilent();
    await ana.says('revoir');
    expect(await ana.hears()).not.toMatch(/Haute-Savoie/);
  });

  it('does it by form only, with a restart before each step', async () => {
    const ana = await open(mode);
    await ana.reachesFirstQuestion();
    await world.faults.restart();
    await world.userSubmits('ana', {
      lieux: ['gare'],
      recit: 'au guichet',
      nombre: '12',
      document: 'https://example.org',
    });
    await world.settle();
    await world.faults.restart();
    for (let i = 0; i < 4 && !/envoyer/i.test((await ana.last()).text); i += 1) await ana.says('passer');
    await world.faults.restart();
    await ana.says('envoyer');
    await ana.says('1');
    const said = (await ana.bot()).map(seen => seen.text).join('\n');
    expect(said).toMatch(/A1-\d{4}/);
    expect(said).toMatch(/au guichet/);
  });

  it('does it by text, press and form, with a restart between any two', async () => {
    const ana = await open(mode);
    await ana.reachesFirstQuestion();
    await world.faults.restart();
    await ana.clicks('À la gare');
    await world.faults.restart();
    for (let i = 0; i < 3 && !/question 2 sur/i.test((await ana.last()).text); i += 1) await ana.says('passer');
    await world.faults.restart();
    await ana.says('écrit à la main');
    await world.faults.restart();
    await ana.isSilent();
    await world.faults.restart();
    await world.userSubmits('ana', { nombre: '12' });
    await world.settle();
    await world.faults.restart();
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/À la gare[\s\S]*écrit à la main[\s\S]*12/);
  });

  it('keeps what stood in a form that was closed, and opens it again with that', async () => {
    const ana = await open(mode);
    await ana.reachesFirstQuestion();
    await world.userCloses('ana', { recit: 'commencé puis fermé' });
    await world.settle();
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/commencé puis fermé/);
  });

  it('keeps what stands in a form that is still open as the bot stops, once', async () => {
    const ana = await open(mode);
    await ana.reachesFirstQuestion();
    await world.userFills('ana', { recit: 'encore ouvert' });
    await world.faults.restart();
    await world.settle();
    await ana.says('revoir');
    expect((await ana.hears()).match(/encore ouvert/g)).toHaveLength(1);
  });

  it('takes a form sent after its draft is gone for nothing, and says so', async () => {
    const ana = await open(mode);
    await ana.reachesFirstQuestion();
    const user = { id: world.person('ana').userId, team_id: 'T000000001' };
    const draftId = world.edge.calls
      .map(call => JSON.stringify(call.args['blocks'] ?? ''))
      .map(json => /"action_id":"form".*?"value":"([^"]+)"/.exec(json)?.[1])
      .findLast(id => id !== undefined);
    await ana.says('annuler');
    await ana.says('1');
    const state = { values: { recit: { value: { type: 'plain_text_input', value: 'trop tard' } } } };
    const view = {
      id: 'V9',
      callback_id: 'form',
      private_metadata: JSON.stringify({ draftId, page: 0, until: '' }),
      state,
    };
    await world.edge.deliver('interactive', { type: 'view_submission', team: { id: 'T000000001' }, user, view });
    await world.settle();
    expect((await ana.last()).text).not.toMatch(/trop tard/);
    expect((await ana.bot()).map(seen => seen.text).join('\n')).toMatch(/formulaire/i);
  });

  it('starts from a message that somebody chose, which it shows again and keeps nothing of', async () => {
    const ana = await open(mode);
    await ana.says('bonjour');
    const user = { id: world.person('ana').userId, team_id: 'T000000001' };
    const message = { type: 'message', user: 'U9', ts: '1800000000.000009', text: 'trop de <!channel> *papiers*' };
    await world.edge.deliver('interactive', {
      type: 'message_action',
      callback_id: 'contribuer',
      action_ts: '1800000000.000010',
      team: { id: 'T000000001' },
      channel: { id: 'C000000001' },
      user,
      message,
    });
    await world.settle();
    expect((await ana.bot()).map(seen => seen.text).join('\n')).toMatch(/« trop de .*channel \*papiers\* »/u);
    expect(await world.pings()).toBe(0);
  });

  it('answers a form whose draft is gone with a sentence', async () => {
    const ana = await open(mode);
    await ana.reachesFirstQuestion();
    const seen = await ana.last();
    await ana.says('annuler');
    await ana.says('1');
    const before = (await ana.bot()).length;
    await world.userClicks('ana', 'Répondre en formulaire', seen);
    await world.settle();
    expect((await ana.bot()).length).toBe(before + 1);
    expect((await ana.last()).text).toMatch(/n'est plus ouvert/);
  });

  it('leads from a command in a public channel to the direct conversation, and says so there', async () => {
    const ana = await open(mode);
    const shown = world.userCommands('ana', '/contribuer', '1');
    await world.settle();
    expect(JSON.stringify(await shown)).toMatch(/message direct/);
    expect((await ana.last()).text).toMatch(/vos données/i);
    expect(
      world.edge.calls
        .filter(call => call.method === 'chat.postMessage')
        .every(call => String(call.args['channel']).startsWith('D')),
    ).toBe(true);
  });

  it('hears from the history what Slack gave up delivering, in its order, once', async () => {
    const ana = await open(mode);
    await ana.reachesOpenQuestion();
    const { restore } = await world.faults.dropConnection();
    await world.userSays('ana', 'dit pendant la panne');
    await world.userSays('ana', 'puis encore');
    world.edge.giveUp();
    await restore();
    await world.faults.restart();
    await world.settle();
    await world.faults.restart();
    await world.settle();
    await ana.isSilent();
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/dit pendant la panne\s+puis encore/u);
    expect((await ana.hears()).match(/dit pendant la panne/g)).toHaveLength(1);
  });

  it('shows drafts, contributions and open themes at home, and leads from there to the direct conversation', async () => {
    const ana = await open(mode);
    const user = world.person('ana').userId;
    const opensHome = async (id: string): Promise<string> => {
      const event = { type: 'app_home_opened', user, channel: 'D1', tab: 'home' };
      await world.edge.deliver('events_api', { type: 'event_callback', team_id: 'T000000001', event_id: id, event });
      await world.settle();
      const published = world.edge.calls.findLast(call => call.method === 'views.publish')?.args;
      expect(published?.['user_id']).toBe(user);
      return JSON.stringify(published);
    };
    expect(await opensHome('EvH1')).toMatch(/Mieux accueillir.*Mes données.*Effacer mes données.*Langue : français/);
    await ana.reachesOpenQuestion();
    expect(await opensHome('EvH2')).toMatch(/Vos brouillons.*Mieux accueillir.*1 réponse sur 4.*Reprendre/);
    await ana.says('envoyer');
    await ana.says('1');
    expect(await opensHome('EvH3')).toMatch(/Vos contributions envoyées.*A1-\d{4} · 1\. Mieux accueillir/);
    await ana.says('effacer mes données');
    await ana.says('1');
    expect(await opensHome('EvH4')).not.toMatch(/A1-\d{4}/);
    const action = {
      action_id: 'say:contribuer 1',
      value: 'contribuer 1',
      type: 'button',
      action_ts: '1800000000.000002',
    };
    const press = { type: 'block_actions', user: { id: user }, team: { id: 'T000000001' }, actions: [action] };
    await world.edge.deliver('interactive', { ...press, container: { type: 'view', view_id: 'V1' } });
    await world.settle();
    expect((await ana.last()).text).toMatch(/vos données/i);
  });

  it('passes over an action and a view that it does not know', async () => {
    const ana = await open(mode);
    await ana.reachesFirstQuestion();
    const before = (await ana.bot()).length;
    const user = { id: world.person('ana').userId };
    const action = { action_id: 'nobody-knows', action_ts: '1800000000.000001', type: 'button' };
    await world.edge.deliver('interactive', { type: 'block_actions', user, actions: [action], container: {} });
    await world.edge.deliver('interactive', { type: 'view_submission', user, view: { callback_id: 'other' } });
    await world.edge.deliver('interactive', { type: 'workflow_step_edit', user });
    await world.settle();
    expect((await ana.bot()).length).toBe(before);
    expect(world.logged).toContain('slack_ignored');
  });

  it.each(['token_revoked', 'missing_scope'])(
    'waits for the operator when it is told %s, logs it once, loses nothing',
    async code => {
      const ana = await open(mode);
      await ana.reachesFirstQuestion();
      world.edge.refuse = code;
      await world.userSays('ana', 'aide');
      await world.userSays('ana', 'où en suis-je');
      await world.passTime(1_200);
      expect(world.logged.filter(one => one === 'slack_needs_operator')).toHaveLength(1);
      world.edge.refuse = null;
      await world.passTime(1_200);
      expect(await ana.count(/«\s*pause\s*»,\s*«\s*reprendre\s*»/iu)).toBe(1);
      expect(world.logged).not.toContain('message_dead');
    },
  );

  it('takes the uninstallation of a workspace, logs it, keeps what was said', async () => {
    const ana = await open(mode);
    await ana.reachesOpenQuestion();
    await ana.says('gardé');
    const event = { type: 'app_uninstalled' };
    await world.edge.deliver('events_api', { type: 'event_callback', team_id: 'T000000001', event_id: 'EvU', event });
    expect(world.logged).toContain('slack_uninstalled');
    await ana.isSilent();
    await ana.says('revoir');
    expect(await ana.hears()).toMatch(/gardé/);
  });
});

describe('HTTP requests', () => {
  const body = { type: 'event_callback', team_id: 'T000000001', event_id: 'Ev1', event: { type: 'app_uninstalled' } };
  const post = (init: RequestInit): Promise<Response> => fetch(world.botUrl, { method: 'POST', ...init });
  const request = (secret?: string, at?: number) => signed({ kind: 'events_api', body }, secret, at);

  it('are refused with another signature, a stale stamp, a changed body', async () => {
    await open('http');
    expect((await post(request('another secret'))).status).toBe(401);
    expect((await post(request(SIGNING_SECRET, Date.now() - 6 * 60_000))).status).toBe(401);
    const good = request();
    expect((await post({ ...good, body: good.body.replace('Ev1', 'Ev2') })).status).toBe(401);
    expect(world.logged).not.toContain('slack_uninstalled');
    expect((await post(good)).status).toBe(200);
    expect(world.logged).toContain('slack_uninstalled');
  });

  it('count once when they are replayed', async () => {
    const ana = await open('http');
    await ana.reachesOpenQuestion();
    const user = world.person('ana').userId;
    const channel = String(world.edge.calls.findLast(call => call.method === 'chat.postMessage')?.args['channel']);
    const stamp = `${Math.floor(Date.now() / 1_000)}.000777`;
    const event = { type: 'message', channel, channel_type: 'im', user, text: 'rejoué', ts: stamp };
    const said = { type: 'event_callback', team_id: 'T000000001', event_id: 'EvReplayed', event };
    for (let i = 0; i < 3; i += 1) expect((await post(signed({ kind: 'events_api', body: said }))).status).toBe(200);
    await world.settle();
    await ana.isSilent();
    await ana.says('revoir');
    expect((await ana.hears()).match(/rejoué/g)).toHaveLength(1);
  });
});

it('never logs what people wrote, nor a token', async () => {
  const ana = await open('socket');
  await ana.reachesOpenQuestion();
  await ana.says('un secret très personnel');
  world.faults.loseResponse('applied');
  await ana.isSilent();
  await world.passTime(60);
  const log = JSON.stringify(world.journal);
  expect(log).not.toContain('secret très personnel');
  expect(log).not.toContain(BOT_TOKEN);
});
