/** The model room: the only one that speaks to a language model. */
export type { LlmSettings } from './client.ts';
export { createDraftModel } from './draft.ts';
export { createFileCache } from './file-cache.ts';
export { createFollowUpModel } from './follow-up.ts';
export { createSynthesisModel, type ModelParts } from './model.ts';
export { createTranscriber } from './transcribe.ts';
