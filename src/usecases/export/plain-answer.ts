/** An answer as a person reads it, on one or more lines, for the files of other tools. Pure. */
import type { AnswerValue } from '#consultation/answer-value.ts';
import type { Lang, Question } from '#consultation/definition.ts';
import { placeByCode } from '#text/index.ts';

/** Null for what says nothing: skipped, « je ne sais pas ». */
export function plainAnswer(value: AnswerValue, question: Question | undefined, lang: Lang): string | null {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'voice':
      // What nobody wrote down yet says nothing there.
      return value.text === '' ? null : value.text;
    case 'choices':
      return value.names
        .map(name => choice(name, question, lang))
        .concat(value.other ?? [])
        .join(', ');
    case 'number':
      return `${value.approximate ? 'environ ' : ''}${value.value.toLocaleString('fr-FR')}`;
    case 'date':
      return value.iso;
    case 'approx_date':
      return value.from === null && value.to === null ? null : `${value.from ?? '…'} – ${value.to ?? '…'}`;
    case 'places':
      return value.codes.map(code => placeByCode(code)?.name ?? code).join(', ');
    case 'url':
      return value.url;
    case 'files':
      return value.files.map(file => file.name).join(', ');
    case 'structured': {
      const parts = Object.entries(value.fields).map(([name, of]) => {
        const label = question?.fields.find(field => field.name === name)?.label[lang] ?? name;
        return `${label} : ${plainAnswer(of, undefined, lang) ?? '–'}`;
      });
      return parts.join(' ; ');
    }
    case 'dont_know':
    case 'skipped':
      return null;
  }
}

function choice(name: string, question: Question | undefined, lang: Lang): string {
  return question?.choices.find(one => one.name === name)?.label[lang] ?? name;
}
