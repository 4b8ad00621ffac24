/** A synthesis in the format that somebody asks for. */
import { themeIn } from '#consultation/inspect.ts';
import type { Document } from '#documents/document.ts';
import { toHtml } from '#documents/html.ts';
import { toMarkdown } from '#documents/markdown.ts';
import { type Audience, showCounts } from '#synthesis/closed.ts';
import { type CountedQuestion, statementsOf } from '#synthesis/review/body.ts';
import { isoDayIn } from '#text/instants.ts';
import { sayOpening } from '#wording/moments.ts';
import { type ReviewContext, type SynthesisKey, synthesisName } from './context.ts';
import { type ShownSynthesis, showSynthesis } from './show-synthesis.ts';
import { synthesisDocument, type SynthesisDocumentOptions } from './synthesis-document.ts';

export const DOCUMENT_FORMATS = ['md', 'html', 'docx', 'json'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

export interface PrintedDocument {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}

export const MEDIA_TYPES: Readonly<Record<DocumentFormat, string>> = {
  md: 'text/markdown',
  html: 'text/html',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json',
};

/** null where there is no such synthesis. */
export async function printSynthesis(
  context: ReviewContext,
  key: SynthesisKey,
  format: DocumentFormat,
  audience: Audience,
): Promise<PrintedDocument | null> {
  const shown = await showSynthesis(context, key);
  return shown === null ? null : printShownSynthesis(context, shown, format, audience);
}

/** The same of a synthesis already read. */
export async function printShownSynthesis(
  context: ReviewContext,
  shown: ShownSynthesis,
  format: DocumentFormat,
  audience: Audience,
): Promise<PrintedDocument> {
  const { document } = shown;
  const name = `synthese-${synthesisName(document).toLowerCase()}-v${document.version}.${format}`;
  const content =
    format === 'json'
      ? `${JSON.stringify(openDataOf(shown, audience), null, 2)}\n`
      : await printDocument(synthesisDocument(shown, documentOptions(context, document.axis, audience)), format);
  return { name, mediaType: MEDIA_TYPES[format], content };
}

/** How the documents of an axis say days, instants and its name. */
export function documentOptions(
  { consultation }: ReviewContext,
  axisNumber: number,
  audience: Audience,
): SynthesisDocumentOptions {
  const { defaultLanguage: lang, timeZone } = consultation;
  return {
    theme: themeIn(consultation, axisNumber, lang) || String(axisNumber),
    dayOf: instant => isoDayIn(instant, timeZone),
    instantOf: instant => sayOpening(instant, timeZone, 'fr'),
    linkOf: () => null,
    audience,
  };
}

export async function printDocument(
  document: Document,
  format: Exclude<DocumentFormat, 'json'>,
): Promise<string | Uint8Array> {
  // Loaded at first use: it is large.
  if (format === 'docx') return (await import('#documents/docx.ts')).toDocx(document);
  return format === 'html' ? toHtml(document) : toMarkdown(document);
}

/**
 * What is published of a synthesis as data: its statements as the staff left them, and how it was made. A count that
 * could point at somebody is null where it is not for the staff.
 */
export function openDataOf({ document, body, presented }: ShownSynthesis, audience: Audience) {
  const statements = statementsOf(body).filter(({ dropped }) => !dropped);
  return {
    synthese: synthesisName(document),
    version: document.version,
    statut: document.status,
    contributions_au: body.takenAt,
    chiffres: body.figures,
    filtre: body.filter,
    questions: body.open.map(({ question, label, synthesis }) => ({
      nom: question,
      question: label,
      moteur: synthesis.engine,
      chiffres: synthesis.stats,
      sujets: synthesis.themes.map(theme => ({
        intitule: theme.label,
        mots: theme.keywords,
        contributions: theme.contributions,
        affirmations: statements
          .filter(statement => statement.question === question && statement.theme === theme.id)
          .map(({ number, text, kind, citations, support, status, original, answer }) => ({
            numero: number,
            texte: text,
            nature: kind,
            citations: citations.map(({ id, quote }) => ({
              contribution: id,
              citation: quote,
              presentation: presented.get(id) ?? null,
            })),
            appui: support,
            verification: status,
            reformulee: original !== null,
            reponse: answer === null ? null : { reponse: answer.answer, raison: answer.reason },
          })),
      })),
    })),
    questions_fermees: body.counted.map(question => openCounts(question, audience)),
    tableaux: body.tabulated,
  };
}

function openCounts(question: CountedQuestion, audience: Audience) {
  const { choices, answered, dontKnow, skipped } = showCounts(question, audience);
  return {
    question: question.question,
    label: question.label,
    counts: choices.map(({ label, count }) => ({ label, count })),
    answered: answered.count,
    dontKnow: dontKnow.count,
    skipped: skipped.count,
  };
}
