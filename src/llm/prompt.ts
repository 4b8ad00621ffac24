/** What is said to a model: Markdown with front matter, read once; what people wrote enters it as JSON, never as text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface Prompt {
  readonly id: string;
  readonly version: number;
  /** Names of what is filled in, in the user's part only. */
  readonly input: readonly string[];
  readonly system: string;
  /** Both messages, with each input as JSON. */
  readonly asking: (input: Readonly<Record<string, unknown>>) => { readonly system: string; readonly user: string };
}

const header = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  version: z.coerce.number().int().min(1),
  input: z.string().transform(list => list.split(',').map(name => name.trim())),
  output: z.string(),
});
const FILE = /^---\n(?<head>[\s\S]*?)\n---\n(?<system>[\s\S]*?)\n<!-- utilisateur -->\n(?<user>[\s\S]*)$/;
const SLOT = /\{\{(\w+)\}\}/g;

/** Reads one prompt's file. Throws where it is not one: it ships with the program. */
export function parsePrompt(text: string): Prompt {
  const parts = FILE.exec(text.replaceAll('\r\n', '\n'))?.groups;
  if (parts === undefined)
    throw new Error('a prompt has a front matter, rules, then « <!-- utilisateur --> » and its data');
  const lines = (parts['head'] ?? '').split('\n').map(line => line.split(/:\s*/, 2));
  const { id, version, input } = header.parse(Object.fromEntries(lines));
  const system = (parts['system'] ?? '').trim();
  const user = (parts['user'] ?? '').trim();
  const slots = [...user.matchAll(SLOT)].map(([, name]) => name);
  if (SLOT.test(system)) throw new Error(`${id}: data stand in the user's part only`);
  if (slots.length !== input.length || input.some(name => !slots.includes(name)))
    throw new Error(`${id}: « input » and its data differ`);
  return {
    id,
    version,
    input,
    system,
    // A function replaces: « $& » written by somebody is three characters of theirs.
    asking: values => ({ system, user: user.replace(SLOT, (_, name: string) => safeJson(values[name])) }),
  };
}

/** JSON whose lines can't be taken for the end of the data. */
function safeJson(value: unknown): string {
  return JSON.stringify(value ?? null).replace(/[\u2028\u2029]/g, sign => (sign === '\u2028' ? '\\u2028' : '\\u2029'));
}

const FOLDER = join(import.meta.dirname, '../../prompts');

/** A prompt of `prompts/`. */
export const readPrompt = (id: 'carte' | 'theme' | 'relance' | 'atelier'): Prompt =>
  parsePrompt(readFileSync(join(FOLDER, `${id}.md`), 'utf8'));
