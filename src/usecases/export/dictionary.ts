/**
 * What goes with every export: a data package (https://specs.frictionlessdata.io/data-package/, the format of
 * schema.data.gouv.fr) that names its columns, its licence and who made it, and the same in French for people.
 */
import type { Consultation } from '#consultation/definition.ts';
import type { Column, Table } from './table.ts';

const TYPES: Readonly<Record<Column['type'], string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  list: 'array',
  datetime: 'datetime',
  date: 'date',
};

const SAID: Readonly<Record<Column['type'], string>> = {
  string: 'texte',
  integer: 'nombre entier',
  number: 'nombre',
  boolean: 'oui ou non',
  list: 'liste',
  datetime: 'instant',
  date: 'date',
};

/** JSON, indented. `file`: the name of the export; `at`: when it was made, ISO UTC. */
export function dataPackage(table: Table, consultation: Consultation, file: string, at: string): string {
  const { defaultLanguage: lang, licence, title, organiser } = consultation;
  const content = {
    name: `${consultation.name}-${table.name}`,
    title: title[lang],
    created: at,
    licenses: [{ name: licence.name[lang], title: licence.name[lang], path: licence.url }],
    contributors: [{ title: organiser[lang], role: 'publisher' }],
    sources: [{ title: attribution(consultation, at) }],
    resources: [
      {
        name: table.name,
        path: file,
        encoding: 'utf-8',
        schema: {
          fields: table.columns.map(({ name, type, description }) => ({ name, type: TYPES[type], description })),
        },
      },
    ],
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** The same, for a person to read: Markdown. */
export function readMe(table: Table, consultation: Consultation, file: string, at: string): string {
  const { defaultLanguage: lang, licence, title } = consultation;
  const rows = table.columns.map(
    ({ name, type, description }) => `| \`${name}\` | ${SAID[type]} | ${cellOf(description)} |`,
  );
  return [
    `# ${title[lang] ?? ''} : ${table.name}`,
    '',
    `Fichier : ${file}`,
    `Licence : ${licence.name[lang] ?? ''}, ${licence.url}`,
    `À citer ainsi : ${attribution(consultation, at)}`,
    '',
    'Participation volontaire : ces réponses ne représentent pas la population.',
    '',
    '| colonne | type | contenu |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function attribution({ title, organiser, defaultLanguage: lang }: Consultation, at: string): string {
  return `« ${title[lang] ?? ''} », consultation menée par ${organiser[lang] ?? ''}, données extraites le ${at.slice(0, 10)}`;
}

function cellOf(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
