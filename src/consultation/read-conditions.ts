/** Reads the conditions of an axis, once its questions stand in the order they are asked. */
import { type Condition, mapTests, parseCondition, type Test, testsOf } from './condition.ts';
import { type Named, testMistake } from './condition-types.ts';
import type { Choice, Part, Question } from './definition.ts';
import { type Domain, domainOf } from './domain.ts';
import type { Path, ProblemCode } from './problem.ts';
import { canBeTrue, type Questions } from './reachable.ts';
import type { Report, Source } from './report.ts';
import type { RawQuestion } from './shape.ts';
import { didYouMean } from './suggestion.ts';

/** A question as written and as read, its conditions apart. */
export interface Entry {
  readonly raw: RawQuestion;
  readonly path: Path;
  readonly question: Question;
}

export interface ConditionContext {
  readonly source: Source;
  readonly report: Report;
  readonly parts: readonly Part[];
  /** Names of questions that could not be read: nothing is said of what tests them. */
  readonly broken: ReadonlySet<string>;
}

/** `entries` in the order of the parts. Returns the questions with their conditions, in the same order. */
export function readConditions(entries: readonly Entry[], context: ConditionContext): readonly Question[] {
  const reader = new Reader(entries, context);
  return entries.map((entry, i) => reader.read(entry, i));
}

class Reader {
  readonly #entries: readonly Entry[];
  readonly #context: ConditionContext;
  readonly #index = new Map<string, number>();
  readonly #relevant = new Map<string, Condition>();
  readonly #never = new Set<string>();

  constructor(entries: readonly Entry[], context: ConditionContext) {
    this.#entries = entries;
    this.#context = context;
    for (const [i, { question }] of entries.entries()) {
      if (!this.#index.has(question.name)) this.#index.set(question.name, i);
    }
  }

  read(entry: Entry, index: number): Question {
    const { raw, question } = entry;
    this.#checkChoicesFrom(entry, index);
    const relevant = this.#condition(entry, index, 'relevant');
    if (relevant) this.#checkReachable(entry, relevant);
    const constraint = this.#condition(entry, index, 'constraint');
    this.#checkConstraint(entry, constraint);
    return {
      ...question,
      ...(relevant ? { relevant, relevantText: (raw.relevant ?? '').trim() } : {}),
      ...(constraint ? { constraint } : {}),
    };
  }

  #condition(entry: Entry, index: number, key: 'relevant' | 'constraint'): Condition | undefined {
    const text = entry.raw[key];
    if (text === undefined) return undefined;
    const parsed = parseCondition(text);
    if (!parsed.ok) {
      this.#say(entry, key, 'bad_condition', parsed.message, parsed.offset);
      return undefined;
    }
    for (const test of testsOf(parsed.condition)) this.#checkTest(entry, index, key, test);
    return mapTests(parsed.condition, test => this.#bind(test, entry));
  }

  #checkTest(entry: Entry, index: number, key: 'relevant' | 'constraint', test: Test): void {
    const { name } = test;
    const text = entry.raw[key] ?? '';
    const say = (code: ProblemCode, message: string, word = name) =>
      this.#say(entry, key, code, message, wordAt(text, word));
    if (key === 'constraint' && name === 'value') {
      this.#checkType(this.#named(entry), test, say);
      return;
    }
    if (name === entry.question.name) {
      const advice =
        key === 'constraint' ? 'écrivez « value » pour la réponse elle-même' : "elle n'a pas encore de réponse";
      return say('condition_on_itself', `la question « ${name} » se teste elle-même : ${advice}`);
    }
    const at = this.#index.get(name);
    const tested = at === undefined ? undefined : this.#entries[at];
    if (at === undefined || !tested) {
      if (this.#context.broken.has(name)) return undefined;
      const earlier = this.#entries.slice(0, index).map(other => other.question.name);
      return say(
        'condition_on_unknown_question',
        `aucune question « ${name} » dans ce thème${didYouMean(name, earlier)}`,
      );
    }
    if (at > index) return say(...this.#tooLate(entry, tested));
    return this.#checkType(this.#named(tested), test, say);
  }

  #tooLate(entry: Entry, tested: Entry): [ProblemCode, string] {
    const { name, part } = tested.question;
    if (part !== entry.question.part && this.#context.parts.find(other => other.name === part)?.optional) {
      const message = `« ${name} » est dans la partie facultative « ${part} », posée après : testez une question de la même partie`;
      return ['condition_on_optional_part', message];
    }
    return ['condition_on_later_question', `la question « ${name} » vient après celle-ci : déplacez l'une des deux`];
  }

  #checkType(tested: Named, test: Test, say: (code: ProblemCode, message: string, word?: string) => void): void {
    const mistake = testMistake(tested, test);
    if (mistake) say(mistake.code, mistake.message, mistake.word);
  }

  /** A comparison remembers which choices mean « je ne sais pas », so that it can be judged without the question. */
  #bind(test: Test, entry: Entry): Test {
    const at = test.name === 'value' ? undefined : this.#index.get(test.name);
    const tested = test.name === 'value' ? entry : at === undefined ? undefined : this.#entries[at];
    if (test.op === 'in' || !tested) return test;
    const dontKnow = this.#choicesOf(tested.question).flatMap(choice =>
      choice.code === 'dont_know' ? [choice.name] : [],
    );
    return dontKnow.length > 0 ? { ...test, dontKnow } : test;
  }

  #checkChoicesFrom(entry: Entry, index: number): void {
    const from = entry.raw.choices_from;
    if (from === undefined || this.#context.broken.has(from)) return;
    const at = this.#index.get(from);
    const earlier = this.#entries.slice(0, index).filter(other => other.question.type === 'select_multiple');
    if (at !== undefined && at < index && this.#entries[at]?.question.type === 'select_multiple') return;
    const why =
      at === undefined
        ? `aucune question « ${from} » dans ce thème`
        : at >= index
          ? `« ${from} » ne vient pas avant cette question`
          : `« ${from} » n'est pas de type select_multiple`;
    const advice = didYouMean(
      from,
      earlier.map(other => other.question.name),
    );
    this.#say(
      entry,
      'choices_from',
      'bad_choices_from',
      `${why} : nommez une question select_multiple posée avant${advice}`,
    );
  }

  #checkReachable(entry: Entry, relevant: Condition): void {
    const { name } = entry.question;
    if (canBeTrue(relevant, this.#questions(entry))) {
      this.#relevant.set(name, relevant);
      return;
    }
    this.#never.add(name);
    const message = `« ${name} » ne sera jamais posée : aucune réponse ne rend cette condition vraie`;
    this.#say(entry, 'relevant', 'unreachable_question', message);
  }

  #checkConstraint(entry: Entry, constraint: Condition | undefined): void {
    const { raw } = entry;
    if (raw.constraint_message !== undefined && raw.constraint === undefined) {
      const message = '« constraint_message » sans « constraint » : retirez-le, ou ajoutez la condition';
      this.#say(entry, 'constraint_message', 'bad_constraint', message);
    }
    if (raw.constraint !== undefined && raw.constraint_message === undefined) {
      const message = 'ajoutez « constraint_message » : ce qui est dit quand la réponse ne convient pas';
      this.#say(entry, 'constraint', 'bad_constraint', message);
    }
    if (!constraint) return;
    if (!testsOf(constraint).some(test => test.name === 'value')) {
      this.#say(entry, 'constraint', 'bad_constraint', 'la réponse se nomme « value » : par exemple « value >= 0 »');
    } else if (!canBeTrue(constraint, this.#questions(entry))) {
      this.#say(entry, 'constraint', 'bad_constraint', 'aucune réponse ne convient : corrigez la condition');
    }
  }

  #questions(self: Entry): Questions {
    return {
      domainOf: name => {
        if (this.#never.has(name)) return { kind: 'never' };
        const at = this.#index.get(name);
        const tested = name === 'value' ? self : at === undefined ? undefined : this.#entries[at];
        return tested ? this.#domain(tested) : { kind: 'any' };
      },
      relevanceOf: name => this.#relevant.get(name),
    };
  }

  #domain({ question }: Entry): Domain {
    const choices = this.#choicesOf(question);
    const select = question.type === 'select_one' || question.type === 'select_multiple';
    // Choices that could not be read are said where they stand.
    return select && choices.length === 0 ? { kind: 'any' } : domainOf(question, choices);
  }

  #named({ question }: Entry): Named {
    return { question, choices: this.#choicesOf(question) };
  }

  #choicesOf(question: Question): readonly Choice[] {
    if (question.choicesFrom === undefined) return question.choices;
    const at = this.#index.get(question.choicesFrom);
    return (
      (at === undefined ? undefined : this.#entries[at])?.question.choices.filter(c => c.code !== 'dont_know') ?? []
    );
  }

  #say(entry: Entry, key: string, code: ProblemCode, message: string, offset?: number): void {
    const { report, source } = this.#context;
    report.add(source, [...entry.path, key], code, message, offset === undefined ? {} : { offset });
  }
}

/** Where a word of a condition stands in it; a quoted value may be any text. */
function wordAt(text: string, word: string): number {
  const found = [...text.matchAll(/\w+|'[^']*'|"[^"]*"/g)].find(
    ({ 0: token }) => token.replaceAll(/['"]/g, '') === word,
  );
  return found?.index ?? 0;
}
