/** A synthesis written by a model: read text by text, then written theme by theme, and checked by us throughout. */
import {
  type Cost,
  checkClaim,
  ENGINE_VERSION,
  figuresOf,
  sourcesById,
  type SourceText,
  type Statement,
  type StatementKind,
  type Synthesis,
  Tally,
  type Theme,
} from '#synthesis/index.ts';
import type { ModelCache, SynthesisModel } from '#usecases/synthesis/ports.ts';
import { type Chat, createChat, type LlmSettings } from './client.ts';
import { CALL_TOKENS, MAX_CHARS_PER_CALL, MAX_TEXTS_PER_CALL, NOTE_TOKENS } from './limits.ts';
import { amountOf, Meter, tokensOf } from './meter.ts';
import { readPrompt } from './prompt.ts';
import { type Reading, readTexts } from './read-texts.ts';
import { pointsOf, writeTheme, type WrittenTheme } from './write-theme.ts';

export interface ModelParts {
  readonly settings: LlmSettings;
  readonly cache: ModelCache;
  /** Takes personal data out of a text before it leaves: `moderation/redact`. */
  readonly mask: (text: string) => string;
  /** Replaced in tests. */
  readonly chat?: Chat;
}

const KINDS: Readonly<Record<WrittenTheme['claims'][number]['kind'], StatementKind>> = {
  accord: 'agreement',
  desaccord: 'disagreement',
  minoritaire: 'minority',
  vecu: 'experience',
  obstacle: 'obstacle',
  proposition: 'proposal',
};

/** The model of `settings`. Nothing is asked before it is used. */
export function createSynthesisModel(parts: ModelParts): SynthesisModel {
  const { settings } = parts;
  const chat = parts.chat ?? createChat(settings);
  return {
    name: settings.model,
    budgetTokens: settings.budgetTokens,
    estimate: (question, texts) => Promise.resolve(estimate(question, texts, settings)),
    synthesize: (question, texts, alone, purse) =>
      write({ question, texts, alone }, parts, new Meter(chat, settings, purse)),
  };
}

/** At most, with nothing in the cache: every text once in, a note for each, then each theme's points once in and out. */
function estimate(question: string, texts: readonly SourceText[], settings: LlmSettings): Cost {
  const chars = texts.reduce((sum, { text }) => sum + text.length, 0);
  const calls = Math.ceil(Math.max(texts.length / MAX_TEXTS_PER_CALL, chars / MAX_CHARS_PER_CALL)) + 24;
  const read = tokensOf(chars) + calls * (CALL_TOKENS + tokensOf(question.length));
  const noted = tokensOf(chars) + texts.length * NOTE_TOKENS;
  const inputTokens = read + noted;
  const outputTokens = noted + 24 * CALL_TOKENS;
  return { calls, cached: 0, inputTokens, outputTokens, amount: amountOf(inputTokens, outputTokens, settings) };
}

interface Asked {
  readonly question: string;
  readonly texts: readonly SourceText[];
  readonly alone: Synthesis;
}

async function write({ question, texts, alone }: Asked, parts: ModelParts, meter: Meter): Promise<Synthesis> {
  // Who speaks of what is counted by us: the model words it, it does not decide how many.
  const told = new Set(alone.themes.flatMap(theme => theme.contributions));
  const folded = new Set(alone.stats.folded.flatMap(group => group.same));
  const [carte, theme] = [readPrompt('carte'), readPrompt('theme')];
  const reading = (prompt: typeof carte): Reading => ({
    meter,
    prompt,
    model: parts.settings.model,
    cache: parts.cache,
    mask: parts.mask,
  });
  const read = texts.filter(({ id }) => told.has(id) && !folded.has(id));
  const points = await readTexts(question, read, reading(carte));
  const sources = sourcesById(texts);
  const tally = new Tally();
  const written = await Promise.all(
    alone.themes.map(async one => {
      const numbered = pointsOf(one, points);
      return numbered.length === 0 ? null : writeTheme(question, one, numbered, reading(theme));
    }),
  );
  const themes = alone.themes.map((one, i) => reworded(one, written[i] ?? null, sources, tally));
  return {
    ...alone,
    themes,
    stats: { ...alone.stats, ...tally.figures() },
    engine: {
      name: 'model',
      version: ENGINE_VERSION,
      model: parts.settings.model,
      prompts: [carte, theme].map(({ id, version }) => ({ id, version })),
      cost: meter.cost(),
      fallback: null,
    },
  };
}

/** A theme with the model's words, ours kept for what it is about and how many; a theme the model left alone stays ours. */
function reworded(
  one: Theme,
  written: WrittenTheme | null,
  sources: ReturnType<typeof sourcesById>,
  tally: Tally,
): Theme {
  if (written === null) {
    for (const statement of one.statements) tally.keep(statement);
    return one;
  }
  const overview = one.statements
    .filter(({ kind }) => kind === 'overview')
    .flatMap(statement => {
      // Our count, under the name that the model gave.
      const text = statement.text.replace(one.label, () => written.label);
      const verdict = checkClaim(
        { text, citations: statement.citations, ourFigures: figuresOf(text), names: true },
        sources,
      );
      tally.add(verdict, statement.citations.length);
      return verdict.status === 'dropped'
        ? []
        : [{ ...statement, text, status: verdict.status, support: verdict.support, doubts: verdict.doubts }];
    });
  const statements = written.claims.flatMap((claim, n): Statement[] => {
    const verdict = checkClaim(claim, sources);
    tally.add(verdict, claim.citations.length);
    if (verdict.status === 'dropped') return [];
    const { status, citations, support, doubts } = verdict;
    return [
      {
        id: `${one.id}.m${n + 1}`,
        text: claim.text,
        kind: KINDS[claim.kind],
        citations,
        support,
        status,
        doubts,
        count: claim.count,
      },
    ];
  });
  return {
    ...one,
    label: written.label,
    keywords: written.keywords.length > 0 ? written.keywords : one.keywords,
    statements: [...overview, ...statements],
  };
}
