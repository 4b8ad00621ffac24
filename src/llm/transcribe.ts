/** Voice messages written down by a service compatible with OpenAI's `/audio/transcriptions`: Albert API, whisper servers… */
import OpenAI, { APIError, toFile } from 'openai';
import { speaksFrench } from '#synthesis/index.ts';
import type { Heard, Transcriber } from '#usecases/transcription/ports.ts';
import { withoutBoilerplate } from './boilerplate.ts';
import {
  CHARACTERS_PER_SECOND,
  LANGUAGE_WORDS,
  MAX_TRANSCRIBED_BYTES,
  MAX_TRANSCRIBED_CHARACTERS,
  SPARE_CHARACTERS,
} from './limits.ts';

export interface TranscriptionSettings {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
  /** Milliseconds for one call, each attempt. */
  readonly timeoutMs: number;
  /** Attempts after the first, on 408, 409, 429, 5xx and lost connections, with growing waits. */
  readonly retries: number;
}

/** The service of `settings`. Nothing is asked before it is used; what fails is told, never thrown. */
export function createTranscriber(settings: TranscriptionSettings): Transcriber {
  const { baseUrl, apiKey, model, timeoutMs, retries } = settings;
  const client = new OpenAI({ baseURL: baseUrl, apiKey, timeout: timeoutMs, maxRetries: retries, logLevel: 'off' });
  return {
    name: model,
    transcribe: async ({ bytes, name, mediaType, lang, seconds }) => {
      if (bytes.length > MAX_TRANSCRIBED_BYTES) return { ok: false, why: 'refused' };
      const language = lang.slice(0, 2);
      try {
        const file = await toFile(bytes, name, { type: mediaType });
        const answer: unknown = await client.audio.transcriptions.create({
          file,
          model,
          language,
          response_format: 'json',
          temperature: 0,
        });
        return judge(textIn(answer), language, seconds);
      } catch (cause) {
        return { ok: false, why: whyNot(cause) };
      }
    },
  };
}

/** Compatible servers differ: an object with its text, or the text alone. Empty for anything else. */
function textIn(answer: unknown): string {
  if (typeof answer === 'string') return answer;
  const text = typeof answer === 'object' && answer !== null && 'text' in answer ? answer.text : '';
  return typeof text === 'string' ? text : '';
}

/** What could not have been said in that time, in that language, or is what models write on silence, is for a person. */
function judge(raw: string, language: string, seconds: number): Heard {
  const text = withoutBoilerplate(raw);
  const most = Math.min(MAX_TRANSCRIBED_CHARACTERS, SPARE_CHARACTERS + seconds * CHARACTERS_PER_SECOND);
  if (text === '' || text.length > most) return { ok: false, why: 'empty' };
  const isLong = text.split(/\s+/).length >= LANGUAGE_WORDS;
  if (language === 'fr' && isLong && !speaksFrench(text)) return { ok: false, why: 'language' };
  return { ok: true, text };
}

/** A refusal of this recording, or of all of them for now: a key that is refused may be mended. */
function whyNot(cause: unknown): 'refused' | 'down' {
  const status = cause instanceof APIError ? (cause as { readonly status: number | undefined }).status : undefined;
  return status !== undefined && [400, 413, 415, 422].includes(status) ? 'refused' : 'down';
}
