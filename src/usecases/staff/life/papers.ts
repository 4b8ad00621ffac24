/** The papers that a consultation needs before it opens: what is empty, or still the template's. Pure. */
import type { Consultation, Localized } from '#consultation/definition.ts';
import type { PhraseKey } from '#conversation/phrases.ts';

/** One paper, by the key of its name. */
export type Paper = Extract<PhraseKey, `staff.paper.${string}`>;

/**
 * What a template leaves to be replaced: « À REMPLACER », square brackets, an address of example.org. A text that holds
 * any of them is no paper yet.
 */
const TEMPLATE = /à\s+(?:remplacer|compléter)|\bto be replaced\b|\bexample\.(?:org|com|net)\b|\[[^\]]*\]|x{3,}/iu;

/** The papers that are missing, in the order in which they are asked for. */
export function missingPapers({
  notice,
  rules,
  staffContact,
  synthesisDay,
  replyDay,
  defaultLanguage,
}: Consultation): readonly Paper[] {
  const said = (text: Localized | undefined): string => text?.[defaultLanguage] ?? '';
  const papers: readonly (readonly [Paper, string])[] = [
    ['staff.paper.controller', said(notice.controller)],
    ['staff.paper.contact', notice.contact],
    ['staff.paper.staffContact', staffContact],
    ['staff.paper.legalBasis', said(notice.legalBasis)],
    ['staff.paper.notice', said(notice.full)],
    ['staff.paper.purposes', said(notice.purposes)],
    ['staff.paper.recipients', said(notice.recipients)],
    ['staff.paper.retention', said(notice.retention)],
    ['staff.paper.charter', said(rules?.moderationCharter)],
    ['staff.paper.age', notice.minimumAge > 0 ? String(notice.minimumAge) : ''],
    ['staff.paper.level', said(rules?.participationLevel)],
    ['staff.paper.commitments', said(rules?.commitments)],
    ['staff.paper.synthesisDay', synthesisDay ?? ''],
    ['staff.paper.replyDay', replyDay ?? ''],
  ];
  return papers.filter(([, text]) => text.trim() === '' || TEMPLATE.test(text)).map(([paper]) => paper);
}
