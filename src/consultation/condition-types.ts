/** Which tests a question's type allows. */
import type { Test } from './condition.ts';
import type { Choice, Question } from './definition.ts';
import { isDay } from './instant.ts';
import type { ProblemCode } from './problem.ts';
import { didYouMean } from './suggestion.ts';

/** A question, and the choices it offers (its own, or those of the question it takes them from). */
export interface Named {
  readonly question: Question;
  readonly choices: readonly Choice[];
}

export interface Mistake {
  readonly code: ProblemCode;
  readonly message: string;
  /** The word of the condition that is wrong, where it is not the name. */
  readonly word?: string;
}

/** What is wrong with a test of this question; undefined where it has a meaning. */
export function testMistake(tested: Named, test: Test): Mistake | undefined {
  switch (tested.question.type) {
    case 'select_one':
      return test.op === 'count'
        ? type(test, 'un seul choix, sans compte : écrivez « = » ou « in (…) »')
        : aboutChoices(tested, test);
    case 'select_multiple':
      if (test.op === 'compare')
        return type(test, 'plusieurs choix : écrivez « in (…) », « not in (…) » ou « count(…) »');
      return aboutChoices(tested, test);
    case 'scale':
    case 'integer':
    case 'decimal':
      if (test.op === 'compare' && typeof test.value === 'number') return undefined;
      return type(test, 'un nombre : comparez-le à un nombre, par exemple « < 4 »');
    case 'date':
      if (test.op === 'compare' && isDay(String(test.value))) return undefined;
      return type(test, "une date : comparez-la à un jour entre apostrophes, par exemple « >= '2027-01-31' »");
    case 'place':
      return test.op === 'in'
        ? undefined
        : type(test, "un territoire : écrivez « in (…) » avec des codes, par exemple « in ('dep:74') »");
    default:
      return {
        code: 'condition_type',
        message: `« ${test.name} » est de type ${tested.question.type} : une condition ne peut pas tester sa réponse`,
      };
  }
}

function type(test: Test, advice: string): Mistake {
  return { code: 'condition_type', message: `« ${test.name} » attend ${advice}` };
}

function aboutChoices({ choices }: Named, test: Test): Mistake | undefined {
  if (test.op === 'count') return undefined;
  if (test.op === 'compare' && test.comparator !== '=' && test.comparator !== '!=') {
    return type(test, `des choix, sans ordre : écrivez « = », « != » ou « in (…) », pas « ${test.comparator} »`);
  }
  const names = choices.map(choice => choice.name);
  // Choices that could not be read are said where they stand.
  if (names.length === 0) return undefined;
  const values = test.op === 'in' ? test.values : [String(test.value)];
  const unknown = values.find(value => !names.includes(value));
  if (unknown !== undefined) {
    const message = `« ${unknown} » n'est pas un choix de « ${test.name} »${didYouMean(unknown, names)} : ${names.join(', ')}`;
    return { code: 'condition_choice_unknown', message, word: unknown };
  }
  const dontKnow = choices.find(choice => choice.code === 'dont_know')?.name;
  if (test.op === 'compare' && dontKnow !== undefined && values.includes(dontKnow)) {
    return type(test, `« in (${dontKnow}) » : « je ne sais pas » rend toute comparaison fausse`);
  }
  return undefined;
}
