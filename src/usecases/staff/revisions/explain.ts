/** « questions »: what a new revision of the questions changes, and for how many drafts. */
import type { Axis, Consultation } from '#consultation/definition.ts';
import { textIn } from '#consultation/inspect.ts';
import { explainRevision } from '#consultation/revision.ts';
import { type Phrase, phrase } from '#conversation/phrases.ts';
import { lines, type StaffCall, type StaffCommand } from '../command.ts';
import { NAMED_QUESTIONS } from '../limits.ts';
import type { StaffTx } from '../ports.ts';

export const explainQuestions: StaffCommand = {
  name: 'revision.explain',
  words: ['questions', 'questions changees', 'revisions', 'changed questions'],
  shown: { fr: 'questions', en: 'changed questions' },
  takes: 'nothing',
  least: 'facilitator',
  help: phrase('staff.help.questions'),
  run: async (call, tx) => {
    const news = await revisionNews(call, tx, call.consultation.axes);
    return { say: news.length === 0 ? [phrase('staff.revision.none')] : news };
  },
};

/** One phrase for each of `axes` whose questions are not those that they first were. */
export async function revisionNews(
  { network, consultation, lang }: Pick<StaffCall, 'network' | 'consultation' | 'lang'>,
  tx: Pick<StaffTx, 'revisions'>,
  axes: readonly Axis[],
): Promise<readonly Phrase[]> {
  const kept = await tx.revisions.all(consultation.name);
  const drafts = await tx.revisions.drafts(network, consultation.name);
  return axes.flatMap(axis => {
    const earlier = kept.filter(({ number, revision }) => number === axis.number && revision !== axis.revision);
    const waiting = drafts.filter(one => one.axis === axis.number && one.revision !== axis.revision);
    // Of several, the one that most people are still on; otherwise the latest before today's.
    const [most] = waiting.toSorted((a, b) => b.drafts - a.drafts);
    const old = earlier.find(({ revision }) => revision === most?.revision) ?? earlier.at(-1);
    if (old === undefined) return [];
    const count = waiting.reduce((sum, one) => sum + one.drafts, 0);
    return [newsOf(consultation, lang, old, axis, count)];
  });
}

function newsOf(consultation: Consultation, lang: string, old: Axis, axis: Axis, drafts: number): Phrase {
  const { added, removed, reworded, reordered, choicesRemoved } = explainRevision(old, axis);
  const labelled = (names: readonly string[], from: Axis): readonly Phrase[] =>
    names.slice(0, NAMED_QUESTIONS).flatMap(name => {
      const question = from.questions.find(one => one.name === name);
      if (question === undefined) return [];
      return [phrase('staff.revision.question', { label: textIn(question.label, lang, consultation.defaultLanguage) })];
    });
  const lost = Object.values(choicesRemoved).reduce((sum, choices) => sum + choices.length, 0);
  const details: Phrase[] = [
    ...(added.length === 0 ? [] : [phrase('staff.revision.added', { lines: lines(labelled(added, axis)) })]),
    ...(reworded.length === 0 ? [] : [phrase('staff.revision.reworded', { lines: lines(labelled(reworded, axis)) })]),
    ...(removed.length === 0 ? [] : [phrase('staff.revision.removed', { lines: lines(labelled(removed, old)) })]),
    ...(lost === 0 ? [] : [phrase('staff.revision.choices', { count: lost })]),
    ...(reordered ? [phrase('staff.revision.reordered')] : []),
    phrase('staff.revision.drafts', { count: drafts }),
  ];
  return phrase('staff.revision.axis', {
    axis: axis.number,
    theme: textIn(axis.theme, lang, consultation.defaultLanguage),
    added: added.length,
    reworded: reworded.length,
    removed: removed.length,
    details: lines(details),
  });
}
