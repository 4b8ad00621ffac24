/** A compatible server of the registry (`@copilotkit/aimock`) that answers as a good model would, or as it is told to fail. */
import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock';

export interface Asked {
  readonly system: string;
  readonly data: {
    readonly question: string;
    readonly textes?: readonly { readonly id: string; readonly texte: string }[];
    readonly points?: readonly { readonly n: number; readonly genre: string; readonly texte: string }[];
    readonly reponse?: string;
  };
}

/** What was asked, as the provider received it. */
export function askedOf(request: ChatCompletionRequest): Asked {
  const content = (role: string) => {
    const said = request.messages.find(message => message.role === role)?.content;
    return typeof said === 'string' ? said : '';
  };
  return { system: content('system'), data: JSON.parse(content('user')) as Asked['data'] };
}

/** Notes a sentence of each text, word for word. */
export function goodNotes({ data }: Asked): unknown {
  return {
    notes: (data.textes ?? []).map(({ id, texte }) => {
      const citation = /[^.!?\n]{8,270}/u.exec(texte)?.[0].trim() ?? texte.slice(0, 60);
      return { id, points: [{ texte: citation, genre: 'proposition', citation }] };
    }),
  };
}

/** A theme of three statements that cite the points given. */
export function goodTheme({ data }: Asked): unknown {
  const points = data.points ?? [];
  return {
    intitule: 'Services de proximité',
    mots: ['guichet', 'conseiller'],
    enonces: points.slice(0, 3).map(({ n, texte }) => ({ texte, genre: 'proposition', points: [n] })),
  };
}

export const good = (asked: Asked): unknown => (asked.data.textes === undefined ? goodTheme(asked) : goodNotes(asked));

/** Starts a server on a free port of the loopback; `answer` may throw its own shape. */
export async function startModel(answer: (asked: Asked, call: number) => unknown) {
  const mock = new LLMock({ port: 0 });
  let call = 0;
  mock.onMessage(/[\s\S]*/, request => {
    const asked = askedOf(request);
    call += 1;
    const given = answer(asked, call);
    return typeof given === 'string'
      ? { content: given }
      : isResponse(given)
        ? given.response
        : { content: JSON.stringify(given) };
  });
  await mock.start();
  return { url: `${mock.url}/v1`, mock, calls: () => call, stop: () => mock.stop() };
}

/** A response given as the server's own, for faults. */
export const raw = (response: Record<string, unknown>) => ({ isResponse: true, response });
const isResponse = (given: unknown): given is { response: { content: string } } =>
  typeof given === 'object' && given !== null && 'isResponse' in given;
