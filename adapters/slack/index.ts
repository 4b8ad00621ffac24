/** Slack: direct conversations over Socket Mode or HTTP. */
export { CAPABILITIES, createSlackAdapter } from './adapter.ts';
export type { SlackAdapter } from './adapter.ts';
export { examineSlack } from './examine.ts';
export type { SlackConfig } from './config.ts';
