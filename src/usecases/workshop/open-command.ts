/** « atelier thème 4 », said in a channel by whoever may facilitate: the workshop announces itself there. */
import { axisByNumber, axisStatus } from '#consultation/inspect.ts';
import { phrase } from '#conversation/phrases.ts';
import { fold } from '#text/index.ts';
import { newWorkshop } from '#workshop/index.ts';
import { refuse, type StaffCommand } from '../staff/command.ts';
import { channelOf } from '../staff/life/announce.ts';
import { MAX_LIVE_WORKSHOPS } from '../limits.ts';
import { decideOpening } from './decide.ts';

export const openWorkshopCommand: StaffCommand = {
  name: 'workshop.open',
  words: ['atelier', 'ouvrir un atelier', 'lancer un atelier', 'commencer un atelier', 'workshop'],
  shown: { fr: 'atelier thème NUMÉRO', en: 'workshop topic NUMBER' },
  takes: 'argument',
  least: 'facilitator',
  help: phrase('staff.help.workshopOpen'),
  run: async (call, tx) => {
    const { consultation, place, network, now, author, participantId, maker } = call;
    const here = channelOf(call);
    const number = readTheme(call.argument);
    const axis = number === null ? undefined : axisByNumber(consultation, number);
    const last = Math.max(...consultation.axes.map(one => one.number));
    if (axis === undefined) return refuse(phrase('staff.workshop.usage', { last }));
    if (author === null || participantId === null || maker === null || place === null || here === null)
      return refuse(phrase('staff.workshop.inAChannel', { axis: axis.number }));
    if (axisStatus(consultation, axis.number, now) !== 'open')
      return refuse(phrase('staff.workshop.closed', { axis: axis.number }));
    if ((await tx.workshops.countLive(network)) >= MAX_LIVE_WORKSHOPS)
      return refuse(phrase('staff.workshop.tooMany', { max: MAX_LIVE_WORKSHOPS }));
    const made = newWorkshop({
      id: call.newId(),
      network,
      consultation: consultation.name,
      axis,
      lang: call.lang,
      place: { ...here, thread: place.thread },
      facilitator: author,
      // Said in a thread, it is held there.
      opensThread: place.thread === null,
      now,
    });
    await tx.workshops.open(decideOpening(maker, made), participantId);
    return { say: [phrase('staff.workshop.opened', { axis: axis.number })], on: `A${axis.number}` };
  },
};

/** « thème 4 », « axe 4 », « 4 », « sur le thème 4 »; null for anything else. */
function readTheme(argument: string): number | null {
  const found = /^(?:(?:sur|on|le|la|l'|du|the|theme|axe|axis|topic|n°|numero)\s*)*(\d{1,2})$/.exec(fold(argument));
  return found?.[1] === undefined ? null : Number(found[1]);
}
