/** Takes contributions out of a synthesis, with every statement that stood on nothing else. */
import { fold } from '#text/index.ts';
import type { Statement, Synthesis, Theme } from '../model.ts';

import type { SynthesisBody } from './body.ts';

/**
 * For a person who erases their data. Counts made before stay: they name nobody. A statement that also stands on others
 * keeps its words, which are the engine's or the staff's; its quotations of these contributions go. Edits and answers of
 * a statement that is gone go too.
 */
export function forgetInSynthesis(body: SynthesisBody, references: ReadonlySet<string>): SynthesisBody {
  const open = body.open.map(({ profiles: _words, ...question }) => ({
    ...question,
    synthesis: forgetInOne(question.synthesis, references),
  }));
  const left = new Set(
    open.flatMap(({ question, synthesis }) =>
      synthesis.themes.flatMap(theme => theme.statements.map(({ id }) => `${question}/${id}`)),
    ),
  );
  return {
    ...body,
    inputs: body.inputs.filter(({ reference }) => !references.has(reference)),
    open,
    tabulated: body.tabulated.map(table => ({
      ...table,
      rows: table.rows.filter(({ reference }) => !references.has(reference)),
    })),
    edits: body.edits.filter(({ key }) => left.has(key)),
    answers: body.answers.flatMap(answer => {
      const keys = answer.keys.filter(key => left.has(key));
      return keys.length === 0 ? [] : [{ ...answer, keys }];
    }),
  };
}

function forgetInOne(synthesis: Synthesis, references: ReadonlySet<string>): Synthesis {
  const others = (ids: readonly string[]) => ids.filter(id => !references.has(id));
  return {
    ...synthesis,
    highlights: synthesis.highlights.flatMap(statement => without(statement, references)),
    themes: synthesis.themes.flatMap((theme): Theme[] => {
      const statements = theme.statements.flatMap(statement => without(statement, references));
      const contributions = others(theme.contributions);
      // Its label and keywords were only these people's words.
      return contributions.length === 0 ? [] : [{ ...theme, contributions, statements }];
    }),
    stats: {
      ...synthesis.stats,
      unclassified: others(synthesis.stats.unclassified),
      folded: synthesis.stats.folded.flatMap(({ id, same }) => {
        const [first, ...rest] = others([id, ...same]);
        return first === undefined || rest.length === 0 ? [] : [{ id: first, same: rest }];
      }),
    },
  };
}

function without(statement: Statement, references: ReadonlySet<string>): Statement[] {
  const citations = statement.citations.filter(({ id }) => !references.has(id));
  if (citations.length === statement.citations.length) return [statement];
  // A statement may be made of the words that it quotes.
  const text = wordsOf(statement.text);
  const gone = statement.citations.filter(({ id }) => references.has(id)).map(({ quote }) => wordsOf(quote));
  const theirs = gone.some(quote => text.includes(quote) || quote.includes(text));
  return citations.length === 0 || theirs ? [] : [{ ...statement, citations }];
}

function wordsOf(text: string): string {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .join(' ');
}
