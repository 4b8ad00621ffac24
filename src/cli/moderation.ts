/** `tdt moderation …`: what moderators do in the chat, by the operator. */
import { hide, makeVisible, redactOne } from '#usecases/moderation/decide.ts';
import { acknowledgeAlert, publicReport, readOne, showQueue } from '#usecases/moderation/queue.ts';
import type { Command } from './command.ts';
import { staffTool } from './staff.ts';

const TOLD = [
  '  MOTIF : un motif de la charte ; sans motif, la commande donne la liste. L’auteur est prévenu, et peut contester.',
];

export const MODERATION: readonly Command[] = [
  staffTool({
    name: 'moderation list',
    summary: 'liste les contributions à regarder, et les alertes',
    takes: '',
    command: showQueue,
  }),
  staffTool({
    name: 'moderation read',
    summary: 'montre une contribution, et ce que les règles y ont vu',
    takes: 'RÉFÉRENCE',
    command: readOne,
  }),
  staffTool({
    name: 'moderation visible',
    summary: 'laisse une contribution visible, ou la rend de nouveau visible',
    takes: 'RÉFÉRENCE',
    command: makeVisible,
  }),
  staffTool({
    name: 'moderation hide',
    summary: 'masque une contribution, pour un motif de la charte',
    takes: 'RÉFÉRENCE MOTIF',
    command: hide,
    more: TOLD,
  }),
  staffTool({
    name: 'moderation redact',
    summary: 'expurge une contribution de ses données personnelles',
    takes: 'RÉFÉRENCE MOTIF',
    command: redactOne,
    more: TOLD,
  }),
  staffTool({
    name: 'moderation report',
    summary: 'fait le bilan public de la modération, en nombres',
    takes: '',
    command: publicReport,
  }),
  staffTool({
    name: 'moderation seen',
    summary: 'note qu’une alerte a été vue',
    takes: 'NUMÉRO',
    command: acknowledgeAlert,
  }),
];
