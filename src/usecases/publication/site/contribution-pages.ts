/** Published contributions, page by page, each with an anchor that citations point at. */
import type { Block, Document } from '#documents/document.ts';
import { textIn, themeIn } from '#consultation/inspect.ts';
import { isoDayIn } from '#text/instants.ts';
import { sayDay } from '#wording/moments.ts';
import { readBody } from '../../contribution-body.ts';
import type { ExportedContribution } from '../../ports.ts';
import { answerTexts } from '../answer-texts.ts';
import { answerReader, isShown, revisionsOf } from '../sheets/context.ts';
import type { ReviewContext } from '../syntheses/context.ts';
import { presentedAs } from '../syntheses/show-synthesis.ts';
import { contributionsAddress, pageOfContribution } from './addresses.ts';

export interface ContributionPage {
  readonly address: string;
  readonly axis: number;
  readonly page: number;
  readonly document: Document;
}

/** One page at a time, in the order of the references: never all of them in memory. */
export async function* contributionPages(context: ReviewContext): AsyncGenerator<ContributionPage> {
  const { stores, network, consultation } = context;
  const blockOf = await contributionBlocks(context);
  let current: { axis: number; page: number; blocks: Block[] } | null = null;
  const options = { versions: 'latest', includeWithdrawn: false } as const;
  for await (const one of stores.data.contributions(network, consultation.name, options)) {
    if (!isShown(one)) continue;
    const { axis, reference } = one.version;
    const page = pageOfContribution(Number(reference.slice(reference.indexOf('-') + 1)));
    if (current !== null && (current.axis !== axis || current.page !== page)) yield pageOf(context, current);
    if (current === null || current.axis !== axis || current.page !== page) current = { axis, page, blocks: [] };
    current.blocks.push(...blockOf(one));
  }
  if (current !== null) yield pageOf(context, current);
}

function pageOf(
  { consultation }: ReviewContext,
  { axis, page, blocks }: { readonly axis: number; readonly page: number; readonly blocks: readonly Block[] },
): ContributionPage {
  const theme = themeIn(consultation, axis, consultation.defaultLanguage) || String(axis);
  const title = `Contributions au thème « ${theme} »${page === 1 ? '' : `, page ${page}`}`;
  const document = { lang: 'fr', title, subtitle: null, contents: false, blocks };
  return { address: contributionsAddress(axis, page), axis, page, document };
}

async function contributionBlocks(context: ReviewContext): Promise<(one: ExportedContribution) => Block[]> {
  const { consultation } = context;
  const lang = consultation.defaultLanguage;
  const revisions = await revisionsOf(context);
  const reader = answerReader(context);
  return ({ version }) => {
    const axis = revisions.get(version.revision);
    const body = readBody(version.body);
    const by = presentedAs(body);
    const sent = sayDay(isoDayIn(version.submittedAt, consultation.timeZone), 'fr');
    const kind = version.kind === 'collective' ? ', contribution collective' : '';
    const answered = (axis?.questions ?? []).flatMap((question): Block[] => {
      const value = body.answers[question.name]?.value;
      // Files are served to the staff only.
      const texts =
        axis === undefined || value === undefined || value.kind === 'files'
          ? []
          : answerTexts(reader, axis, question, value);
      if (texts.length === 0) return [];
      const label = textIn(question.labelUnknown ?? question.label, lang, lang);
      return [
        { kind: 'paragraph', line: [{ text: label, strong: true }] },
        ...texts.map((text): Block => ({ kind: 'paragraph', line: text })),
      ];
    });
    return [
      { kind: 'heading', level: 2, text: version.reference, id: version.reference },
      { kind: 'paragraph', line: [{ text: `${by === null ? 'Sans nom' : by}, ${sent}${kind}`, emphasis: true }] },
      ...answered,
    ];
  };
}
