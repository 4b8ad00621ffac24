/** Every staff command there is, in the order of the help. A part of the staff adds one line here. */
import type { StaffCommand } from './command.ts';
import { listCampaigns, newCampaign, pauseCampaign, startCampaign, stopCampaign } from './campaigns/commands.ts';
import { announcementKit } from './kit/commands.ts';
import { followUp } from './follow-up/commands.ts';
import { createHelp } from './help.ts';
import { appeal, reportOne } from '../moderation/by-anyone.ts';
import { hide, makeVisible, redactOne } from '../moderation/decide.ts';
import { acknowledgeAlert, publicReport, readOne, showQueue } from '../moderation/queue.ts';
import { showJournal } from './journal.ts';
import { addChannel, announceAxes, listChannels, removeChannel } from './life/announce.ts';
import { closeAxes, openAxes, prolongAxes, showDates } from './life/dates.ts';
import { listSheetsCommand, sheetCommand } from '../publication/commands/sheet-commands.ts';
import { listSynthesesCommand, synthesisCommand } from '../publication/commands/synthesis-commands.ts';
import { retentionCommand } from '../retention/command.ts';
import { explainQuestions } from './revisions/explain.ts';
import { listen, showTranscriptions, transcribe, transcribeAgain } from '../transcription/commands.ts';
import { openWorkshopCommand } from '../workshop/open-command.ts';
import { addMember, listTeam, removeMember } from './team.ts';

export const STAFF_COMMANDS: readonly StaffCommand[] = [
  createHelp(() => STAFF_COMMANDS),
  addMember,
  removeMember,
  listTeam,
  showJournal,
  retentionCommand,
  openAxes,
  closeAxes,
  prolongAxes,
  showDates,
  explainQuestions,
  addChannel,
  removeChannel,
  listChannels,
  announceAxes,
  announcementKit,
  listSynthesesCommand,
  synthesisCommand,
  listSheetsCommand,
  sheetCommand,
  showQueue,
  readOne,
  makeVisible,
  hide,
  redactOne,
  publicReport,
  showTranscriptions,
  listen,
  transcribe,
  transcribeAgain,
  acknowledgeAlert,
  reportOne,
  appeal,
  openWorkshopCommand,
  followUp,
  newCampaign,
  listCampaigns,
  startCampaign,
  pauseCampaign,
  stopCampaign,
];
