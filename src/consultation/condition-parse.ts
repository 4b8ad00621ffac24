/** Reads the grammar of `relevant` and `constraint` (docs/conditions.md) into a tree. */
import type { Comparator, Condition } from './condition-tree.ts';
import { LIMITS } from './limits.ts';
import { type Token, tokenize } from './condition-tokens.ts';

export type ParsedCondition =
  | { readonly ok: true; readonly condition: Condition }
  | {
      readonly ok: false;
      /** French: what is wrong, and what to write. */
      readonly message: string;
      /** UTF-16 index in the source where it was seen. */
      readonly offset: number;
    };

class Refused extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const COMPARATORS: readonly string[] = ['=', '!=', '<', '<=', '>', '>='];

/** Never throws; what cannot be read comes back with its place and what to write instead. */
export function parseCondition(source: string): ParsedCondition {
  if (source.length > LIMITS.conditionChars) {
    return { ok: false, message: `condition trop longue (${LIMITS.conditionChars} caractères au plus)`, offset: 0 };
  }
  const tokens = tokenize(source);
  if (!tokens.ok) return tokens;
  try {
    const parser = new Parser(tokens.tokens, source.length);
    return { ok: true, condition: parser.whole() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, message: error.message, offset: error.offset };
    throw error;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  whole(): Condition {
    if (this.#tokens.length === 0) throw new Refused('la condition est vide : écrivez un test, ou retirez-la', 0);
    const condition = this.#group('or');
    const rest = this.#peek();
    if (rest) throw new Refused(`« ${rest.text} » est de trop : reliez les tests par « and » ou « or »`, rest.offset);
    return condition;
  }

  #group(op: 'and' | 'or'): Condition {
    const part = () => (op === 'or' ? this.#group('and') : this.#negation());
    const first = part();
    const args = [first];
    while (this.#takeWord(op)) args.push(part());
    return args.length === 1 ? first : { op, args };
  }

  #negation(): Condition {
    if (!this.#takeWord('not')) return this.#primary();
    return this.#nested(() => ({ op: 'not', arg: this.#negation() }));
  }

  #primary(): Condition {
    if (!this.#take('(')) return this.#test();
    return this.#nested(() => {
      const inside = this.#group('or');
      this.#need(')', 'il manque une parenthèse fermante « ) »');
      return inside;
    });
  }

  #test(): Condition {
    const name = this.#name('il manque un test, par exemple « lieux > 0 » ou « services in (sante, emploi) »');
    const open = this.#peek();
    if (open?.text === '(' && open.kind === 'sign') return this.#call(name);
    if (this.#takeWord('in')) return { op: 'in', name: name.text, negated: false, values: this.#list() };
    if (this.#takeWord('not')) {
      if (!this.#takeWord('in')) throw this.#refuse('après « not », écrivez « in (…) »');
      return { op: 'in', name: name.text, negated: true, values: this.#list() };
    }
    return { op: 'compare', name: name.text, comparator: this.#comparator(), value: this.#value() };
  }

  #call(callee: Token): Condition {
    if (callee.text !== 'count') {
      const advice = callee.text === 'selected' ? 'écrivez « nom in (choix) »' : 'la seule fonction est « count(nom) »';
      throw new Refused(`« ${callee.text}(…) » n'existe pas : ${advice}`, callee.offset);
    }
    this.#take('(');
    const name = this.#name("« count » veut le nom d'une question : « count(services) > 1 »");
    this.#need(')', 'il manque « ) » après « count(nom »');
    const comparator = this.#comparator();
    const value = this.#value();
    if (typeof value === 'string')
      throw this.#refuse('« count(…) » se compare à un nombre : « count(services) > 1 »', -1);
    return { op: 'count', name: name.text, comparator, value };
  }

  #list(): readonly string[] {
    this.#need('(', 'après « in », écrivez la liste entre parenthèses : « in (oui, non) »');
    const values: string[] = [];
    do {
      const token = this.#peek();
      if (!token || token.kind === 'sign') throw this.#refuse('il manque un choix dans la liste : « in (oui, non) »');
      if (values.includes(token.text)) throw this.#refuse(`« ${token.text} » est deux fois dans la liste`);
      values.push(token.text);
      this.#next += 1;
    } while (this.#take(','));
    this.#need(')', 'séparez les choix par des virgules et fermez la liste par « ) »');
    return values;
  }

  #comparator(): Comparator {
    const token = this.#peek();
    if (token?.kind !== 'sign' || !COMPARATORS.includes(token.text)) {
      throw this.#refuse('il manque une comparaison : =, !=, <, <=, >, >=, « in (…) » ou « not in (…) »');
    }
    this.#next += 1;
    return token.text as Comparator;
  }

  #value(): string | number {
    const token = this.#peek();
    if (!token || token.kind === 'sign') throw this.#refuse('il manque une valeur après la comparaison');
    this.#next += 1;
    // Adding zero turns « -0 » into 0, which prints and compares alike.
    return token.kind === 'number' ? Number(token.text) + 0 : token.text;
  }

  #name(missing: string): Token {
    const token = this.#peek();
    if (!token || token.kind === 'sign') throw this.#refuse(missing);
    if (token.kind !== 'word' || !/^[a-z]/.test(token.text) || isKeyword(token)) {
      throw this.#refuse(`« ${token.text} » n'est pas un nom de question : le nom vient d'abord, la valeur ensuite`);
    }
    this.#next += 1;
    return token;
  }

  #nested(read: () => Condition): Condition {
    this.#depth += 1;
    if (this.#depth > LIMITS.conditionDepth)
      throw this.#refuse('trop de parenthèses ou de « not » les uns dans les autres');
    const inside = read();
    this.#depth -= 1;
    return inside;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #take(sign: string): boolean {
    const token = this.#peek();
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.#next += 1;
    return true;
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    if (token?.kind !== 'word' || token.text !== word) return false;
    this.#next += 1;
    return true;
  }

  #need(sign: string, missing: string): void {
    if (!this.#take(sign)) throw this.#refuse(missing);
  }

  /** At the next token, or `shift` tokens from it. */
  #refuse(message: string, shift = 0): Refused {
    return new Refused(message, this.#tokens[this.#next + shift]?.offset ?? this.#end);
  }
}

function isKeyword(token: Token): boolean {
  return ['and', 'or', 'not', 'in'].includes(token.text);
}
