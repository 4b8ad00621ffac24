/** A theme on paper: every question with the place to answer it, to be read aloud or filled in by hand. */
import type { Axis, Consultation, Question } from '#consultation/definition.ts';
import type { Block, Document } from '#documents/document.ts';

/** Lines left for an answer in one's own words, and for a short one. */
const LONG_LINES = 6;
const SHORT_LINES = 1;
const LINE = '_'.repeat(60);

export function questionnaire(consultation: Consultation, axis: Axis, lang: string): Document {
  const say = (text: Readonly<Record<string, string>>): string =>
    text[lang] ?? text[consultation.defaultLanguage] ?? '';
  const { notice } = consultation;
  const blocks: Block[] = [
    { kind: 'paragraph', line: say(consultation.presentation) },
    {
      kind: 'note',
      lines: [
        `Qui ? ${say(notice.controller)}, ${say(notice.legalBasis)}. Lu par : ${say(notice.recipients)}.`,
        `${say(notice.retention)} Vos droits : ${notice.contact}. Réservé aux ${notice.minimumAge} ans et plus.`,
        'Ne nommez personne d’autre. Vous pouvez passer toute question.',
      ],
    },
    { kind: 'heading', level: 2, text: 'Qui répond', id: 'qui' },
    { kind: 'list', ordered: false, items: consultation.actors.map(actor => `☐ ${say(actor.label)}`) },
    { kind: 'paragraph', line: `Votre territoire : ${LINE.slice(0, 40)}` },
    { kind: 'heading', level: 2, text: 'Vos réponses', id: 'reponses' },
    ...axis.questions.flatMap((question, i) => questionBlocks(question, i + 1, axis, say)),
    { kind: 'heading', level: 2, text: 'Pour finir', id: 'fin' },
    {
      kind: 'paragraph',
      line: `☐ J’accepte que ma contribution soit publiée et réutilisée (${say(consultation.licence.name)}), sans mon nom.`,
    },
    {
      kind: 'paragraph',
      line: `Recueillie par : ${LINE.slice(0, 30)}   Le : ${LINE.slice(0, 12)}   Lieu : ${LINE.slice(0, 20)}`,
    },
  ];
  return { lang, title: say(axis.theme), subtitle: say(consultation.title), contents: false, blocks };
}

function questionBlocks(
  question: Question,
  n: number,
  axis: Axis,
  say: (text: Readonly<Record<string, string>>) => string,
): Block[] {
  const label = say(question.labelUnknown ?? question.label).replaceAll('{territoire}', 'votre territoire');
  const blocks: Block[] = [{ kind: 'heading', level: 3, text: `${n}. ${label}`, id: `q-${question.name}` }];
  if (question.hint !== undefined)
    blocks.push({ kind: 'paragraph', line: [{ text: say(question.hint), emphasis: true }] });
  const choices =
    question.choicesFrom === undefined
      ? question.choices
      : (axis.questions.find(one => one.name === question.choicesFrom)?.choices ?? []);
  if (choices.length > 0) {
    if (question.max !== undefined) blocks.push({ kind: 'paragraph', line: `${question.max} réponses au plus.` });
    blocks.push({
      kind: 'list',
      ordered: false,
      items: choices.map(choice => `☐ ${say(choice.label)}${choice.text === true ? ` : ${LINE.slice(0, 30)}` : ''}`),
    });
    return blocks;
  }
  if (question.fields.length > 0) {
    blocks.push({
      kind: 'list',
      ordered: false,
      items: question.fields.map(field => `${say(field.label)} : ${LINE.slice(0, 40)}`),
    });
    return blocks;
  }
  const lines = question.type === 'longtext' ? LONG_LINES : SHORT_LINES;
  for (let i = 0; i < lines; i += 1) blocks.push({ kind: 'paragraph', line: LINE });
  return blocks;
}
