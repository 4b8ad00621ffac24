/** « synthèses », « synthèse … »: the staff make, read and review syntheses in the chat. */
import { phrase } from '#conversation/phrases.ts';
import { statementsOf, type SynthesisBody } from '#synthesis/review/body.ts';
import { axisByNumber } from '#consultation/inspect.ts';
import type { StaffCall, StaffCommand } from '../../staff/command.ts';
import type { StaffReply, StaffTx } from '../../staff/ports.ts';
import { type SynthesisKey, synthesisName } from '../syntheses/context.ts';
import { readFilter } from '../syntheses/filter.ts';
import { sayArrivals } from '../syntheses/arrivals.ts';
import { sayDoubts } from '../syntheses/doubt-words.ts';
import { sayEstimate } from '../syntheses/cost.ts';
import { headLines } from '../syntheses/head-lines.ts';
import { listSyntheses } from '../syntheses/list-syntheses.ts';
import { type Composed, keepSynthesis } from '../syntheses/make-synthesis.ts';
import { saySynthesisOutcome } from '../syntheses/outcome.ts';
import { documentOptions } from '../syntheses/print-synthesis.ts';
import { requestSynthesis } from '../syntheses/request-synthesis.ts';
import { reviewSynthesis, type SynthesisAct } from '../syntheses/review-synthesis.ts';
import { showSynthesis } from '../syntheses/show-synthesis.ts';
import { readSynthesisRequest, type SynthesisRequest } from './read-synthesis.ts';
import { done, documentFile, madeBy, refused, reviewContext } from './review-call.ts';
import { sayChannels, tellChannels } from './tell-channels.ts';
import { tellNews } from './tell-news.ts';

export const listSynthesesCommand: StaffCommand = {
  name: 'synthesis.list',
  words: ['syntheses', 'syntheses liste', 'list syntheses'],
  shown: { fr: 'synthèses', en: 'syntheses' },
  takes: 'nothing',
  least: 'staff',
  help: phrase('staff.help.synthesisList'),
  run: async (call, tx) => done('', (await listSyntheses(reviewContext(call, tx), null)).join('\n')),
};

export const synthesisCommand: StaffCommand = {
  name: 'synthesis',
  words: ['synthese', 'synthesis'],
  shown: { fr: 'synthèse THÈME ou S4-1…', en: 'synthesis THEME or S4-1…' },
  takes: 'argument',
  least: 'staff',
  help: phrase('staff.help.synthesis'),
  run: (call, tx) => {
    const request = readSynthesisRequest(call.argument);
    switch (request.kind) {
      case 'unclear':
        return Promise.resolve(refused('', request.say));
      case 'make':
        return make(call, tx, request);
      case 'show':
        return show(call, tx, request);
      case 'act':
        return act(call, tx, request);
    }
  },
};

/** The same act, of a request already read: what `tdt synthesis` runs. */
export function synthesisAct(key: SynthesisKey, wanted: SynthesisAct): StaffCommand {
  return { ...synthesisCommand, run: (call, tx) => act(call, tx, { kind: 'act', key, act: wanted }) };
}

/** Keeps a synthesis made outside any transaction: what `tdt synthesis make` ends with. */
export function synthesisMade(axis: number, composed: Composed): StaffCommand {
  return {
    ...synthesisCommand,
    run: async (call, tx) => {
      const outcome = await keepSynthesis(reviewContext(call, tx), axis, composed, madeBy(call));
      const said = saySynthesisOutcome(outcome);
      return outcome.kind === 'refused' ? refused('make', said) : done(`${synthesisName(outcome.document)} make`, said);
    },
  };
}

async function make(
  call: StaffCall,
  tx: StaffTx,
  { axis, filter: typed, alone }: Extract<SynthesisRequest, { kind: 'make' }>,
): Promise<StaffReply> {
  const filter = readFilter(typed, call.consultation.timeZone);
  if (typeof filter === 'string') return refused('', filter);
  const context = reviewContext(call, tx);
  const asked = await requestSynthesis(context, axis, filter, madeBy(call), alone ? 'alone' : undefined);
  if (asked.kind === 'refused') return refused('', saySynthesisOutcome(asked));
  const name = synthesisName(asked.document);
  const theme = axisByNumber(call.consultation, axis);
  const of = theme === undefined ? axis : documentOptions(context, axis, 'staff').theme;
  return done(name, `Je prépare la synthèse ${name}, « ${of} ». La suite arrive ici ; vous pouvez continuer.`);
}

async function show(
  call: StaffCall,
  tx: StaffTx,
  { key }: Extract<SynthesisRequest, { kind: 'show' }>,
): Promise<StaffReply> {
  const context = reviewContext(call, tx);
  const shown = await showSynthesis(context, key);
  const name = synthesisName(key);
  if (shown === null) return refused(name, saySynthesisOutcome({ kind: 'refused', why: 'unknown_synthesis' }));
  if (shown.document.status === 'pending')
    return done(name, `La synthèse ${name} se prépare encore : la suite arrive dans votre conversation avec moi.`);
  const { estimate } = shown.body;
  if (shown.document.status === 'estimated' && estimate !== undefined)
    return done(name, sayEstimate(name, estimate).join('\n'));
  const lines = [
    ...headLines(shown, documentOptions(context, key.axis, 'staff')),
    ...sayArrivals(shown.arrivals, key.axis),
  ];
  return {
    say: done(name, [`Synthèse ${name}, version ${shown.document.version}.`, ...lines].join('\n')).say,
    files: (['docx', 'html'] as const).map(format => documentFile(call, 'synthesis', key, format)),
    on: name,
  };
}

async function act(
  call: StaffCall,
  tx: StaffTx,
  { key, act: wanted }: Extract<SynthesisRequest, { kind: 'act' }>,
): Promise<StaffReply> {
  const outcome = await reviewSynthesis(reviewContext(call, tx), key, wanted, madeBy(call));
  const on = `${synthesisName(key)} ${wanted.act}`;
  if (outcome.kind === 'refused') return refused(on, saySynthesisOutcome(outcome));
  const told = wanted.act === 'publish' ? await tellNews(call, tx, outcome) : 0;
  const news =
    told === 0
      ? ''
      : ` ${told > 1 ? `${told} personnes qui voulaient des nouvelles sont prévenues` : 'Une personne qui voulait des nouvelles est prévenue'}.`;
  const channels = wanted.act === 'publish' ? await tellChannels(call, tx, outcome.document, null) : 0;
  const doubts = wanted.act === 'reword' ? sayRewording(outcome.body, key, wanted.statement) : '';
  return done(on, `${saySynthesisOutcome(outcome)}${doubts}${news}${sayChannels(channels)}`);
}

/** What the check found in the new words of a statement, with what to do; nothing where they stand. */
function sayRewording(body: SynthesisBody, key: SynthesisKey, statement: number): string {
  const reworded = statementsOf(body)[statement - 1];
  if (reworded === undefined || reworded.status === 'checked') return '';
  return ` L'affirmation ${statement} est à vérifier : ${sayDoubts(reworded.doubts)}. Si ses sources le disent bien : « synthèse ${synthesisName(key)} valider ${statement} ».`;
}
