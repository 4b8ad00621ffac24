/**
 * `npm run eval`: one table of what the synthesis without a model is worth on real consultations, beside simple methods
 * computed in the same run. `npm run eval -- --scale` adds 100,000 texts; `--only development` leaves the test half out.
 */
import { parseArgs } from 'node:util';
import {
  chatbot,
  chatbotQuestions,
  DATA,
  egalite,
  grandDebat,
  type Half,
  halve,
  humanSummaries,
  present,
  republique,
} from './data.ts';
import { checkerOnRealText, falseAlarms, meaningOnRealText } from './mutations.ts';
import { coverageOfFirst, type Figures, officialCategories, sourceFinding, topicAgreement } from './measures.ts';
import { scale } from './scale.ts';
import { soundness } from './soundness.ts';

const { values } = parseArgs({ options: { scale: { type: 'boolean' }, only: { type: 'string' } } });

function row(name: string, figures: Figures): void {
  const shown = Object.entries(figures).map(([what, value]) => `${what.trim()} ${show(value)}`);
  process.stdout.write(`  ${name.padEnd(34)} ${shown.join(' · ')}\n`);
}

const show = (value: number | string) =>
  typeof value === 'string' || Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 3 : 1);
const title = (text: string) => process.stdout.write(`\n${text}\n`);

function measure(half: Half): void {
  title(`==== ${half === 'development' ? 'DÉVELOPPEMENT' : 'TEST'} ====`);
  title('Accord avec les thèmes humains');
  for (const set of [egalite(), republique(), chatbotQuestions(), ...chatbot()])
    row(set.name, topicAgreement(set, halve(set.items, half)));
  title('Étiquettes couvertes par les huit premières citations');
  for (const set of chatbot()) row(set.name, coverageOfFirst(set, halve(set.items, half)));
  title('Catégories officielles trouvées (pondérées)');
  for (const set of grandDebat()) row(set.name, officialCategories(set, halve(set.items, half)));
  title('Contribution retrouvée derrière un résumé humain');
  const { items, themes } = egalite();
  row(
    'égalité',
    sourceFinding(halve(items, half), new Map(items.map(({ id }, i) => [id, themes[i] ?? ''])), humanSummaries()),
  );
  title('Citations, appui, redites, stabilité');
  for (const set of [egalite(), republique(), ...chatbot().slice(0, 3)])
    row(set.name, soundness(set, halve(set.items, half)));
  title('Contrôle des citations sur des phrases réelles altérées par programme (part attrapée)');
  row('toutes', checkerOnRealText(half));
  row('sens seul altéré', meaningOnRealText(half));
  row('fausses alertes', falseAlarms(half));
}

if (!present()) {
  process.stdout.write(
    `Rien n'est évalué : les consultations réelles ne sont pas dans ${DATA} (TDT_EVAL_DATA donne un autre dossier).\n`,
  );
} else {
  for (const half of ['development', 'test'] as const)
    if (values.only === undefined || values.only === half) measure(half);
  title('==== TEMPS ET MÉMOIRE (un processus par taille) ====');
  for (const size of values.scale === true ? [1_000, 10_000, 30_000, 100_000] : [1_000, 10_000])
    row(`${size} textes`, scale(size));
}
