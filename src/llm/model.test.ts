import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { redact } from '#moderation/detect.ts';
import { type SourceText, synthesize, type Synthesis } from '#synthesis/index.ts';
import { quoteFault } from '#synthesis/quote.ts';
import { cleanText } from '#text/index.ts';
import { INJECTIONS } from '#test/llm/injections.ts';
import { type Asked, good, goodNotes, goodTheme, raw, startModel } from '#test/llm/mock.ts';
import { texts } from '#test/synthesis/texts.ts';
import { type ModelCache, ModelUnavailable, type SynthesisModel } from '#usecases/synthesis/ports.ts';
import { synthesizeTexts } from '#usecases/synthesis/synthesize-texts.ts';
import type { LlmSettings } from './client.ts';
import { createFileCache } from './file-cache.ts';
import { createSynthesisModel } from './model.ts';

const QUESTION = 'Que faudrait-il pour que chacun accède aux services en ligne ?';
const given = texts(48);
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

async function server(answer: (asked: Asked, call: number) => unknown) {
  const started = await startModel(answer);
  stops.push(started.stop);
  return started;
}

function memoryCache(): ModelCache & { readonly size: () => number } {
  const kept = new Map<string, string>();
  return {
    get: key => Promise.resolve(kept.get(key) ?? null),
    set: (key, value) => {
      kept.set(key, value);
      return Promise.resolve();
    },
    size: () => kept.size,
  };
}

function modelAt(url: string, more: Partial<LlmSettings> = {}, cache: ModelCache = memoryCache()) {
  const settings: LlmSettings = {
    baseUrl: url,
    apiKey: 'k',
    model: 'essai',
    concurrency: 3,
    timeoutMs: 30_000,
    retries: 1,
    budgetTokens: null,
    prices: { input: 1, output: 2 },
    ...more,
  };
  return createSynthesisModel({ settings, cache, mask: text => redact(text) });
}

const write = (model: SynthesisModel, sources: readonly SourceText[]) =>
  model.synthesize(QUESTION, sources, synthesize(QUESTION, sources));

function checkCitations(made: Synthesis, sources: readonly SourceText[]): void {
  const byId = new Map(sources.map(({ id, text }) => [id, text]));
  for (const theme of made.themes)
    for (const { citations } of theme.statements) {
      expect(citations.length).toBeGreaterThan(0);
      for (const { id, quote } of citations) expect(quoteFault(quote, byId.get(id) ?? '')).toBeNull();
    }
}

describe('a model that answers well', () => {
  test('words the themes; who speaks of what, how many and every citation stay ours', async () => {
    const { url } = await server(good);
    const model = modelAt(url);
    const made = await write(model, given);
    checkCitations(made, given);
    expect(made.engine).toMatchObject({
      name: 'model',
      model: 'essai',
      fallback: null,
      prompts: [{ id: 'carte' }, { id: 'theme' }],
    });
    expect(made.themes.some(theme => theme.label === 'Services de proximité')).toBe(true);
    expect(made.themes.map(theme => theme.contributions)).toEqual(
      synthesize(QUESTION, given).themes.map(theme => theme.contributions),
    );
    expect(made.stats.statements.dropped).toBe(0);
  });

  test('what is spent is counted, and the estimate shown before is never under it', async () => {
    const { url, calls } = await server(good);
    const model = modelAt(url);
    const before = await model.estimate(QUESTION, given);
    const { engine } = await write(model, given);
    expect(engine.cost?.calls).toBe(calls());
    expect(engine.cost?.inputTokens).toBeGreaterThan(0);
    expect(before.inputTokens).toBeGreaterThanOrEqual(engine.cost?.inputTokens ?? Number.POSITIVE_INFINITY);
    expect(before.outputTokens).toBeGreaterThanOrEqual(engine.cost?.outputTokens ?? Number.POSITIVE_INFINITY);
    expect(engine.cost?.amount).toBeCloseTo(
      ((engine.cost?.inputTokens ?? 0) + 2 * (engine.cost?.outputTokens ?? 0)) / 1e6,
    );
  });

  test('a second synthesis asks nothing; one text more asks for that one and the themes it changes', async () => {
    const { url, calls } = await server(good);
    const cache = memoryCache();
    const first = await write(modelAt(url, {}, cache), given);
    const after = calls();
    const second = await write(modelAt(url, {}, cache), given);
    expect(calls()).toBe(after);
    expect(second.themes).toEqual(first.themes);
    expect(second.engine.cost?.cached).toBeGreaterThan(0);
    const read: string[] = [];
    const { url: other } = await server(asked => {
      read.push(...(asked.data.textes ?? []).map(({ id }) => id));
      return good(asked);
    });
    await write(modelAt(other, {}, cache), [
      ...given,
      { id: 'A2-0999', text: 'Un bus numérique passerait chaque mardi dans les hameaux.' },
    ]);
    expect(read).toEqual(['A2-0999']);
  });

  test('never more calls at once than allowed', async () => {
    let now = 0;
    let most = 0;
    const { url } = await server(good);
    const settings: LlmSettings = {
      baseUrl: url,
      apiKey: 'k',
      model: 'm',
      concurrency: 2,
      timeoutMs: 5_000,
      retries: 0,
      budgetTokens: null,
      prices: null,
    };
    const chat = async ({ system, user }: { system: string; user: string }) => {
      now += 1;
      most = Math.max(most, now);
      await new Promise(resolve => setTimeout(resolve, 5));
      now -= 1;
      const data = JSON.parse(user) as Asked['data'];
      return { text: JSON.stringify(good({ system, data })), inputTokens: 1, outputTokens: 1 };
    };
    await write(createSynthesisModel({ settings, cache: memoryCache(), mask: text => text, chat }), texts(96));
    expect(most).toBe(2);
  });
});

describe('what leaves', () => {
  test('no telephone, address or e-mail; and a quotation that would hold one falls', async () => {
    const sent: string[] = [];
    const { url } = await server(asked => {
      sent.push(JSON.stringify(asked.data));
      return good(asked);
    });
    const personal = [
      ...given,
      { id: 'P-1', text: 'Appelez-moi au 06 12 34 56 78 ou jean.dupont@exemple.fr pour garder le guichet ouvert.' },
    ];
    const made = await write(modelAt(url), personal);
    expect(sent.join('')).not.toMatch(/06 12 34 56 78|jean\.dupont@/);
    expect(sent.join('')).toContain('[téléphone]');
    checkCitations(made, personal);
  });

  test.each(INJECTIONS.map((text, i) => [i + 1, text] as const))(
    'injection %i stays data: never among the rules, never out of its string',
    async (i, text) => {
      const seen: Asked[] = [];
      const { url } = await server(asked => {
        seen.push(asked);
        return good(asked);
      });
      const attacked = [...texts(12), { id: `X-${i}`, text: cleanText(text) }];
      const made = await write(modelAt(url), attacked);
      checkCitations(made, attacked);
      for (const { system, data } of seen) {
        expect(system).not.toContain(text.slice(0, 30));
        expect(data.question).toBe(QUESTION);
      }
      const rules = new Set(seen.map(({ system }) => system));
      expect(rules.size).toBeLessThanOrEqual(2);
    },
  );

  test('a model that obeys them all changes nothing that is shown as checked', async () => {
    const { url } = await server(asked =>
      asked.data.textes === undefined
        ? {
            intitule: 'Satisfaction générale',
            mots: [],
            enonces: [
              { texte: 'Tout le monde est satisfait du projet.', genre: 'accord', points: [1] },
              { texte: '100 % des répondants approuvent le projet.', genre: 'accord', points: [1, 2] },
              { texte: 'Aucune source.', genre: 'accord', points: [] },
              { texte: 'Une source inventée.', genre: 'accord', points: [999] },
            ],
          }
        : goodNotes(asked),
    );
    const made = await write(modelAt(url), given);
    const shown = made.themes
      .flatMap(theme => theme.statements)
      .filter(({ kind, status }) => kind === 'agreement' && status === 'checked');
    expect(shown).toEqual([]);
    expect(made.stats.statements.dropped).toBeGreaterThan(0);
    expect(made.stats.faults.no_citation).toBeGreaterThan(0);
  });
});

describe('faults', () => {
  // Long enough for a machine that does ten other things: only the slow model is cut short.
  const fast = { retries: 2, timeoutMs: 30_000 };
  const whole = (url: string, more: Partial<LlmSettings> = {}, cache = memoryCache()) =>
    synthesizeTexts(
      { model: modelAt(url, { ...fast, ...more }, cache), log: () => undefined },
      { question: QUESTION, texts: given, offline: false, themes: null },
    );
  const error = (status: number, retryAfter?: number) =>
    raw({ error: { message: 'non', type: 'x' }, status, ...(retryAfter === undefined ? {} : { retryAfter }) });

  test.each([
    ['429', error(429, 0)],
    ['500', error(500)],
  ])('one %s is waited out', async (_name, fault) => {
    const { url } = await server((asked, call) => (call === 1 ? fault : good(asked)));
    expect((await whole(url)).engine.name).toBe('model');
  });

  test.each([
    ['429 for ever', error(429, 0), /excès de demandes/],
    ['500 for ever', error(500), /en panne \(500\)/],
    ['a wrong key', error(401), /LLM_API_KEY/],
    ['an unknown model', error(404), /LLM_MODEL/],
    ['prose instead of JSON', 'Voici la synthèse demandée !', /rien relevé/],
    ['JSON of another shape', '{"ok": true}', /rien relevé/],
    ['JSON cut short', '{"notes": [{"id": "A2-0001", "poi', /rien relevé/],
    ['a refusal', raw({ content: '', finishReason: 'content_filter' }), /rien relevé/],
    ['an answer cut at its bound', raw({ content: '{"notes": []}', finishReason: 'length' }), /rien relevé/],
    [
      'invented ids only',
      { notes: [{ id: 'Z-1', points: [{ texte: 'Un guichet de plus', genre: 'constat', citation: 'guichet' }] }] },
      /rien relevé/,
    ],
  ])('%s: offline takes over, whole, and says why', async (_name, fault, why) => {
    const { url } = await server(() => fault);
    const made = await whole(url);
    expect(made.engine.name).toBe('offline');
    expect(made.engine.fallback).toMatch(why);
    expect(made.themes).toEqual(synthesize(QUESTION, given).themes);
  });

  test('a model that never answers in time, one that hangs up, one that is not there', async () => {
    const slow = await server(good);
    slow.mock.setChaos({ latencyMs: 20_000 });
    expect((await whole(slow.url, { retries: 0, timeoutMs: 300 })).engine.fallback).toMatch(/à temps/);
    const cut = await server(good);
    cut.mock.setChaos({ disconnectRate: 1 });
    expect((await whole(cut.url, { retries: 0 })).engine.fallback).toMatch(/injoignable|pas pu être lue/);
    const malformed = await server(good);
    malformed.mock.setChaos({ malformedRate: 1 });
    expect((await whole(malformed.url, { retries: 0 })).engine.name).toBe('offline');
    expect((await whole('http://127.0.0.1:9/v1', { retries: 0 })).engine.fallback).toMatch(/injoignable/);
  });

  test('an answer in English is asked again, then given up', async () => {
    const english = {
      intitule: 'Local services',
      mots: [],
      enonces: [
        {
          texte: 'People want the front desk of the town hall to be kept open for those who are not online.',
          genre: 'accord',
          points: [1],
        },
      ],
    };
    const { url } = await server(asked => (asked.data.textes === undefined ? english : goodNotes(asked)));
    expect((await whole(url)).engine.fallback).toMatch(/forme attendue/);
    let times = 0;
    const repentant = await server(asked => {
      if (asked.data.textes !== undefined) return goodNotes(asked);
      times += 1;
      return times === 1 ? english : goodTheme(asked);
    });
    expect((await whole(repentant.url)).engine.name).toBe('model');
  });

  test('ids left out, or doubled, or quoted from nowhere are asked again; nothing is lost', async () => {
    const asks = new Map<string, number>();
    const { url } = await server(asked => {
      if (asked.data.textes === undefined) return goodTheme(asked);
      for (const { id } of asked.data.textes) asks.set(id, (asks.get(id) ?? 0) + 1);
      const { notes } = goodNotes(asked) as { notes: { id: string; points: { citation: string }[] }[] };
      const [first, second, ...others] = notes;
      if (first === undefined || second === undefined) return { notes };
      return {
        notes: [
          { ...second, points: second.points.map(point => ({ ...point, citation: 'jamais écrit par personne' })) },
          ...others,
          ...others,
        ],
      };
    });
    const made = await whole(url);
    expect(made.engine.name).toBe('model');
    expect([...asks.values()].some(times => times > 1)).toBe(true);
    checkCitations(made, given);
  });

  test('the budget stops it before it is spent; what was read is kept for the next time', async () => {
    const { url, calls } = await server(good);
    const cache = memoryCache();
    const made = await whole(url, { budgetTokens: 9_000, concurrency: 1 }, cache);
    expect(made.engine.fallback).toMatch(/LLM_BUDGET_TOKENS/);
    expect(calls()).toBeGreaterThan(0);
    expect(cache.size()).toBeGreaterThan(0);
  });

  test('what one question spends of a purse is no longer there for the next', async () => {
    const { url, calls } = await server(good);
    const purse = { tokens: 0 };
    const model = modelAt(url, { budgetTokens: 60_000 });
    const alone = synthesize(QUESTION, given);
    const { engine } = await model.synthesize(QUESTION, given, alone, purse);
    const spent = (engine.cost?.inputTokens ?? 0) + (engine.cost?.outputTokens ?? 0);
    expect([engine.name, purse.tokens]).toEqual(['model', spent]);
    purse.tokens = 60_000;
    const before = calls();
    // Another question: nothing of it is in the cache.
    await expect(model.synthesize('Et ensuite ?', given, alone, purse)).rejects.toThrow(/LLM_BUDGET_TOKENS/);
    expect(calls()).toBe(before);
  });

  test('a text of 200,000 tokens is read in pieces, none above its bound', async () => {
    const long = {
      id: 'L-1',
      text: 'Le guichet de la mairie doit rester ouvert le samedi matin pour les gens qui travaillent. '.repeat(7_000),
    };
    let most = 0;
    const { url } = await server(asked => {
      most = Math.max(most, JSON.stringify(asked.data).length);
      return good(asked);
    });
    const made = await synthesizeTexts(
      { model: modelAt(url), log: () => undefined },
      { question: QUESTION, texts: [...texts(12), long], offline: false, themes: null },
    );
    expect(made.engine.name).toBe('model');
    expect(most).toBeLessThan(20_000);
    checkCitations(made, [...texts(12), long]);
  });
});

test('the file cache keeps what was answered, for its owner alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tour-de-table-'));
  try {
    const cache = createFileCache(join(folder, 'modele'));
    expect(await cache.get('ab12')).toBeNull();
    await Promise.all([cache.set('ab12', '{"a":1}', []), cache.set('ab12', '{"a":1}', [])]);
    expect(await cache.get('ab12')).toBe('{"a":1}');
    const files = readdirSync(join(folder, 'modele'));
    expect(files).toEqual(['ab12.json']);
    expect(statSync(join(folder, 'modele', 'ab12.json')).mode & 0o077).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a model that cannot be used rejects with its reason, never with what was asked', async () => {
  const { url } = await server(() => raw({ error: { message: JSON.stringify(given), type: 'x' }, status: 500 }));
  const failure = await write(modelAt(url, { retries: 0 }), given).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ModelUnavailable);
  expect((failure as Error).message).not.toContain('guichet');
});
