/** A contribution as a sheet reads it: the answers that feed a section, as plain texts. */
import type { Axis } from '#consultation/definition.ts';
import { FOLLOW_UP } from '#conversation/drafts.ts';
import { textIn } from '#consultation/inspect.ts';
import type { SheetContribution } from '#synthesis/sheet/sheet.ts';
import { readBody } from '../contribution-body.ts';
import type { ExportedContribution } from '../ports.ts';
import { type AnswerReader, answerTexts } from './answer-texts.ts';

/** Suffix of the name that a follow-up's answer is kept under. */

/** What is said of a document that somebody joined: its name may be a person's, and it is served to the staff only. */
const JOINED_FILE = "Un document est joint ; l'équipe peut le transmettre.";

/** `axis`: the revision that the contribution answered. */
export function sheetContribution(
  reader: AnswerReader,
  axis: Axis,
  { version }: ExportedContribution,
): SheetContribution {
  const { answers, drawnFollowUps } = readBody(version.body);
  const local = (text: Readonly<Record<string, string>>) => textIn(text, reader.lang, reader.defaultLanguage);
  return {
    reference: version.reference,
    version: version.version,
    submittedAt: version.submittedAt,
    collective: version.kind === 'collective',
    answers: axis.questions.flatMap(question => {
      const { name, section, followUp } = question;
      if (section === undefined) return [];
      const value = answers[name]?.value;
      const asked = drawnFollowUps?.[name] ?? (followUp === undefined ? null : local(followUp));
      const more = answers[name + FOLLOW_UP]?.value;
      const label = local(question.labelUnknown ?? question.label);
      const texts =
        value === undefined
          ? []
          : value.kind === 'files'
            ? value.files.map(() => JOINED_FILE)
            : answerTexts(reader, axis, question, value);
      const first = { question: name, label, section, texts };
      if (asked === null || more?.kind !== 'text') return [first];
      return [first, { question: name + FOLLOW_UP, label: asked, section, texts: [more.text.trim()] }];
    }),
  };
}
