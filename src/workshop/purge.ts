/** What was hidden or redacted is kept no longer: the workshop that wrote it lets its words go, in the same way. */
import { change, type Turn } from './turn.ts';
import type { Workshop } from './workshop.ts';

/** Of what was hidden no word stays, only that there was a workshop; of what was redacted, what is shown. */
export function purge(turn: Turn, status: 'hidden' | 'redacted'): boolean {
  const { sent } = turn.workshop;
  if (sent === null) return false;
  change(turn, rewritten(turn.workshop, status === 'redacted' ? turn.context.engine.redacted : () => ''));
  turn.effects.push({ type: 'purge' });
  // Nothing is left to send again.
  if (status === 'hidden')
    change(turn, { answers: {}, stances: [], proposals: [], sent: { ...sent, withdrawn: true } });
  return true;
}

/** Every text that somebody wrote, by `by`; an idea left without words is as if taken back. */
export function rewritten(workshop: Workshop, by: (text: string) => string): Partial<Workshop> {
  const clean = <T extends { readonly text: string }>(one: T): T => ({ ...one, text: by(one.text) });
  const { ideas, answers, stances, proposals, validation } = workshop;
  return {
    ideas: mapped(ideas, idea => {
      const text = by(idea.text);
      return { ...idea, text, withdrawn: idea.withdrawn || text === '' };
    }),
    answers: mapped(answers, answer => ({ ...answer, sentences: answer.sentences.map(clean) })),
    stances: stances.map(clean),
    proposals: proposals.map(one => ({
      ...clean(one),
      ...(one.sentences === undefined ? {} : { sentences: one.sentences.map(clean) }),
    })),
    validation: validation && { ...validation, objections: validation.objections.map(clean) },
  };
}

function mapped<T>(of: Readonly<Record<string, T>>, by: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, by(value)]));
}
