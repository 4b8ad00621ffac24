/** Every stage and its module. */
import { notice, organisation, presentation, welcome } from './arrival.ts';
import { confirm } from './confirm.ts';
import { coAuthors, mandateConsulted, mandateOrganisation, mandateValidated, part } from './finish.ts';
import type { StageModules } from './module.ts';
import { chooseCurrent, contribution, contributions } from './contributions.ts';
import { language, myData, news, reminders } from './own.ts';
import { actor, actorOther, territory } from './profile.ts';
import { question } from './question.ts';
import { idle, paused, start, stopped } from './rest.ts';
import { reminded } from './reminded.ts';
import { review, reviewPick } from './review.ts';
import { collecting, themes } from './themes.ts';

export const stages: StageModules = {
  start,
  welcome,
  notice,
  presentation,
  organisation,
  themes,
  collecting,
  question,
  actor,
  actorOther,
  territory,
  part,
  mandateOrganisation,
  mandateValidated,
  mandateConsulted,
  coAuthors,
  review,
  reviewPick,
  news,
  contributions,
  contribution,
  myData,
  reminders,
  language,
  chooseCurrent,
  paused,
  reminded,
  stopped,
  idle,
  confirm,
};
