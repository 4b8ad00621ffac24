/** « suivi »: people, contributions and texts, by theme, question, territory, kind of actor, day; and what is not covered. */
import { type Phrase, phrase } from '#conversation/phrases.ts';
import type { OutboundFile } from '#messaging/index.ts';
import { refuse, type StaffCall, type StaffCommand } from '../command.ts';
import { channelOf, post } from '../life/announce.ts';
import type { StaffReply, StaffTx } from '../ports.ts';
import { isAtLeast } from '../roles.ts';
import { coverage } from './coverage.ts';
import { byActor, byDay, byTerritory } from './lists.ts';
import { pictureOf, wordsOf } from './picture.ts';
import { type FigureRequest, readRequest } from './read-request.ts';
import { ofAxis, summary } from './summary.ts';
import type { FigureView, ViewCall } from './view.ts';

export const followUp: StaffCommand = {
  name: 'follow-up',
  words: ['suivi', 'follow-up', 'follow up', 'figures'],
  shown: {
    fr: 'suivi [THÈME, territoires, acteurs, jours, couverture] [image] [ici]',
    en: 'follow-up [TOPIC, territories, actors, days, coverage] [picture] [here]',
  },
  takes: 'argument',
  least: 'facilitator',
  help: phrase('staff.help.followUp'),
  run: async (call, tx) => {
    const request = readRequest(call.argument, call.consultation);
    if (request === null) return refuse(phrase('staff.figures.usage'));
    // A picture asked for among others is for them.
    if (request.isHere || (request.isDrawn && channelOf(call) !== null)) return publish(call, tx, request);
    const viewer = { ...call, isOpen: isAtLeast(call.role, 'moderator') };
    const view = await viewOf(viewer, tx, request.what);
    if (view === null) return { say: [phrase('staff.figures.nothing')] };
    return { ...said(viewer, view, request.isDrawn), on: nameOf(request) };
  },
};

/** The same words for everybody, in the channel in which it is said: small counts are hidden there. */
async function publish(call: StaffCall, tx: StaffTx, request: FigureRequest): Promise<StaffReply> {
  const here = channelOf(call);
  if (here === null) return refuse(phrase('staff.channels.where'));
  const viewer = { ...call, lang: call.consultation.defaultLanguage, isOpen: false };
  const view = await viewOf(viewer, tx, request.what);
  if (view === null) return refuse(phrase('staff.figures.nothing'));
  const { say, files } = said(viewer, view, request.isDrawn);
  await post(call, tx, here, say, files);
  return { say: [phrase('staff.figures.posted')], on: `${nameOf(request)} ${here.channel}` };
}

function said(
  call: ViewCall & Pick<StaffCall, 'wording'>,
  view: FigureView,
  isDrawn: boolean,
): { say: readonly Phrase[]; files: readonly OutboundFile[] } {
  if (!isDrawn || view.panels.length === 0) return { say: view.say, files: [] };
  return { say: [...view.say, ...wordsOf(view)], files: [pictureOf(view, call, call.wording)] };
}

/** null: nothing was begun, there is nothing to count. */
async function viewOf(
  call: ViewCall & Pick<StaffCall, 'network'>,
  tx: StaffTx,
  what: FigureRequest['what'],
): Promise<FigureView | null> {
  const { network, consultation } = call;
  const figures = await tx.figures.of(network, consultation.name);
  if (typeof what === 'object')
    return ofAxis(call, what, figures, await tx.figures.answered(network, consultation.name, what.number));
  const workshops = what === 'summary' ? await tx.figures.workshops(network, consultation.name) : [];
  if (figures.cells.length === 0 && workshops.length === 0) return null;
  switch (what) {
    case 'summary':
      return summary(call, figures, workshops, await tx.transcriptions.waitingCount(network, consultation.name));
    case 'territories':
      return byTerritory(call, figures);
    case 'actors':
      return byActor(call, figures);
    case 'days':
      return byDay(call, figures);
    case 'coverage':
      return coverage(call, figures);
  }
}

function nameOf({ what, isDrawn }: FigureRequest): string {
  const name = typeof what === 'object' ? String(what.number) : what;
  return isDrawn ? `${name} picture` : name;
}
