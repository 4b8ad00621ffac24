/** What is spent, counted call by call, and stopped at the budget. */
import type { Cost } from '#synthesis/index.ts';
import { ModelUnavailable, type Purse } from '#usecases/synthesis/ports.ts';
import { type Chat, CallFailed, type LlmSettings } from './client.ts';
import { CHARS_PER_TOKEN, MAX_ANSWER_TOKENS } from './limits.ts';

/** Tokens of a text, never under-estimated for French. */
export const tokensOf = (chars: number): number => Math.ceil(chars / CHARS_PER_TOKEN);

export class Meter {
  calls = 0;
  cached = 0;
  inputTokens = 0;
  outputTokens = 0;
  readonly #settings: LlmSettings;
  readonly #chat: Chat;
  readonly #purse: Purse;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(chat: Chat, settings: LlmSettings, purse: Purse = { tokens: 0 }) {
    this.#chat = chat;
    this.#settings = settings;
    this.#purse = purse;
  }

  /** Asks, `concurrency` at once, within the budget. Rejects with a `ModelUnavailable`. */
  async ask(messages: { readonly system: string; readonly user: string }): Promise<string | null> {
    await this.#enter();
    const atMost = tokensOf(messages.system.length + messages.user.length) + MAX_ANSWER_TOKENS;
    try {
      const { budgetTokens } = this.#settings;
      if (budgetTokens !== null && this.#purse.tokens + atMost > budgetTokens)
        throw new ModelUnavailable('le budget fixé pour une synthèse (LLM_BUDGET_TOKENS) est atteint');
      // Promised before the call, so that calls made at once do not go over it together; then what it really took.
      this.#purse.tokens += atMost;
      let took = 0;
      try {
        this.calls += 1;
        const answer = await this.#chat(messages);
        this.inputTokens += answer.inputTokens;
        this.outputTokens += answer.outputTokens;
        took = answer.inputTokens + answer.outputTokens;
        return answer.text;
      } finally {
        this.#purse.tokens += took - atMost;
      }
    } catch (error) {
      if (error instanceof CallFailed) throw new ModelUnavailable(error.message, { cause: error });
      throw error;
    } finally {
      this.#leave();
    }
  }

  /** What was spent so far. */
  cost(): Cost {
    const { calls, cached, inputTokens, outputTokens } = this;
    return { calls, cached, inputTokens, outputTokens, amount: amountOf(inputTokens, outputTokens, this.#settings) };
  }

  async #enter(): Promise<void> {
    if (this.#running >= this.#settings.concurrency) await new Promise<void>(resolve => this.#waiting.push(resolve));
    else this.#running += 1;
  }

  // A place is handed over, not freed and taken again: nobody slips in between.
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }
}

/** The price of so many tokens; null where no price is configured. */
export function amountOf(inputTokens: number, outputTokens: number, { prices }: LlmSettings): number | null {
  return prices === null ? null : (inputTokens * prices.input + outputTokens * prices.output) / 1_000_000;
}
