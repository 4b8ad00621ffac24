/** Voice messages handed to services: one of the registry, and one of our own that fails in every way that services do. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fixture, LLMock } from '@copilotkit/aimock';
import { describe, expect, onTestFinished, test } from 'vitest';
import { oggVoice } from '#test/support/recordings.ts';
import { withoutBoilerplate } from './boilerplate.ts';
import { createTranscriber, type TranscriptionSettings } from './transcribe.ts';

const SAID = 'Il faudrait une permanence le samedi matin, au marché du village.';
const RECORDING = { bytes: oggVoice(), name: 'message-vocal.ogg', mediaType: 'audio/ogg', lang: 'fr', seconds: 42 };

function transcriberAt(baseUrl: string, more: Partial<TranscriptionSettings> = {}) {
  return createTranscriber({
    baseUrl,
    apiKey: 'key',
    model: 'whisper-large-v3',
    timeoutMs: 5_000,
    retries: 0,
    ...more,
  });
}

/** A server of others: it reads the form as OpenAI's own does. */
async function registryServer(
  transcription: Fixture['response'],
): Promise<{ readonly url: string; readonly mock: LLMock }> {
  const mock = new LLMock({ port: 0 });
  mock.addFixture({ match: { endpoint: 'transcription' }, response: transcription });
  await mock.start();
  onTestFinished(() => mock.stop());
  return { url: `${mock.url}/v1`, mock };
}

interface Asked {
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
}

/** On the loopback; `answer` may do anything to the connection. */
async function ownServer(answer: (response: ServerResponse, call: number) => void) {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('error', () => undefined);
    request.on('end', () => {
      const { url: path = '', headers } = request;
      asked.push({ path, authorization: headers.authorization ?? '', body: Buffer.concat(parts).toString('latin1') });
      answer(response, asked.length);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

describe('a compatible server of the registry', () => {
  test('is handed the recording, and what it heard comes back', async () => {
    const { url, mock } = await registryServer({ transcription: { text: ` ${SAID}\n` } });
    expect(await transcriberAt(url).transcribe(RECORDING)).toEqual({ ok: true, text: SAID });
    expect(mock.getRequests()).toMatchObject([
      { path: '/v1/audio/transcriptions', body: { model: 'whisper-large-v3' } },
    ]);
  });

  test('that fails is down', async () => {
    const { url } = await registryServer({ error: { message: 'overloaded', type: 'server_error' }, status: 500 });
    expect(await transcriberAt(url).transcribe(RECORDING)).toEqual({ ok: false, why: 'down' });
  });
});

describe('what is asked', () => {
  test('is the file whole, its language and the model, under the key, and nothing else', async () => {
    const { url, asked } = await ownServer(response => json(response, 200, { text: SAID }));
    await transcriberAt(url).transcribe(RECORDING);
    const [{ path, authorization, body } = { path: '', authorization: '', body: '' }] = asked;
    expect([path, authorization]).toEqual(['/v1/audio/transcriptions', 'Bearer key']);
    const names = [...body.matchAll(/name="([^"]+)"/g)].map(([, name]) => name);
    expect(new Set(names)).toEqual(
      new Set(['file', 'language', 'message-vocal.ogg', 'model', 'response_format', 'temperature']),
    );
    expect(body).toContain(Buffer.from(RECORDING.bytes).toString('latin1'));
    expect(body).toMatch(/name="language"\r\n\r\nfr\r\n/);
  });

  test('is nothing of a recording over 25 MB', async () => {
    const { url, asked } = await ownServer(response => json(response, 200, { text: SAID }));
    const bytes = new Uint8Array(25 * 1024 * 1024 + 1);
    expect(await transcriberAt(url).transcribe({ ...RECORDING, bytes })).toEqual({ ok: false, why: 'refused' });
    expect(asked).toEqual([]);
  });
});

describe('a service that fails', () => {
  test.each([
    [429, 'down'],
    [500, 'down'],
    [503, 'down'],
    [401, 'down'],
    [404, 'down'],
    [400, 'refused'],
    [413, 'refused'],
    [415, 'refused'],
    [422, 'refused'],
  ] as const)('by %i is %s', async (status, why) => {
    const { url } = await ownServer(response => json(response, status, { error: { message: 'no' } }));
    expect(await transcriberAt(url).transcribe(RECORDING)).toEqual({ ok: false, why });
  });

  test('is asked again, within its bound', async () => {
    const { url, asked } = await ownServer((response, call) =>
      call < 3 ? json(response, 500, { error: { message: 'no' } }) : json(response, 200, { text: SAID }),
    );
    expect(await transcriberAt(url, { retries: 2 }).transcribe(RECORDING)).toEqual({ ok: true, text: SAID });
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['cuts the connection', (response: ServerResponse) => void response.destroy()],
    [
      'cuts its answer',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '400' });
        response.write('{"text":"Il fau');
        response.destroy();
      },
    ],
    ['never answers', () => undefined],
  ])('by what it does is down: %s', async (_what, answer) => {
    const { url } = await ownServer(answer);
    expect(await transcriberAt(url, { timeoutMs: 300 }).transcribe(RECORDING)).toEqual({ ok: false, why: 'down' });
  });

  test('out of reach is down', async () => {
    expect(await transcriberAt('http://127.0.0.1:9/v1').transcribe(RECORDING)).toEqual({ ok: false, why: 'down' });
  });
});

describe('what it heard', () => {
  const heard = async (body: unknown, more: Partial<typeof RECORDING> = {}) => {
    const { url } = await ownServer(response => json(response, 200, body));
    return transcriberAt(url).transcribe({ ...RECORDING, ...more });
  };

  test.each([
    ['nothing', { text: '' }],
    ['no text', {}],
    ['something else than a text', { text: 12 }],
    ['no object', null],
    ['the credits of subtitles', { text: "Sous-titres réalisés para la communauté d'Amara.org" }],
    ['the credits of a channel', { text: ' Sous-titrage Société Radio-Canada' }],
    ['thanks for watching', { text: "Merci d'avoir regardé cette vidéo !" }],
    ['one sentence again and again', { text: 'Je vous remercie. '.repeat(12) }],
    ['music', { text: '♪ ♪ ♪' }],
  ])('is empty: %s', async (_what, body) => {
    expect(await heard(body)).toEqual({ ok: false, why: 'empty' });
  });

  test('is more than anybody says in that time', async () => {
    expect(
      await heard({ text: `${SAID} `.repeat(20).trim().replaceAll('. I', ', et puis i') }, { seconds: 2 }),
    ).toEqual({ ok: false, why: 'empty' });
  });

  test('is in another language than the conversation', async () => {
    const text =
      'There should be a helper at the market every Saturday morning, for the elderly people of the village.';
    expect(await heard({ text })).toEqual({ ok: false, why: 'language' });
    expect(await heard({ text }, { lang: 'en' })).toEqual({ ok: true, text });
  });

  test('is a text without an object, as some servers give it', async () => {
    const { url } = await ownServer(
      response => void response.writeHead(200, { 'content-type': 'text/plain' }).end(SAID),
    );
    expect(await transcriberAt(url).transcribe(RECORDING)).toEqual({ ok: true, text: SAID });
  });
});

describe('boilerplate', () => {
  test.each([
    [`${SAID} Sous-titrage ST' 501`, SAID],
    [`${SAID} Merci d'avoir regardé !`, SAID],
    [`${SAID}\nAbonnez-vous !`, SAID],
    ['Merci beaucoup.', 'Merci beaucoup.'],
    ['Il faut sous-titrer les vidéos de la mairie.', 'Il faut sous-titrer les vidéos de la mairie.'],
    [
      'Nous voulons nous abonner au bus. À la prochaine réunion, on en parle.',
      'Nous voulons nous abonner au bus. À la prochaine réunion, on en parle.',
    ],
    ['Oui. Oui. Oui. On l’a dit trois fois.', 'Oui. Oui. Oui. On l’a dit trois fois.'],
    ['Environ 3.5 personnes, M. Martin compris', 'Environ 3.5 personnes, M. Martin compris'],
  ])('goes, and nothing that was said: %s', (text, left) => {
    expect(withoutBoilerplate(text)).toBe(left);
  });
});
