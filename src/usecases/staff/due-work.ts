/** What the staff's part of the application does by itself: everything that has its hour. */
import { announceDue, type AnnounceParts, nextAnnouncement } from './life/announce-due.ts';

export interface StaffWork {
  /** Does what is due now; returns how many things were done. */
  readonly runDue: () => Promise<number>;
  /** When something is next due; null for never. */
  readonly nextAt: () => Promise<string | null>;
}

export function createStaffWork(parts: AnnounceParts): StaffWork {
  return {
    runDue: () => announceDue(parts),
    nextAt: () => nextAnnouncement(parts),
  };
}
