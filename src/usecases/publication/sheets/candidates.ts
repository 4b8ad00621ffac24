/** Contributions that describe an action and stand in no sheet yet. */
import { readSheetBody } from '#synthesis/sheet/body.ts';
import { sheetContribution } from '../sheet-contribution.ts';
import { answerReader, isShown, revisionsOf, type SheetContext, scopeOf, titleSection } from './context.ts';

export interface SheetCandidate {
  readonly reference: string;
  readonly axis: number;
  /** As its author names the action. */
  readonly title: string;
  readonly collective: boolean;
}

/** One a contribution whose author gave the action a title, in the order of the references. */
export async function sheetCandidates(context: SheetContext, axisNumber: number | null): Promise<SheetCandidate[]> {
  const { stores, network, consultation } = context;
  const taken = await membersOfSheets(context);
  const revisions = await revisionsOf(context);
  const reader = answerReader(context);
  const names = titleSection(consultation);
  const candidates: SheetCandidate[] = [];
  const options = { versions: 'latest', includeWithdrawn: false } as const;
  for await (const one of stores.data.contributions(network, consultation.name, options)) {
    const { axis, reference, revision } = one.version;
    if ((axisNumber !== null && axis !== axisNumber) || taken.has(reference) || !isShown(one)) continue;
    const of = revisions.get(revision);
    if (of?.actionSheet !== true) continue;
    const { answers, collective } = sheetContribution(reader, of, one);
    const title = answers.find(answer => answer.section === names)?.texts[0];
    if (title !== undefined) candidates.push({ reference, axis, title, collective });
  }
  return candidates;
}

async function membersOfSheets(context: SheetContext): Promise<ReadonlySet<string>> {
  const { reviewed } = context.stores;
  const live = (await reviewed.list(scopeOf(context), 'action_sheet')).filter(
    ({ status }) => status !== 'merged' && status !== 'dropped',
  );
  const members = new Set<string>();
  for (const { id } of live) {
    const latest = await reviewed.latest(id);
    for (const reference of latest === null ? [] : readSheetBody(latest.body).members) members.add(reference);
  }
  return members;
}
