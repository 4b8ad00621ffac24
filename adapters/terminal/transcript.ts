/**
 * PURE: a conversation as a text file, to be read, reviewed in a diff and played again.
 *
 *     # titre: Une réponse en plusieurs messages
 *     {"at":"2027-02-10T09:00:00Z"}
 *     {"user":"camille","text":"contribuer 4"}
 *
 *     Robot → camille [publics 1/7]
 *       Thème 4, question 1 sur 7. …
 *       1. Seniors
 *
 * Lines that begin with `{` are the inputs, just as `tdt chat --jsonl` reads them; `#` begins a comment; all the rest
 * is what the bot answered, and is written again from what it answers when the file is played.
 */

/** An input with the comments that stand before it. */
export interface Cue {
  readonly comments: readonly string[];
  /** The JSONL line; null for comments at the end of the file. */
  readonly input: string | null;
}

/** What a transcript keeps of an output object of `tdt chat --jsonl`. */
export interface TranscriptOutput {
  readonly to?: unknown;
  readonly text?: unknown;
  readonly question?: unknown;
  readonly progress?: unknown;
  readonly platform?: unknown;
  readonly channel?: unknown;
  readonly files?: unknown;
  readonly error?: unknown;
}

/** Reads the inputs and comments of a transcript; what the bot said is left out. */
export function readCues(transcript: string): Cue[] {
  const cues: Cue[] = [];
  let comments: string[] = [];
  for (const line of transcript.split(/\r?\n/u)) {
    if (line.startsWith('#')) {
      comments.push(line.trimEnd());
    } else if (line.startsWith('{')) {
      cues.push({ comments, input: line.trimEnd() });
      comments = [];
    }
  }
  return comments.length === 0 ? cues : [...cues, { comments, input: null }];
}

/** The value of a header line (« # titre: … ») among the comments; null where there is none. */
export function header(cues: readonly Cue[], key: string): string | null {
  const start = `# ${key}:`;
  for (const { comments } of cues) {
    const line = comments.find(comment => comment.startsWith(start));
    if (line !== undefined) return line.slice(start.length).trim();
  }
  return null;
}

/** One input of a transcript, comments first, ended by a newline. */
export function writeCue(cue: Cue): string {
  return [...cue.comments, ...(cue.input === null ? [] : [cue.input])].map(line => `${line}\n`).join('');
}

/** One thing the bot said, between blank lines: whose it is, what it asks, then the text, indented. */
export function writeOutput(output: TranscriptOutput): string {
  if (typeof output.error === 'string') return `\nProblème\n${indent(output.error)}\n`;
  const place = [output.platform, output.channel].filter(part => typeof part === 'string');
  // On one line: a name with a line end could pass for an input.
  const to = `${String(output.to)}${place.length === 0 ? '' : ` (${place.join(', ')})`}`.replace(/\s+/gu, ' ');
  const marks = [mark(output), ...fileNames(output.files)].filter(part => part !== '');
  return `\nRobot → ${to}${marks.length === 0 ? '' : ` [${marks.join(', ')}]`}\n${indent(String(output.text))}\n`;
}

/** A whole transcript out of cues and what followed each; `closing` came after the last one. */
export function writeTranscript(
  played: readonly { readonly cue: Cue; readonly outputs: readonly TranscriptOutput[] }[],
): string {
  let text = '';
  for (const { cue, outputs } of played) {
    const needsGap =
      text !== '' && (cue.comments.length > 0 || text.endsWith('  \n') || !/(?:^|\n)[{#][^\n]*\n$/u.test(text));
    text += `${needsGap ? '\n' : ''}${writeCue(cue)}${outputs.map(writeOutput).join('')}`;
  }
  return text;
}

function mark(output: TranscriptOutput): string {
  const question = typeof output.question === 'string' ? output.question : '';
  const progress = readProgress(output.progress);
  return [question, progress].filter(part => part !== '').join(' ');
}

function readProgress(progress: unknown): string {
  if (typeof progress !== 'object' || progress === null || !('n' in progress) || !('of' in progress)) return '';
  return `${String(progress.n)}/${String(progress.of)}`;
}

function fileNames(files: unknown): string[] {
  if (!Array.isArray(files)) return [];
  return files.map((file: unknown) =>
    typeof file === 'object' && file !== null && 'name' in file ? `fichier ${String(file.name)}` : '',
  );
}

function indent(text: string): string {
  return text
    .split('\n')
    .map(line => (line === '' ? '' : `  ${line}`))
    .join('\n');
}
