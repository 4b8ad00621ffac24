/** Asks a language model to say a group's answers otherwise, after the commit; what comes back is an event of our own. */
import { errorFacts, type Log } from '../log.ts';
import type { DraftModel, WorkshopStore } from './ports.ts';

export interface Rewording {
  readonly model: DraftModel | null;
  readonly workshops: Pick<WorkshopStore, 'tell'>;
  readonly newId: () => Promise<string>;
  readonly log: Log;
}

type Asked = Awaited<ReturnType<WorkshopStore['runGroup']>>['rewordings'][number];

/** Whether the workshop was told something. Never rejects: the draft stands by itself. */
export async function rewordDrafts({ model, workshops, newId, log }: Rewording, asked: Asked): Promise<boolean> {
  if (model === null) return false;
  try {
    const answers = [];
    for (const { question, label, ideas } of asked.questions) {
      const sentences = await model.reword(label, ideas);
      if (sentences !== null) answers.push({ question, sentences });
    }
    if (answers.length === 0) return false;
    await workshops.tell(await newId(), asked.workshopId, { kind: 'reworded', token: asked.token, answers });
    return true;
  } catch (error) {
    log('warn', 'after_turn_failed', { effect: asked.type, ...errorFacts(error) });
    return false;
  }
}
