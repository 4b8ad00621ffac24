/** What watches a running service: `worker/monitor.ts` makes one, `tdt start` opens it. */
import type { Stores } from './ports.ts';

export interface Monitor {
  /** The same stores, whose turns and sends are counted and timed. */
  readonly measured: (stores: Stores) => Stores;
  /** Answers `/healthz`, `/readyz` and `/metrics`; resolves once it listens, with where; rejects where it cannot. */
  readonly listen: (
    stores: Stores,
    at: { readonly host: string; readonly port: number },
  ) => Promise<{ readonly port: number }>;
  /** Whether the service takes what comes: `/readyz` says so. */
  readonly setReady: (ready: boolean) => void;
  readonly close: () => Promise<void>;
}
