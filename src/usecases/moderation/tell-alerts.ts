/** Tells the moderators that somebody may be in danger: who may be reached where, never what was written. */
import { phrase } from '#conversation/phrases.ts';
import type { StepEvent } from '#conversation/events.ts';
import { ALERT_BATCH } from './limits.ts';
import type { ModerationStore } from './ports.ts';

export function createTellAlerts(moderation: ModerationStore, now: () => string): () => Promise<number> {
  return async () => {
    const alerts = await moderation.untoldAlerts(ALERT_BATCH);
    for (const alert of alerts) {
      const event = (id: string): StepEvent => ({ kind: 'tell', phrases: [phrase('moderation.alert', { id })] });
      await moderation.tellModerators(alert, event, now());
    }
    return alerts.length;
  };
}
