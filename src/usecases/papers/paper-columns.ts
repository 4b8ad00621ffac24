/** The table in which answers on paper are typed: its columns, for whoever types and for the import. */
import type { Axis, Consultation, Question, StructuredField } from '#consultation/definition.ts';
import { columnName } from '../export/question-columns.ts';

/** What stands before the answers. */
export const PAPER_COLUMNS = {
  papier: 'Numéro du questionnaire : un par feuille, jamais deux fois (obligatoire)',
  recueilli_le: 'Jour où il a été rempli : 2027-02-10 ou 10/02/2027 (obligatoire)',
  recueilli_par: 'Qui l’a recueilli ; n’est pas exporté',
  lieu: 'Où',
  profil: 'Qui répond : un numéro ou un intitulé',
  territoires: 'Département, région ou intercommunalité ; plusieurs séparés par des virgules',
} as const;

/** The first cell of the line that explains the columns: it is passed over. */
export const EXPLAINS = '#';

export interface PaperColumn {
  readonly name: string;
  readonly description: string;
  readonly question: Question;
  /** Of a structured question, the field; null for the whole. */
  readonly field: StructuredField | null;
  /** The words written beside « Autre ». */
  readonly other: boolean;
}

/** The columns of the answers, in the order of the paper. A file cannot be typed. */
export function paperColumns(axis: Axis, say: (text: Readonly<Record<string, string>>) => string): PaperColumn[] {
  return axis.questions.flatMap((question): PaperColumn[] => {
    if (question.type === 'file') return [];
    const name = columnName(axis.number, question.name);
    const label = say(question.labelUnknown ?? question.label);
    if (question.type === 'structured')
      return question.fields.map(field => ({
        name: `${name}.${field.name}`,
        description: `${label} (${say(field.label)})`,
        question,
        field,
        other: false,
      }));
    const choices = choicesOf(question, axis);
    const offered = choices.map((choice, i) => `${i + 1} = ${say(choice.label)}`).join(' ; ');
    const whole = { name, question, field: null, other: false };
    const one = { ...whole, description: offered === '' ? label : `${label} [${offered}]` };
    if (!choices.some(choice => choice.text === true)) return [one];
    return [one, { ...whole, name: `${name}.autre`, description: 'Les mots écrits à « Autre »', other: true }];
  });
}

/** Those of the question that it takes them from, where it has none of its own. */
export function choicesOf({ choices, choicesFrom }: Question, axis: Axis): Question['choices'] {
  if (choicesFrom === undefined) return choices;
  return axis.questions.find(one => one.name === choicesFrom)?.choices ?? [];
}

/** The empty table: names, then what each is for. */
export function paperTable(
  consultation: Consultation,
  axis: Axis,
  lang: string,
): { columns: string[]; explains: string[] } {
  const say = (text: Readonly<Record<string, string>>): string =>
    text[lang] ?? text[consultation.defaultLanguage] ?? '';
  const actors = consultation.actors.map((actor, i) => `${i + 1} = ${say(actor.label)}`).join(' ; ');
  const own = { ...PAPER_COLUMNS, profil: `${PAPER_COLUMNS.profil} [${actors}]` };
  const [, ...rest] = Object.values(own);
  const columns = paperColumns(axis, say);
  return {
    columns: [...Object.keys(own), ...columns.map(({ name }) => name)],
    explains: [`${EXPLAINS} ${own.papier}`, ...rest, ...columns.map(({ description }) => description)],
  };
}
