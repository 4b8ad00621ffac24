/** What the synthesis knows of texts, handed to the workshop's rounds: they stay as pure as both are. */
import { doubtsOn, ideasBehind, tellingIdeas } from '#synthesis/index.ts';
import { redactForAll } from '../moderation/publication.ts';
import type { WorkshopContext } from '#workshop/index.ts';

export const DRAFT_ENGINE: WorkshopContext['engine'] = {
  telling: tellingIdeas,
  behind: ideasBehind,
  redacted: redactForAll,
  doubts: doubtsOn,
};
