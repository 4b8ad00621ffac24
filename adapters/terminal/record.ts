/** `tdt chat --record FILE`: a hand-played conversation becomes a transcript as it goes. */
import { refOf } from './event.ts';
import type { InputProblem, Person, TerminalInput } from './input.ts';
import { hintOf, outputOf } from './output.ts';
import type { Terminal, TerminalScreen } from './terminal.ts';
import { writeCue, writeOutput } from './transcript.ts';

/** An output this soon after an input is its answer; a later one came of time passing. */
const SAME_MOMENT_MS = 2_500;

export interface Recorder {
  readonly screen: (screen: TerminalScreen) => TerminalScreen;
  readonly take: (terminal: Pick<Terminal, 'take'>) => Pick<Terminal, 'take'>;
}

/** Writes with `append`, in order; times are rounded up to the second. `now`: ISO UTC. */
export function createRecorder(append: (text: string) => void, now: () => string): Recorder {
  let lastSecond = Number.NEGATIVE_INFINITY;
  let gap = false;
  append('# titre: Conversation enregistrée\n# montre:\n');

  function moment(tolerance: number): void {
    const ms = Date.parse(now());
    const second = Math.ceil(ms / 1_000) * 1_000;
    if (ms <= lastSecond + tolerance) return;
    lastSecond = second;
    append(`${gap ? '\n' : ''}${JSON.stringify({ at: new Date(second).toISOString().replace('.000Z', 'Z') })}\n`);
    gap = false;
  }

  function output(object: Record<string, unknown>): void {
    moment(SAME_MOMENT_MS);
    append(writeOutput(object));
    gap = true;
  }

  return {
    screen: screen => ({
      ...screen,
      show: async (message, bodies) => {
        await screen.show(message, bodies);
        output(outputOf(message, bodies));
      },
      hint: async (text, to) => {
        await screen.hint(text, to);
        output(hintOf(text, to.userId));
      },
    }),
    take: terminal => ({
      take: async (input: TerminalInput): Promise<InputProblem | null> => {
        moment(0);
        append(`${gap ? '\n' : ''}${writeCue({ comments: [], input: lineOf(input) })}`);
        gap = false;
        const problem = await terminal.take(input);
        if (problem !== null) output({ error: problem.error });
        return problem;
      },
    }),
  };
}

/** The JSONL line of an input, without its time: `parseLine` reads it back. PURE. */
export function lineOf(input: TerminalInput): string {
  const act = input.act;
  return JSON.stringify({
    ...(act === null ? {} : { ...personKeys(act.person), ...actionKeys(act.action) }),
    // Always named: the file's own lines are counted otherwise.
    ...(act?.action.kind === 'message' ? { ref: refOf(input) } : {}),
    ...(input.id === null ? {} : { id: input.id }),
    ...(input.sentAt === null ? {} : { sentAt: input.sentAt }),
  });
}

function personKeys(person: Person): Record<string, string> {
  return {
    user: person.user,
    ...(person.displayName === person.user ? {} : { displayName: person.displayName }),
    ...(person.platform === 'terminal' ? {} : { platform: person.platform }),
    ...(person.workspace === 'local' ? {} : { workspace: person.workspace }),
    ...(person.channel === null ? {} : { channel: person.channel }),
    ...(person.thread === null ? {} : { thread: person.thread }),
    ...(person.locale === null ? {} : { locale: person.locale }),
  };
}

function actionKeys(action: NonNullable<TerminalInput['act']>['action']): Record<string, unknown> {
  switch (action.kind) {
    case 'message':
      return {
        text: action.text,
        ...(action.quote === null ? {} : { quote: action.quote }),
        ...(action.files.length === 0 ? {} : { file: action.files.map(file => ('path' in file ? file.path : file)) }),
      };
    case 'edit':
      return { edit: action.ref, text: action.text };
    case 'delete':
      return { delete: action.ref };
    case 'choice':
      return { choice: action.values };
    case 'command':
      return { command: action.text };
    case 'reaction':
      return { [action.added ? 'react' : 'unreact']: action.emoji, on: action.ref };
    case 'typing':
      return { typing: true };
    default:
      return { presence: action.kind };
  }
}
