/** A workshop of many people who give real answers: the same acts each time, whatever the platform does meanwhile. */
import type { Consultation } from '#consultation/definition.ts';
import type { ExportedContribution } from '#usecases/ports.ts';
import type { ContributionBody } from '#usecases/contribution-body.ts';
import { openStage, SALON } from './stage.ts';

export interface ReplayOptions {
  readonly consultation: Consultation;
  readonly people: number;
  readonly answers: readonly string[];
  readonly redeliver?: number;
  readonly url?: string | null;
  readonly processes?: number;
  /** The process dies after each so many acts; 0 for never. */
  readonly restartEvery?: number;
}

export interface Replayed {
  readonly contribution: ExportedContribution & { readonly body: ContributionBody };
  readonly minutes: string;
  readonly errors: readonly string[];
}

/** From the announcement to the contribution. Time passes between acts as it would: it is part of the script. */
export async function replayWorkshop(options: ReplayOptions): Promise<Replayed> {
  const { people, answers, restartEvery = 0 } = options;
  const stage = await openStage(options);
  let acts = 0;
  const after = async (): Promise<void> => {
    acts += 1;
    if (restartEvery > 0 && acts % restartEvery === 0) await stage.restart();
    await stage.settle();
  };
  try {
    await stage.says('Zoé', SALON, 'atelier thème 1');
    const thread = { channel: 'salon', thread: stage.platform.refOf("Un atelier s'ouvre ici") };
    const say = async (who: string, text: string): Promise<void> => {
      await stage.says(who, thread, text);
      await after();
    };
    const names = Array.from({ length: people }, (_, i) => `P${String(i + 1).padStart(2, '0')}`);
    await say('Zoé', 'questions 2');
    await say('Zoé', 'commencer');
    for (const who of names) await say(who, 'je participe');
    await say('Zoé', 'commencer');
    await stage.passTime(61);
    for (const [i, answer] of answers.entries()) {
      await say(names[i % people] ?? '', answer);
      if (i % 10 === 9) await stage.passTime(12);
    }
    await stage.passTime(3_600);
    await say('Zoé', 'valider');
    for (const who of names.slice(0, Math.ceil((people * 2) / 3))) await say(who, "d'accord");
    await stage.passTime(1_200);
    const [contribution] = await stage.contributions();
    if (contribution === undefined) throw new Error('the workshop sent nothing');
    return { contribution, minutes: stage.platform.files[0]?.text ?? '', errors: stage.errors };
  } finally {
    await stage.close();
  }
}
