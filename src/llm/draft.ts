/** A group's answer said otherwise: sentences, each with the ideas that the model says it stands on. Nothing is kept of it. */
import { speaksFrench } from '#synthesis/index.ts';
import { ModelUnavailable } from '#usecases/synthesis/ports.ts';
import type { DraftModel } from '#usecases/workshop/ports.ts';
import { draft, readJson } from './answers.ts';
import { type Chat, createChat } from './client.ts';
import { MAX_CHARS_PER_CALL } from './limits.ts';
import { Meter } from './meter.ts';
import type { ModelParts } from './model.ts';
import { readPrompt } from './prompt.ts';

/** Rewords drafts; any failure or unfit answer is null: the group has its own words. */
export function createDraftModel(parts: Omit<ModelParts, 'cache'>): DraftModel {
  const chat: Chat = parts.chat ?? createChat(parts.settings);
  const prompt = readPrompt('atelier');
  return {
    reword: async (question, ideas) => {
      const read = withinOneCall(ideas.map(({ id, text }) => ({ id, text: parts.mask(text) })));
      const idees = read.map(({ text }, i) => ({ n: i + 1, texte: text }));
      try {
        const answer = await new Meter(chat, parts.settings).ask(prompt.asking({ question, idees }));
        const { phrases } = readJson(answer, draft) ?? { phrases: [] };
        if (phrases.length === 0 || !speaksFrench(phrases.map(({ texte }) => texte).join(' '))) return null;
        return phrases.map(({ texte, idees: cited }) => ({
          text: texte,
          ideas: [...new Set(cited)].flatMap(n => read[n - 1]?.id ?? []),
        }));
      } catch (error) {
        if (error instanceof ModelUnavailable) return null;
        throw error;
      }
    },
  };
}

/** The first ones, in the group's order, that one call may hold: the model leaves the others out. */
function withinOneCall<T extends { readonly text: string }>(ideas: readonly T[]): readonly T[] {
  let chars = 0;
  return ideas.filter(({ text }) => {
    chars += text.length;
    return chars <= MAX_CHARS_PER_CALL;
  });
}
