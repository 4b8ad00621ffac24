/** One short question drawn from an answer, within three seconds or none. */
import { speaksFrench } from '#synthesis/index.ts';
import type { FollowUpModel } from '#usecases/synthesis/ports.ts';
import { followUp, readJson } from './answers.ts';
import { CallFailed, type Chat, createChat } from './client.ts';
import { FOLLOW_UP_MS, MAX_FOLLOW_UP_CHARS, MAX_FOLLOW_UP_TOKENS } from './limits.ts';
import type { ModelParts } from './model.ts';
import { readPrompt } from './prompt.ts';

/** Turns that lead to an answer, or ask for a yes or a no. */
const LEADING =
  /ne (?:pensez|croyez|trouvez|faudrait|serait|devrait)[- ]|n'est-ce pas|n’est-ce pas|vous (?:êtes|seriez) d'accord|ne croyez|il faut bien|évidemment|^(?:est-ce que|êtes-vous|avez-vous|faut-il|pensez-vous|seriez-vous|souhaitez-vous|voulez-vous)\b/i;

/** Draws follow-up questions; any failure, lateness or unfit question is null: the conversation goes on. */
export function createFollowUpModel(parts: Omit<ModelParts, 'cache'>, withinMs: number = FOLLOW_UP_MS): FollowUpModel {
  const chat: Chat = parts.chat ?? createChat(parts.settings);
  const prompt = readPrompt('relance');
  let atOnce = 0;
  return {
    draw: async (question, answer) => {
      // Nobody waits in a queue for it: with a crowd, some are asked nothing.
      if (atOnce >= parts.settings.concurrency) return null;
      atOnce += 1;
      try {
        const messages = prompt.asking({ question, reponse: parts.mask(answer) });
        const said = await chat(messages, { maxTokens: MAX_FOLLOW_UP_TOKENS, timeoutMs: withinMs, retries: 0 });
        const drawn = readJson(said.text, followUp)?.question ?? null;
        return drawn !== null && isFit(drawn) ? drawn : null;
      } catch (error) {
        if (error instanceof CallFailed) return null;
        throw error;
      } finally {
        atOnce -= 1;
      }
    },
  };
}

/** One question, short, in French, that leads nowhere and holds no address, no mention and no figure. */
function isFit(question: string): boolean {
  const marks = question.match(/\?/g)?.length ?? 0;
  return (
    question.length <= MAX_FOLLOW_UP_CHARS &&
    marks === 1 &&
    question.endsWith('?') &&
    !/[\n@<>[\]*_`#]|https?:|\d/.test(question) &&
    !LEADING.test(question) &&
    speaksFrench(question)
  );
}
