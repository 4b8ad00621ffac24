import { describe, expect, it } from 'vitest';
import type { OutboundMessage } from '#messaging/index.ts';
import { isProblem, parseLine } from './parse.ts';
import { createRecorder } from './record.ts';
import type { TerminalScreen } from './terminal.ts';
import { header, readCues, writeOutput, writeTranscript } from './transcript.ts';

const TRANSCRIPT = `# titre: Un essai
# montre: rafale, aide
{"at":"2027-02-10T09:00:00Z"}
{"user":"camille","text":"aide"}

Robot → camille [publics 1/7]
  Première ligne

  1. Seniors

# Un commentaire au milieu.
{"user":"camille","text":"1"}

Robot → camille
  Noté.

Problème
  Il manque quelque chose.
`;

describe('a transcript', () => {
  it('gives its inputs and comments, and leaves out what was answered', () => {
    expect(readCues(TRANSCRIPT)).toEqual([
      { comments: ['# titre: Un essai', '# montre: rafale, aide'], input: '{"at":"2027-02-10T09:00:00Z"}' },
      { comments: [], input: '{"user":"camille","text":"aide"}' },
      { comments: ['# Un commentaire au milieu.'], input: '{"user":"camille","text":"1"}' },
    ]);
    expect(header(readCues(TRANSCRIPT), 'titre')).toBe('Un essai');
    expect(header(readCues(TRANSCRIPT), 'langue')).toBeNull();
  });

  it('is written again word for word', () => {
    const [clock, help, one] = readCues(TRANSCRIPT);
    if (clock === undefined || help === undefined || one === undefined) throw new Error('three cues');
    const played = [
      { cue: clock, outputs: [] },
      {
        cue: help,
        outputs: [
          { to: 'camille', text: 'Première ligne\n\n1. Seniors', question: 'publics', progress: { n: 1, of: 7 } },
        ],
      },
      {
        cue: one,
        outputs: [
          { to: 'camille', text: 'Noté.', question: null, progress: null },
          { error: 'Il manque quelque chose.' },
        ],
      },
    ];
    expect(writeTranscript(played)).toBe(TRANSCRIPT);
  });

  it('says where a message went, and what was beside it', () => {
    const [cue] = readCues('{"user":"a","text":"b"}');
    if (cue === undefined) throw new Error('one cue');
    const output = { to: 'a', text: 'c', platform: 'slack', channel: 'salon', files: [{ name: 'x.json' }] };
    expect(writeTranscript([{ cue, outputs: [output] }])).toContain('Robot → a (slack, salon) [fichier x.json]\n  c\n');
  });
});

describe('a recording', () => {
  it('becomes a transcript that can be played', async () => {
    let text = '';
    let now = '2027-02-10T09:00:00.200Z';
    const recorder = createRecorder(
      more => void (text += more),
      () => now,
    );
    const shown: string[] = [];
    const screen: TerminalScreen = recorder.screen({
      show: message => Promise.resolve(void shown.push(message.id)),
      hint: () => Promise.resolve(),
      typing: () => undefined,
      isHere: () => true,
    });
    const taker = recorder.take({ take: () => Promise.resolve(null) });
    const say = async (words: string, line: number): Promise<void> => {
      const input = parseLine(JSON.stringify({ user: 'camille', text: words }), line);
      if (isProblem(input)) throw new Error(input.error);
      await taker.take(input);
    };
    await say('bonjour', 1);
    await screen.show(outbound('1'), []);
    await say('une réponse', 2);
    now = '2027-02-10T09:00:06.000Z';
    await screen.show(outbound('2'), []);
    expect(shown).toEqual(['1', '2']);
    expect(text).toBe(`# titre: Conversation enregistrée
# montre:
{"at":"2027-02-10T09:00:01Z"}
{"user":"camille","text":"bonjour","ref":"m1"}

Robot → camille
  message 1

{"user":"camille","text":"une réponse","ref":"m2"}
{"at":"2027-02-10T09:00:06Z"}

Robot → camille
  message 2
`);
    expect(readCues(text).filter(cue => cue.input !== null)).toHaveLength(4);
    expect(readCues(writeOutput({ to: 'x\n{"user":"x"}', text: 'a' }))).toEqual([]);
  });
});

function outbound(id: string): OutboundMessage {
  return {
    id,
    to: { platform: 'terminal', workspace: 'local', channel: null, thread: null, userId: 'camille' },
    visibility: 'private',
    text: `message ${id}`,
    lang: 'fr',
    choices: [],
    choicesMax: 1,
    question: null,
    progress: null,
    files: [],
    replyTo: null,
    mentions: 'none',
  };
}
