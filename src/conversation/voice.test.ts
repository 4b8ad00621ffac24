import { describe, expect, test } from 'vitest';
import type { InboundFile } from '#messaging/inbound.ts';
import { revisionsOf, trial } from '#test/support/consultation.ts';
import { Person, phraseOf } from '#test/support/conversation.ts';
import { BURST_DONE } from './effects.ts';

const SERVICE = 'whisper-large-v3';

function voice(fileId?: string, more: Partial<InboundFile> = {}): InboundFile {
  const audio = { seconds: 41.6 };
  const base = { source: 's', name: 'message-vocal.ogg', mediaType: 'audio/ogg', bytes: 9_000, audio, ...more };
  return fileId === undefined ? base : { ...base, fileId };
}

/** At the open question « changement ». */
function atOpen({ allowed = false, service = null as string | null } = {}): Person {
  const consultation = { ...trial(), transcriptionByService: allowed };
  return new Person({ consultation, revisions: revisionsOf(consultation), transcriber: service }).settle();
}

function speaks(person: Person, ...files: readonly InboundFile[]): string {
  return person.message('', { files });
}

const heard = (person: Person, fileId: string, text: string): Person =>
  person.step({ kind: 'transcribed', fileId, text, by: { by: 'person' } });

/** Sent, with one voice message at « aides », of the second theme. */
function sent(): Person {
  const ana = new Person().begin(2);
  speaks(ana, voice('f1'));
  ana.wait(5).say('2', '74', ...Array.from({ length: 9 }, () => 'passer'));
  for (let i = 0; i < 12 && ana.stage !== 'review'; i += 1) ana.say('passer');
  ana.say('envoyer', 'non');
  expect(ana.stage).toBe('idle');
  return ana;
}

describe('a voice message at an open question', () => {
  test('is kept at once, said so, counts as the answer, and the conversation goes on', () => {
    const ana = atOpen();
    speaks(ana, voice('f1'));
    expect(ana.keys).toEqual(['voice.kept']);
    expect(phraseOf(ana, 'voice.kept')).toMatchObject({
      length: { phrase: { params: { minutes: 0, seconds: '42' } } },
    });
    expect(ana.of('keepRecording')).toMatchObject([
      { question: 'changement', axis: 1, voice: { fileId: 'f1', n: 1, seconds: 42 } },
    ]);
    ana.wait(5);
    expect([ana.stage, ana.value('changement')]).toEqual([
      'question:nombre',
      { kind: 'voice', recordings: [{ fileId: 'f1', seconds: 42 }], text: '' },
    ]);
    expect(ana.keys).toEqual(['question.next']);
  });

  test.each([
    [{ allowed: true, service: SERVICE }, 'voice.keptService'],
    [{ allowed: false, service: SERVICE }, 'voice.kept'],
    [{ allowed: true, service: null }, 'voice.kept'],
  ])('says who will transcribe it: %o', (of, key) => {
    const ana = atOpen(of);
    speaks(ana, voice('f1'));
    expect(ana.keys).toEqual([key]);
  });

  test('makes one answer with what is written before and after it, in their order', () => {
    const ana = atOpen().say('chez nous il manque surtout');
    speaks(ana, voice('f1'));
    speaks(ana, voice('f2'));
    ana.say('voilà, je crois').click(BURST_DONE);
    expect(ana.value('changement')).toEqual({
      kind: 'voice',
      recordings: [
        { fileId: 'f1', seconds: 42 },
        { fileId: 'f2', seconds: 42 },
      ],
      text: 'chez nous il manque surtout\nvoilà, je crois',
    });
    expect(ana.draft.answers['changement']?.parts.map(({ voice: of }) => of?.n)).toEqual([undefined, 1, 2, undefined]);
  });

  test('stands in the review as a voice message of its length, to be transcribed', () => {
    const ana = atOpen();
    speaks(ana, voice('f1'));
    ana.wait(5).say('revoir');
    const lines = JSON.stringify(phraseOf(ana, 'review.lines'));
    expect(lines).toContain('"key":"value.voice","params":{"count":1');
  });

  test.each([
    [{ refused: 'too_long' as const }, 'voice.tooLong'],
    [{ refused: 'too_big' as const }, 'voice.tooBig'],
    [{}, 'voice.unread'],
  ])('that was not kept is told why, and the question put again: %o', (more, key) => {
    const ana = atOpen();
    speaks(ana, voice(undefined, more));
    expect([ana.keys[0], ana.stage, ana.value('changement')]).toEqual([key, 'question:changement', undefined]);
  });

  test('of which one of two was kept says both', () => {
    const ana = atOpen();
    speaks(ana, voice('f1'), voice());
    expect(ana.keys).toEqual(['voice.unread', 'voice.kept']);
  });

  test('is neither « rien » nor short: nothing more is asked of it', () => {
    const ana = new Person().begin(2);
    speaks(ana, voice('f1'));
    ana.wait(5);
    expect(ana.stage).toBe('actor');
  });

  test('replaces the answer that it is given for again', () => {
    const ana = atOpen().say('des choses écrites ici').wait(5).say('modifier 2');
    speaks(ana, voice('f1'));
    ana.wait(5);
    expect(ana.value('changement')).toMatchObject({ kind: 'voice', text: '' });
  });

  test('that quotes an earlier question replaces its answer', () => {
    const ana = atOpen();
    const asked = ana.last;
    ana.say('des choses écrites ici').wait(5);
    ana.message('', { files: [voice('f1')], quotes: asked });
    expect([ana.value('changement'), ana.stage]).toMatchObject([{ kind: 'voice', text: '' }, 'question:nombre']);
    expect(ana.of('keepRecording')).toHaveLength(1);
  });
});

describe('a voice message elsewhere', () => {
  test('at a closed question asks to choose, and says the choices again', () => {
    const ana = new Person().begin();
    speaks(ana, voice('f1'));
    expect([ana.keys, ana.of('keepRecording')]).toEqual([['voice.choose', 'question.again'], []]);
    expect(ana.choices).not.toEqual([]);
  });

  test('at a number asks to write', () => {
    const ana = atOpen().say('chez nous il y a une permanence par semaine').wait(5);
    speaks(ana, voice('f1'));
    expect([ana.keys[0], ana.stage]).toEqual(['voice.write', 'question:nombre']);
  });

  test.each(['idle', 'menu'])('is not kept where nothing is asked that way: %s', where => {
    const ana = new Person();
    ana.say(...(where === 'idle' ? ['bonjour', 'stop'] : ['bonjour']));
    speaks(ana, voice('f1'));
    expect([ana.keys[0], ana.of('keepRecording')]).toEqual(['voice.notAwaited', []]);
  });

  test('wakes who paused, and answers the question that waited', () => {
    const ana = atOpen().say('pause');
    speaks(ana, voice('f1'));
    expect([ana.keys.includes('voice.kept'), ana.value('changement')?.kind]).toEqual([true, 'voice']);
  });
});

describe('its correction', () => {
  test('a deleted voice message is withdrawn', () => {
    const ana = atOpen();
    const ref = speaks(ana, voice('f1'));
    ana.wait(5).remove(ref);
    expect([ana.value('changement'), ana.keys[0]]).toEqual([{ kind: 'skipped' }, 'amend.withdrawn']);
  });

  test('a platform that touches it without a word changes nothing', () => {
    const ana = atOpen();
    const ref = speaks(ana, voice('f1'));
    const before = ana.wait(5).value('changement');
    ana.edit(ref, '');
    expect([ana.value('changement'), ana.keys]).toEqual([before, []]);
  });

  test('words written beside it later join it; taken away, the voice stays', () => {
    const ana = atOpen();
    const ref = speaks(ana, voice('f1'));
    ana.wait(5).edit(ref, 'et aussi ceci');
    expect(ana.value('changement')).toMatchObject({ kind: 'voice', text: 'et aussi ceci' });
    ana.edit(ref, '');
    expect(ana.value('changement')).toMatchObject({ kind: 'voice', text: '' });
  });

  test('of one sent already is asked about first, then makes a version without it', () => {
    const ana = sent();
    const ref = ana.draft.answers['aides']?.parts[0]?.ref ?? '';
    ana.say('mes contributions', '1', '1', 'modifier 2', '1').say('envoyer', 'non');
    ana.remove(ref);
    expect(ana.stage).toBe('confirm');
    ana.say('oui');
    expect(ana.value('aides')).toEqual({ kind: 'skipped' });
  });
});

describe('a form, which shows no voice message', () => {
  test('leaves it where it is, whatever it says of the words beside', () => {
    const ana = atOpen().say('chez nous il manque surtout');
    speaks(ana, voice('f1'));
    ana.wait(5);
    const before = ana.draft.answers['changement'];
    ana.form({ changement: 'chez nous il manque surtout' });
    expect(ana.draft.answers['changement']).toEqual(before);
    ana.form({ changement: 'chez nous il manque autre chose' });
    expect(ana.value('changement')).toMatchObject({
      kind: 'voice',
      recordings: [{ fileId: 'f1' }],
      text: 'chez nous il manque autre chose',
    });
    ana.form({ changement: '' });
    expect(ana.value('changement')?.kind).toBe('voice');
  });

  test('puts the words of its author in the place of a transcription', () => {
    const ana = atOpen();
    speaks(ana, voice('f1'));
    heard(ana.wait(5), 'f1', 'Une permanente.');
    const before = ana.draft.answers['changement'];
    ana.form({ changement: 'Une permanente.' });
    expect(ana.draft.answers['changement']).toEqual(before);
    ana.form({ changement: 'Une permanence.' });
    expect(ana.value('changement')).toEqual({ kind: 'text', text: 'Une permanence.' });
  });
});

describe('what is transcribed of it', () => {
  test('becomes the answer of a draft, its author is told, and the question being asked is asked again', () => {
    const ana = atOpen();
    speaks(ana, voice('f1'));
    heard(ana.wait(5), 'f1', 'Il faudrait une permanence.');
    expect(ana.value('changement')).toEqual({
      kind: 'text',
      text: 'Il faudrait une permanence.',
      transcribed: [{ by: 'person' }],
    });
    expect([ana.keys, ana.stage]).toEqual([
      ['transcription.told', 'transcription.howDraft', 'question.again'],
      'question:nombre',
    ]);
  });

  test('stands among what was written, and is whole only when all is transcribed', () => {
    const ana = atOpen().say('d’abord ceci');
    speaks(ana, voice('f1'));
    speaks(ana, voice('f2'));
    heard(ana.wait(5), 'f2', 'Ensuite cela.');
    expect(ana.value('changement')).toMatchObject({
      kind: 'voice',
      recordings: [{ fileId: 'f1' }],
      text: 'd’abord ceci\nEnsuite cela.',
    });
    ana.step({ kind: 'transcribed', fileId: 'f1', text: 'Puis ici.', by: { by: 'service', name: SERVICE } });
    expect(ana.value('changement')).toEqual({
      kind: 'text',
      text: 'd’abord ceci\nPuis ici.\nEnsuite cela.',
      transcribed: [{ by: 'service', name: SERVICE }, { by: 'person' }],
    });
  });

  test('of a contribution sent makes a version of it, and its author says whether it is right', () => {
    const ana = heard(sent(), 'f1', 'Il faudrait une permanence.');
    expect([ana.keys, ana.stage, ana.draft.version]).toEqual([
      ['transcription.told', 'transcription.ask'],
      'confirm',
      2,
    ]);
    expect(ana.of('submit')).toHaveLength(1);
    ana.say('c’est bien cela');
    expect([ana.keys[0], ana.draft.answers['aides']?.parts[0]?.voice?.fileId]).toEqual([
      'transcription.confirmed',
      null,
    ]);
    expect([ana.draft.dirty, ana.draft.version]).toEqual([false, 2]);
  });

  test('corrected by its author, their own words are the answer', () => {
    const ana = heard(sent(), 'f1', 'Il faudrait une permanente.').say('je corrige');
    expect(ana.stage).toBe('question:aides');
    ana.say('Il faudrait une permanence le soir').wait(5).say('envoyer');
    expect([ana.value('aides'), ana.draft.version]).toEqual([
      { kind: 'text', text: 'Il faudrait une permanence le soir' },
      3,
    ]);
    expect(ana.draft.answers['aides']?.parts.some(({ voice: of }) => of !== undefined)).toBe(false);
  });

  test('comes too late for words that took its place, or for what was withdrawn: nothing is said', () => {
    const ana = atOpen();
    const ref = speaks(ana, voice('f1'));
    ana.wait(5).remove(ref);
    heard(ana, 'f1', 'Trop tard.');
    expect([ana.effects, ana.value('changement')]).toEqual([[], { kind: 'skipped' }]);
  });

  test('does not stop somebody who writes', () => {
    const ana = atOpen();
    speaks(ana, voice('f1'));
    heard(ana, 'f1', 'Une permanence.');
    expect([ana.stage, ana.keys]).toEqual(['question:changement', ['transcription.told', 'transcription.howDraft']]);
    ana.say('et le soir surtout').wait(5);
    expect(ana.value('changement')).toMatchObject({ kind: 'text', text: 'Une permanence.\net le soir surtout' });
  });

  test('waits with the corrections that its author has in hand', () => {
    const ana = sent().say('mes contributions', '1', '1', 'modifier 3', '4');
    heard(ana, 'f1', 'Une permanence.');
    expect([ana.of('submit'), ana.draft.dirty, ana.draft.version]).toEqual([[], true, 1]);
    ana.say('envoyer');
    expect([ana.draft.version, ana.value('aides')?.kind]).toEqual([2, 'text']);
  });

  test('read by its author as they send it, needs its recording no more', () => {
    const ana = atOpen();
    speaks(ana, voice('f1'));
    heard(ana.wait(5), 'f1', 'Une permanence.');
    for (let i = 0; i < 20 && ana.stage !== 'review'; i += 1) ana.say('passer');
    ana.say('envoyer');
    expect(ana.draft.answers['changement']?.parts[0]?.voice).toMatchObject({
      fileId: null,
      transcribed: { by: 'person' },
    });
  });
});
