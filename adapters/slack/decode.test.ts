import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, encodeText, withoutMention } from './decode.ts';

test.each([
  ['a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
  ['&amp;lt;', '&lt;'],
  ['<@U1> et <@U2|ana>', '@U1 et @ana'],
  ['<#C1|annonces> <#C2>', '#annonces #C2'],
  ['<!channel> <!here|here> <!subteam^S1|@equipe>', '@channel here @equipe'],
  ['<https://example.org> <https://example.org|example.org>', 'https://example.org https://example.org'],
  ['<https://example.org?a=1&amp;b=2|la page>', 'la page (https://example.org?a=1&b=2)'],
  ['<mailto:a@b.fr|a@b.fr> <tel:0102|01 02>', 'a@b.fr 01 02 (0102)'],
])('%j reads %j', (encoded, decoded) => {
  expect(decodeText(encoded)).toBe(decoded);
});

test('what people type comes back as they typed it', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), said => decodeText(encodeText(said)) === said));
});

test("the bot's own name goes, others stay", () => {
  expect(withoutMention('<@U0BOT> contribuer 4', 'U0BOT')).toBe('contribuer 4');
  expect(withoutMention('<@U0BOT|tour>: demande à <@U1>', 'U0BOT')).toBe('demande à <@U1>');
});
