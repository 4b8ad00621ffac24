/** What the staff's part of the application does by itself: everything that has its hour. */
import { type CampaignParts, createCampaignWork } from './campaigns/run-due.ts';
import { announceDue, type AnnounceParts, nextAnnouncement } from './life/announce-due.ts';

export interface StaffWork {
  /** Does what is due now; returns how many things were done. */
  readonly runDue: () => Promise<number>;
  /** When something is next due; null for never. */
  readonly nextAt: () => Promise<string | null>;
}

export function createStaffWork(parts: AnnounceParts & CampaignParts): StaffWork {
  const campaigns = createCampaignWork(parts);
  return {
    runDue: async () => (await announceDue(parts)) + (await campaigns.runDue()),
    nextAt: async () => {
      const due = [await nextAnnouncement(parts), await campaigns.nextAt()];
      return due.filter(at => at !== null).sort()[0] ?? null;
    },
  };
}
