/** Ctrl-C and a polite kill, as one signal to abort; a second one ends the process at once. */
export interface Stopping {
  readonly signal: AbortSignal;
  /** 130 for Ctrl-C, 143 for SIGTERM, as shells have it; null while nothing was asked. */
  readonly exitCode: () => number | null;
  readonly dispose: () => void;
}

export function listenForStop(): Stopping {
  const controller = new AbortController();
  let code: number | null = null;
  const stop = (asked: number) => (): void => {
    if (code !== null) process.exit(code);
    code = asked;
    controller.abort();
  };
  const onInterrupt = stop(130);
  const onTerminate = stop(143);
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  process.on('SIGHUP', onTerminate);
  return {
    signal: controller.signal,
    exitCode: () => code,
    dispose: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      process.off('SIGHUP', onTerminate);
    },
  };
}
