/** An adapter that one process at a time may run: it may be started again after it was stopped. */
import type { Adapter } from './adapter.ts';

/** `alone`: see `Adapter`. `make`: what runs from one start to its stop. Nothing is reached before `start`. */
export function aloneAdapter(alone: 'connection' | 'keys', make: () => Adapter): Adapter {
  let current = make();
  let used = false;
  return {
    platform: current.platform,
    capabilities: current.capabilities,
    alone,
    start: host => {
      if (used) current = make();
      used = true;
      return current.start(host);
    },
    send: (...args) => current.send(...args),
    sendTransient: message => current.sendTransient(message),
    fetchFile: (...args) => current.fetchFile(...args),
    door: workspace => current.door?.(workspace) ?? null,
    stop: () => current.stop(),
  };
}
