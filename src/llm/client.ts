/** The only file that speaks to a provider: any endpoint compatible with OpenAI's chat completions. */
import OpenAI, { APIConnectionTimeoutError, APIError } from 'openai';
import { MAX_ANSWER_TOKENS } from './limits.ts';

export interface LlmSettings {
  /** With its `/v1` where the provider has one. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
  /** Calls at once. */
  readonly concurrency: number;
  /** Milliseconds for one call, each attempt. */
  readonly timeoutMs: number;
  /** Attempts after the first, on 408, 409, 429, 5xx and lost connections, with growing waits. */
  readonly retries: number;
  /** Tokens, in and out, that one synthesis may spend; null: no bound. */
  readonly budgetTokens: number | null;
  /** Price of a million tokens, in and out; null: unknown. */
  readonly prices: { readonly input: number; readonly output: number } | null;
}

export interface ChatAnswer {
  /** null: refused, empty, or cut before its end. */
  readonly text: string | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** One question, one answer. Rejects with a `CallFailed` once the attempts are spent. */
export type Chat = (
  messages: { readonly system: string; readonly user: string },
  options?: { readonly maxTokens?: number; readonly timeoutMs?: number; readonly retries?: number },
) => Promise<ChatAnswer>;

/** A call that failed for good. Its message is French and tells nothing of what was asked. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
}

/** A chat on `settings`. Nothing is asked before it is called. */
export function createChat(settings: LlmSettings): Chat {
  const { baseUrl, apiKey, model, timeoutMs, retries } = settings;
  const client = new OpenAI({ baseURL: baseUrl, apiKey, timeout: timeoutMs, maxRetries: retries, logLevel: 'off' });
  return async ({ system, user }, options = {}) => {
    try {
      const answer = await client.chat.completions.create(
        {
          model,
          messages: [
            { role: 'system', content: system },
            { role: 'user', content: user },
          ],
          temperature: 0,
          max_tokens: options.maxTokens ?? MAX_ANSWER_TOKENS,
          response_format: { type: 'json_object' },
        },
        {
          ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
          ...(options.retries === undefined ? {} : { maxRetries: options.retries }),
        },
      );
      return read(answer, system.length + user.length);
    } catch (cause) {
      throw new CallFailed(explain(cause), { cause });
    }
  };
}

// Compatible servers leave fields out: each is looked at as if it might be missing.
function read(answer: Partial<OpenAI.Chat.ChatCompletion>, asked: number): ChatAnswer {
  const choice = answer.choices?.[0];
  const content = choice?.message.content ?? '';
  const whole = choice?.finish_reason !== 'length' && choice?.finish_reason !== 'content_filter';
  const refused = (choice?.message.refusal ?? '') !== '';
  return {
    text: whole && !refused && content.trim() !== '' ? content : null,
    inputTokens: answer.usage?.prompt_tokens ?? Math.ceil(asked / 3),
    outputTokens: answer.usage?.completion_tokens ?? Math.ceil(content.length / 3),
  };
}

function explain(cause: unknown): string {
  if (cause instanceof APIConnectionTimeoutError) return "le modèle n'a pas répondu à temps";
  if (!(cause instanceof APIError)) return "la réponse du modèle n'a pas pu être lue";
  const { status } = cause as { readonly status: number | undefined };
  if (status === undefined) return 'le modèle est injoignable : vérifiez LLM_BASE_URL et le réseau';
  if (status === 401 || status === 403) return 'le modèle refuse la clé : vérifiez LLM_API_KEY';
  if (status === 404) return 'le modèle est inconnu de son fournisseur : vérifiez LLM_MODEL et LLM_BASE_URL';
  if (status === 413 || status === 400)
    return "le modèle n'accepte pas la demande (trop longue, ou option inconnue de lui)";
  if (status === 429) return 'le modèle refuse pour excès de demandes ; la synthèse pourra être refaite plus tard';
  return `le service du modèle est en panne (${status})`;
}
