/** What a synthesis by a model costs: told before, counted after. */
import type { Axis } from '#consultation/definition.ts';
import { count } from '#synthesis/figures.ts';
import type { Cost } from '#synthesis/model.ts';
import type { SynthesisEstimate, SynthesisFilter } from '#synthesis/review/body.ts';
import { checkRequest } from './check-request.ts';
import type { ReviewContext } from './context.ts';
import type { ModelEngine } from './engine.ts';
import { readAxis } from './read-axis.ts';

/** What `model` would read and cost at most, calling nobody; null where there is nothing to read. */
export async function estimateSynthesis(
  context: ReviewContext,
  axis: Axis,
  filter: SynthesisFilter,
  model: ModelEngine,
): Promise<SynthesisEstimate | null> {
  const { inputs, open } = await readAxis(context, axis, filter);
  if (inputs.length === 0) return null;
  const asked = open.filter(({ texts }) => texts.length > 0);
  const costs = await Promise.all(asked.map(({ label, texts }) => model.estimate(label, texts)));
  return {
    model: model.name,
    texts: asked.reduce((sum, { texts }) => sum + texts.length, 0),
    questions: asked.length,
    cost: sumOf(costs),
    budgetTokens: model.budgetTokens,
  };
}

/** What is about to be spent, to be said first; null where what is asked cannot be read. `model` null: none is used. */
export async function announceCost(
  context: ReviewContext,
  axisNumber: number,
  filter: SynthesisFilter,
  model: ModelEngine | null,
): Promise<string | null> {
  const checked = checkRequest(context, axisNumber, filter);
  if ('kind' in checked) return null;
  if (model === null) return "Sans modèle de langue : rien ne sort de cette machine, rien n'est dépensé.";
  const estimate = await estimateSynthesis(context, checked.axis, filter, model);
  return estimate === null ? null : sayRead(estimate);
}

/** Of several questions; the amount is unknown where one is. */
export function sumOf(costs: readonly Cost[]): Cost {
  const sum = (of: (cost: Cost) => number) => costs.reduce((total, cost) => total + of(cost), 0);
  return {
    calls: sum(({ calls }) => calls),
    cached: sum(({ cached }) => cached),
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    amount: costs.some(({ amount }) => amount === null) ? null : sum(({ amount }) => amount ?? 0),
  };
}

/** « 41 appels et 210 000 jetons, soit 0,42 au prix configuré ». */
export function sayCost({ calls, inputTokens, outputTokens, amount }: Cost): string {
  const tokens = inputTokens + outputTokens;
  const price = amount === null ? '' : `, soit ${sayAmount(amount)} au prix configuré`;
  return `${count(calls)} ${calls > 1 ? 'appels' : 'appel'} et ${count(tokens)} ${tokens > 1 ? 'jetons' : 'jeton'}${price}`;
}

/** Two digits after the comma; more where that would say nothing. */
function sayAmount(amount: number): string {
  const digits = amount > 0 && amount < 0.01 ? 4 : 2;
  return amount.toFixed(digits).replace('.', ',');
}

/** « 312 textes à lire … au plus 41 appels et 210 000 jetons … », and where it would stop. */
export function sayRead({ model, texts, questions, cost, budgetTokens }: SynthesisEstimate): string {
  const read = `${count(texts)} ${texts > 1 ? 'textes' : 'texte'} à lire, en ${questions > 1 ? `${count(questions)} questions` : 'une question'}`;
  const most = `${read}. Avec l'intelligence artificielle configurée (${model}), au plus ${sayCost(cost)} ; ce qu'elle a déjà lu ne se paie pas deux fois.`;
  if (budgetTokens === null || cost.inputTokens + cost.outputTokens <= budgetTokens) return most;
  return `${most} Elle s'arrêtera au budget fixé, ${count(budgetTokens)} jetons : les questions qui resteraient se feraient sans elle, et la synthèse le dirait.`;
}

/** What the staff must know before they say yes, with the words that say it. `name`: `S4-1`. */
export function sayEstimate(name: string, estimate: SynthesisEstimate): readonly string[] {
  return [
    `Synthèse ${name} : ${sayRead(estimate)}`,
    'Les textes partiraient vers ce service, une fois masquées les données personnelles reconnues.',
    `Pour la faire ainsi : « synthèse ${name} avec modèle ». Sans rien envoyer ni payer : « synthèse ${name} sans modèle ».`,
  ];
}
