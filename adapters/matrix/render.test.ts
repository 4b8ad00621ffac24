import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, type OutboundMessage } from '#messaging/index.ts';
import { toMatrix } from './markdown.ts';
import { offerIn, render } from './render.ts';

function message(given: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    id: 'M1',
    to: { platform: 'matrix', workspace: 'ville.fr', channel: '!r:ville.fr', thread: null, userId: '@ana:ville.fr' },
    visibility: 'private',
    text: 'Question 1 sur 4. **Où ?**',
    lang: 'fr',
    choices: [],
    choicesMax: 1,
    question: null,
    progress: null,
    files: [],
    replyTo: null,
    mentions: 'none',
    ...given,
  };
}

const CHOICES = [
  { id: '3.mairie', label: 'À la mairie' },
  { id: '3.gare', label: 'À la <gare> & "co"' },
];

describe('a message', () => {
  it('numbers its choices in the text and in the list, and says what each stands for', () => {
    const [piece] = render(message({ choices: CHOICES }));
    expect(piece?.content).toMatchObject({
      msgtype: 'm.notice',
      body: 'Question 1 sur 4. Où ?\n1. À la mairie\n2. À la <gare> & "co"',
      formatted_body:
        '<p>Question 1 sur 4. <strong>Où ?</strong></p><ol><li>À la mairie</li><li>À la &lt;gare&gt; &amp; &quot;co&quot;</li></ol>',
      'm.mentions': {},
    });
    expect(offerIn(piece?.content ?? {})).toEqual({
      choices: ['3.mairie', '3.gare'],
      max: 1,
      question: false,
      own: false,
    });
  });

  it('stands in its thread, falling back where it answers nothing', () => {
    const to = { ...message().to, thread: '$root' };
    const [piece] = render(message({ to }));
    expect(piece?.content['m.relates_to']).toEqual({
      rel_type: 'm.thread',
      event_id: '$root',
      is_falling_back: true,
      'm.in_reply_to': { event_id: '$root' },
    });
    const [reply] = render(message({ to, replyTo: '$1' }));
    expect(reply?.content['m.relates_to']).toMatchObject({
      is_falling_back: false,
      'm.in_reply_to': { event_id: '$1' },
    });
  });

  it('answers a message, and never what is none', () => {
    expect(render(message({ replyTo: '$1' }))[0]?.content['m.relates_to']).toEqual({
      'm.in_reply_to': { event_id: '$1' },
    });
    expect(render(message({ replyTo: 'reactions:$1' }))[0]?.content).not.toHaveProperty('m.relates_to');
  });

  it('is cut where it is too long, the choices on the last piece', () => {
    const pieces = render(message({ text: 'mot '.repeat(5_000), choices: CHOICES }));
    expect(pieces.map(({ suffix }) => suffix)).toEqual(['0', '1', '2']);
    expect(pieces.map(({ content }) => offerIn(content) !== null)).toEqual([false, false, true]);
  });
});

describe('markdown', () => {
  it.each([
    ['- un\n- _deux_', '<ul><li>un</li><li><em>deux</em></li></ul>'],
    ['a\nb\n\nc', '<p>a<br>b</p><p>c</p>'],
    ['avant\n- un\naprès', '<p>avant</p><ul><li>un</li></ul><p>après</p>'],
    ['[le site](https://example.org/?a=1&b=2)', '<p><a href="https://example.org/?a=1&amp;b=2">le site</a></p>'],
    ['**non fermé', '<p><strong>non fermé</strong></p>'],
    ['**a _b** c_', '<p><strong>a <em>b</em></strong> c<em></em></p>'],
    ['nom_de_fichier', '<p>nom_de_fichier</p>'],
  ])('%j is %j', (markdown, html) => expect(toMatrix(markdown).html).toBe(html));

  it('makes what people wrote no markup at all, whatever it is', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('-*_[]()`~<>#|@&+\\"\' aé\n')) });
    fc.assert(
      fc.property(text, said => {
        const { html } = toMatrix(escapeMarkdown(said));
        expect(html.replaceAll(/<\/?(?:p|br|ul|li)>/g, '')).not.toMatch(/[<>]/);
      }),
    );
  });
});
