/**
 * The real consultations of `../shared/data`, cut in two once and for all: a text belongs to the development half or
 * to the test half by the hash of its id, a rule fixed before anything was tuned.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash32 } from '#synthesis/random.ts';

/** `TDT_EVAL_DATA`, or `../shared/data` beside the repository. */
export const DATA = process.env['TDT_EVAL_DATA'] ?? join(import.meta.dirname, '../../../shared/data');

export type Half = 'development' | 'test';

/** The rule: even hashes are for development, odd ones for the test. */
export const halfOf = (id: string): Half => (hash32(id) % 2 === 0 ? 'development' : 'test');

export interface Item {
  readonly id: string;
  readonly text: string;
  /** Human labels; empty where nobody coded this text. */
  readonly labels: readonly string[];
}

export interface EvalSet {
  readonly name: string;
  readonly question: string;
  readonly items: readonly Item[];
}

export const present = (): boolean => existsSync(DATA);

export function rows(path: string): Record<string, unknown>[] {
  return readFileSync(join(DATA, path), 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as Record<string, unknown>);
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

export function halve(items: readonly Item[], half: Half): Item[] {
  return items.filter(item => halfOf(item.id) === half);
}

export function egalite(): EvalSet & { readonly themes: readonly string[] } {
  const found = rows('egalite_fh/contributions.jsonl');
  return {
    name: 'égalité (2 thèmes)',
    question: 'Comment améliorer la place des femmes et le partage des responsabilités ?',
    themes: found.map(row => text(row['theme'])),
    items: found.map(row => ({ id: text(row['id']), text: text(row['texte']), labels: [text(row['theme_libelle'])] })),
  };
}

export function republique(): EvalSet {
  return {
    name: 'république numérique (18 sections)',
    question: 'Que proposez-vous pour le projet de loi pour une République numérique ?',
    items: rows('republique_numerique/propositions.jsonl').map(row => ({
      id: text(row['id']),
      text: `${text(row['titre'])}. ${text(row['texte'])}`,
      labels: [text(row['section'])],
    })),
  };
}

export function chatbot(): EvalSet[] {
  const sets = new Map<string, { name: string; question: string; items: Item[] }>();
  for (const row of rows('chatbot_elf/reponses.jsonl')) {
    const id = text(row['question_id']);
    const set = sets.get(id) ?? { name: `chatbot ${id}`, question: text(row['question']), items: [] };
    const labels = Array.isArray(row['etiquettes']) ? row['etiquettes'].map(text) : [];
    set.items.push({ id: text(row['id']), text: text(row['texte']), labels });
    sets.set(id, set);
  }
  return [...sets.values()].filter(set => set.items.length >= 300).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** All questions of the chatbot at once: which question was answered? */
export function chatbotQuestions(): EvalSet {
  return {
    name: 'chatbot (6 questions mêlées)',
    question: 'Que souhaitez-vous dire ?',
    items: chatbot().flatMap(set => set.items.map(item => ({ ...item, labels: [set.name] }))),
  };
}

export interface OfficialCategory {
  readonly label: string;
  readonly pct: number;
}

export function grandDebat(): (EvalSet & { readonly official: readonly OfficialCategory[] })[] {
  const known = JSON.parse(readFileSync(join(DATA, 'granddebat/categories_officielles.json'), 'utf8')) as {
    fichier: string;
    question: string;
    synthese_officielle: { categories: { label: string; pct: number; sous: { label: string; pct: number }[] }[] }[];
  }[];
  return known.map(entry => ({
    name: entry.fichier.replace('reponses_', '').replace('.jsonl', ''),
    question: entry.question,
    items: rows(`granddebat/${entry.fichier}`).map(row => ({
      id: text(row['id']),
      text: text(row['texte']),
      labels: [],
    })),
    // The most precise categories: the subdivisions where there are some.
    official: entry.synthese_officielle.flatMap(part =>
      part.categories.flatMap(category => (category.sous.length === 0 ? [category] : category.sous)),
    ),
  }));
}

export interface HumanSummary {
  readonly contribution: string;
  readonly theme: string;
  readonly text: string;
}

export function humanSummaries(): HumanSummary[] {
  return rows('egalite_fh/syntheses_humaines.jsonl').map(row => ({
    contribution: text(row['contribution']),
    theme: text(row['theme']),
    text: text(row['synthese']),
  }));
}
