/** The language model's share of the configuration. */

/** How a language model is reached, at any endpoint compatible with OpenAI's: `src/llm`. */
export interface LlmSettings {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
  /** Calls at once. */
  readonly concurrency: number;
  /** Milliseconds for one call. */
  readonly timeoutMs: number;
  readonly retries: number;
  /** Tokens for one synthesis; null: no bound. */
  readonly budgetTokens: number | null;
  /** Of a million tokens; null: unknown. */
  readonly prices: { readonly input: number; readonly output: number } | null;
}

/** As set in the environment, read already. */
interface Given {
  readonly LLM_BASE_URL?: string | undefined;
  readonly LLM_API_KEY?: string | undefined;
  readonly LLM_MODEL?: string | undefined;
  readonly LLM_CONCURRENCY?: string | undefined;
  readonly LLM_TIMEOUT_SECONDS?: string | undefined;
  readonly LLM_BUDGET_TOKENS?: string | undefined;
  readonly LLM_PRICE_INPUT?: string | undefined;
  readonly LLM_PRICE_OUTPUT?: string | undefined;
}

const LLM_CONCURRENCY = 4;
const LLM_TIMEOUT_SECONDS = 120;
const LLM_RETRIES = 4;

/** A service and a model are needed together; a key, only where the service asks for one. */
export function llmOf(given: Given): LlmSettings | null | { readonly problem: string } {
  const { LLM_BASE_URL: baseUrl, LLM_API_KEY: apiKey, LLM_MODEL: model } = given;
  if (baseUrl === undefined && model === undefined && apiKey === undefined) return null;
  if (baseUrl === undefined) return { problem: "LLM_BASE_URL manque : l'adresse du service, comme https://…/v1" };
  if (model === undefined) return { problem: 'LLM_MODEL manque : le nom du modèle, tel que le service le donne' };
  const { LLM_PRICE_INPUT: input, LLM_PRICE_OUTPUT: output } = given;
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    // Local services want none, the client wants something.
    apiKey: apiKey ?? 'aucune',
    model,
    concurrency: Number(given.LLM_CONCURRENCY ?? LLM_CONCURRENCY),
    timeoutMs: Number(given.LLM_TIMEOUT_SECONDS ?? LLM_TIMEOUT_SECONDS) * 1_000,
    retries: LLM_RETRIES,
    budgetTokens: given.LLM_BUDGET_TOKENS === undefined ? null : Number(given.LLM_BUDGET_TOKENS),
    prices: input === undefined || output === undefined ? null : { input: Number(input), output: Number(output) },
  };
}
