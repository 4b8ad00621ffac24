/** The transcription service's share of the configuration. */
import { z } from 'zod';

/** How a transcription service is reached, at any endpoint compatible with OpenAI's `/audio/transcriptions`: `src/llm`. */
export interface TranscriptionSettings {
  /** With its `/v1` where the provider has one. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
  /** Milliseconds for one call, each attempt. */
  readonly timeoutMs: number;
  readonly retries: number;
}

export const transcriptionVariables = {
  TRANSCRIPTION_BASE_URL: z
    .string()
    .refine(
      url => /^https?:$/.test(URL.parse(url)?.protocol ?? ''),
      "doit être l'adresse du service, comme https://albert.api.etalab.gouv.fr/v1",
    )
    .optional(),
  TRANSCRIPTION_API_KEY: z.string().optional(),
  TRANSCRIPTION_MODEL: z.string().optional(),
};

/** A voice message lasts five minutes at most: a service takes less time than that to write it down, or is down. */
const TIMEOUT_MS = 120_000;
const RETRIES = 2;

/** An address and a model are needed together; a key, only where the service asks for one. */
export function transcriptionOf(
  given: z.output<z.ZodObject<typeof transcriptionVariables>>,
): TranscriptionSettings | null | { readonly problem: string } {
  const { TRANSCRIPTION_BASE_URL: baseUrl, TRANSCRIPTION_API_KEY: apiKey, TRANSCRIPTION_MODEL: model } = given;
  if (baseUrl === undefined && model === undefined && apiKey === undefined) return null;
  if (baseUrl === undefined)
    return { problem: "TRANSCRIPTION_BASE_URL manque : l'adresse du service, comme https://…/v1" };
  if (model === undefined)
    return { problem: 'TRANSCRIPTION_MODEL manque : le nom du modèle, tel que le service le donne' };
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    // Local services want none, the client wants something.
    apiKey: apiKey ?? 'aucune',
    model,
    timeoutMs: TIMEOUT_MS,
    retries: RETRIES,
  };
}
