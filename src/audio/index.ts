/** What a recording is, how long it lasts, and its bytes without what they say beside the voice. */
export { readRecording, type Recording } from './recording.ts';
