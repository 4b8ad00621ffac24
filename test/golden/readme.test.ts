/** The conversation shown in the README is what the bot says. `UPDATE_GOLDEN=1` writes it again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadArticle69 } from './load-consultation.ts';
import { playTranscript } from './player.ts';

const README = join(import.meta.dirname, '../../README.md');
const BLOCK = /```conversation\n([\s\S]*?)```/;
const SAID = 'Vous > ';

it('shows a conversation that is held word for word', async () => {
  const readme = readFileSync(README, 'utf8');
  const shown = BLOCK.exec(readme)?.[1] ?? '';
  const inputs = shown.split('\n').flatMap(line => (line.startsWith(SAID) ? [line.slice(SAID.length)] : []));
  expect(inputs.length).toBeGreaterThan(8);
  const start = { comments: [], input: '{"at":"2027-02-10T09:00:00Z"}' };
  const cues = inputs.map(text => ({ comments: [], input: JSON.stringify({ user: 'camille', text }) }));
  const { cues: played, errors } = await playTranscript([start, ...cues], loadArticle69());
  expect(errors).toEqual([]);
  const held = played
    .slice(1)
    .map(
      ({ outputs }, i) => `${SAID}${inputs[i] ?? ''}\n${outputs.map(({ text }) => `\n${String(text)}\n`).join('')}\n`,
    )
    .join('');
  if (process.env['UPDATE_GOLDEN'] === '1')
    writeFileSync(
      README,
      readme.replace(BLOCK, () => `\`\`\`conversation\n${held}\`\`\``),
    );
  else expect(shown).toBe(held);
});
