/** `tdt synthesize`: a file of texts in, a synthesis that cites out. No database. */
import { readFile } from 'node:fs/promises';
import { sayCost } from '#usecases/publication/syntheses/cost.ts';
import { readTexts } from '#usecases/synthesis/read-texts.ts';
import { synthesizeTexts } from '#usecases/synthesis/synthesize-texts.ts';
import { readCount, readOptions } from './command.ts';
import type { Command } from './command.ts';
import { writeOut } from './output.ts';
import { CommandError, UsageError } from './usage-error.ts';

/** Themes that may be asked for. */
const MOST_THEMES = 24;

export const synthesize: Command = {
  name: 'synthesize',
  summary: 'fait la synthèse de textes, chaque énoncé citant ses sources',
  usage: [
    'tdt synthesize --in FICHIER.jsonl --question TEXTE --out FICHIER.json|- [--offline] [--themes N]',
    '',
    'Une ligne par texte : {"id": "…", "text": "…"} (« texte » est accepté). Aucune base de données.',
    "  --in FICHIER     les textes ; « - » : l'entrée standard",
    '  --question TEXTE la question à laquelle ils répondent',
    '  --out FICHIER    où écrire la synthèse ; « - » : la sortie standard',
    '  --offline        sans modèle de langue, même si LLM_BASE_URL en donne un',
    `  --themes N       au plus N thèmes, de 1 à ${MOST_THEMES} ; par défaut, selon le nombre de textes`,
  ],
  run: async (args, world) => {
    const { values } = readOptions(args, {
      in: { type: 'string' },
      question: { type: 'string' },
      out: { type: 'string' },
      offline: { type: 'boolean' },
      themes: { type: 'string' },
    });
    const { in: from, question, out } = values;
    if (from === undefined) throw new UsageError('Quels textes ? Ajoutez --in FICHIER.jsonl.');
    if (question === undefined) throw new UsageError('À quelle question répondent-ils ? Ajoutez --question TEXTE.');
    if (out === undefined) throw new UsageError('Où écrire la synthèse ? Ajoutez --out FICHIER.json.');
    const themes = readCount(values.themes, 'themes', 1, MOST_THEMES);
    const read = readTexts(await contentOf(from, world.stdin));
    if (!read.ok) throw new CommandError([`« ${from} » ne peut pas être lu :`, ...read.problems].join('\n  '));
    const offline = values.offline === true;
    const model = offline ? null : await world.synthesisModel('files');
    if (model !== null) world.stderr.write(announce(model.name, await model.estimate(question, read.texts)));
    const made = await synthesizeTexts({ model, log: world.log }, { question, texts: read.texts, offline, themes });
    // Themes and figures first, as documented; what else is known comes after.
    const { themes: found, stats, highlights, engine } = made;
    const written = { question, themes: found, stats, highlights, engine };
    await writeOut([`${JSON.stringify(written, null, 2)}\n`], out, world);
    if (out !== '-') world.stderr.write(report(made.stats, found.length, out, engine));
    return 0;
  },
};

type Cost = Parameters<typeof sayCost>[0];

const announce = (name: string, cost: Cost) => `Modèle « ${name} ». Au plus : ${sayCost(cost)}.\n`;

function report(
  stats: {
    readonly contributions: number;
    readonly analysed: number;
    readonly statements: { readonly kept: number; readonly toVerify: number };
  },
  themes: number,
  out: string,
  engine: { readonly fallback: string | null; readonly cost: Cost | null },
): string {
  const { kept, toVerify } = stats.statements;
  const lines = [
    `${stats.analysed} textes analysés sur ${stats.contributions} : ${themes} thèmes, ${kept} énoncés dont ${toVerify} à vérifier.`,
    ...(engine.fallback === null ? [] : [`Faite sans modèle de langue : ${engine.fallback}.`]),
    ...(engine.cost === null
      ? []
      : [`Dépensé : ${sayCost(engine.cost)} (${engine.cost.cached} réponses déjà connues).`]),
    `Écrite dans ${out}.`,
  ];
  return `${lines.join('\n')}\n`;
}

async function contentOf(path: string, stdin: AsyncIterable<unknown>): Promise<string> {
  if (path === '-') {
    const parts: Buffer[] = [];
    for await (const part of stdin) parts.push(Buffer.from(part as Uint8Array));
    return Buffer.concat(parts).toString('utf8');
  }
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CommandError(`« ${path} » ne peut pas être lu : vérifiez son nom et ses droits.`, { cause });
  }
}
