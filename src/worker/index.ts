/** What turns without being asked, and the application that it turns in. */
export { createApplication } from './application.ts';
export { createMonitor } from './monitor.ts';
export { systemClock } from './system-clock.ts';
export { systemEntropy } from './system-entropy.ts';
export { createVirtualClock } from './virtual-clock.ts';
export { createJsonLog } from './json-log.ts';
