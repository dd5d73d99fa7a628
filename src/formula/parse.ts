/**
 * From the text of a formula to its graph.
 *
 *     whole   = or { "?" whole ":" whole }
 *     or      = and { ("or" | "||") and }
 *     and     = not { ("and" | "&&") not }
 *     not     = { "not" | "!" } compare
 *     compare = sum { ("<" | "<=" | ">" | ">=" | "==" | "!=") sum }
 *     sum     = product { ("+" | "-") product }
 *     product = unary { ("*" | "/") unary | number-factor power }
 *     unary   = { "+" | "-" } power
 *     power   = atom [ raised digits ] [ "^" unary ]
 *     atom    = number | name | name "(" whole { "," whole } ")" | "(" whole ")"
 *
 * So `-x^2` is −(x²), `2^3^2` is 2^9 and `2^-x` needs no parentheses. A product may leave out its sign only between a number
 * and a following name or parenthesis, `2x` or `3(x + 1)`, and not in a denominator: `1/2x` means different things to
 * different readers and is refused. Comparisons may be chained, `0 < x <= 1`, and are 1 or 0 as numbers.
 */
import { negRational } from '../rounding/rational.js';
import { Dag } from './dag.js';
import { FormulaError } from './error.js';
import type { Expression } from './expression.js';
import { Glossary, type OwnNames } from './glossary.js';
import { type Token, tokenize } from './lexer.js';
import { exactDecimal, literalLimits, maxDigits, shorten } from './literal.js';
import { both, conditional, not, oneOf, type Relation, relation, truthOf } from './logic.js';
import { checkVariableNames, namedConstants, noVariables } from './names.js';
import type { Scope } from './reader/scope.js';

const relations: readonly Relation[] = ['<', '<=', '>', '>=', '==', '!='];

/** Deepest nesting of parentheses, function calls and exponents, well within any stack. */
const maxDepth = 1000;

/** How {@link parse} reads names. */
export interface ParseOptions {
  /** All variables, in the order of their values; without it, the names of the formula in order of first appearance. */
  readonly variables?: readonly string[];
  /** Functions made by `defineFunction`, by name. */
  readonly scope?: Scope | undefined;
  /** Graph to build in; without it, a new one. */
  readonly dag?: Dag;
}

/**
 * Reads a formula. Numbers are exact as written: `0.1` is 1/10.
 *
 * @throws FormulaError where the text is no formula; its message shows the place and its `position` is the index in `text`.
 * @example
 * parse('y - 0.1*x').variables; // [ 'y', 'x' ]
 */
export function parse(text: string, options: ParseOptions = {}): Expression {
  const { variables, scope, dag = new Dag() } = options;
  if (variables) {
    checkVariableNames('formula', variables);
    const index = new Map(variables.map((name, i) => [name, i]));
    // Operands stand in the order in which their nodes are made: that of the variables, as in a formula that was printed.
    for (const i of variables.keys()) dag.variable(i);
    const lookup = (name: string): number | undefined => {
      const i = index.get(name);
      return i === undefined ? undefined : dag.variable(i);
    };
    return { dag, root: parseWith(text, dag, { lookup, known: variables, scope }), variables: [...variables] };
  }
  const found = new Map<string, number>();
  const lookup = (name: string): number | undefined => {
    if (!found.has(name)) {
      // x' is a state of a system that has x'', not a name that comes by itself
      if (namedConstants.has(name) || noVariables.has(name) || name.endsWith("'")) return undefined;
      found.set(name, found.size);
    }
    return dag.variable(found.get(name)!);
  };
  return { dag, root: parseWith(text, dag, { lookup, scope }), variables: [...found.keys()] };
}

/** Reads a formula into `dag`. */
export function parseWith(text: string, dag: Dag, names: OwnNames): number {
  if (typeof text !== 'string') throw new TypeError(`formula: expected a string, got ${typeof text}`);
  try {
    return new Parser(text, dag, names).whole();
  } catch (error) {
    // The stack that the engine leaves may be less than the parser's own limit needs.
    if (!(error instanceof RangeError) || !/stack|recursion/iu.test(error.message)) throw error;
    throw new FormulaError('formula: expected a formula that nests less deeply, got one that fills the stack', text, 0);
  }
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #dag: Dag;
  readonly #glossary: Glossary;
  #next = 0;
  #depth = 0;

  constructor(text: string, dag: Dag, names: OwnNames) {
    this.#text = text;
    this.#tokens = tokenize(text);
    this.#dag = dag;
    this.#glossary = new Glossary(text, dag, names);
  }

  whole(): number {
    const root = this.#expression();
    if (this.#token.kind === 'end') return root;
    if (this.#token.text === ')') throw this.#error("an operator or the end of the text, got ')'; there is no '(' for it");
    throw this.#missingOperator();
  }

  get #token(): Token {
    return this.#tokens[this.#next] ?? this.#tokens.at(-1)!;
  }

  #accept(mark: string): boolean {
    const accepted = this.#token.kind === 'mark' && this.#token.text === mark;
    if (accepted) this.#next++;
    return accepted;
  }

  /** Whether the next word is one of these, and goes on behind it. */
  #acceptWord(mark: string, word: string): boolean {
    if (this.#accept(mark)) return true;
    const accepted = this.#token.kind === 'name' && this.#token.text === word;
    if (accepted) this.#next++;
    return accepted;
  }

  /**
   * A conditional, a condition or a number. Operators are read by their binding, in one function, so that a level of parentheses takes few frames.
   *
   * @param least - how tightly an operator must bind to be read here: ? and : by 0, or by 1, and by 2
   */
  #expression(least = 0): number {
    const dag = this.#dag;
    let left = this.#condition();
    for (;;) {
      if (least <= 2 && this.#acceptWord('&&', 'and')) left = both(dag, truthOf(dag, left), truthOf(dag, this.#expression(3)));
      else if (least <= 1 && this.#acceptWord('||', 'or'))
        left = oneOf(dag, truthOf(dag, left), truthOf(dag, this.#expression(2)));
      else if (least <= 0 && this.#accept('?')) left = this.#branches(left);
      else return left;
    }
  }

  /** What follows p ? : two values, the second of which may be another conditional, as in p ? a : q ? b : c. */
  #branches(condition: number): number {
    this.#enter();
    const yes = this.#expression();
    if (!this.#accept(':')) throw this.#error(`':' and a value for the other case, got ${this.#got()}`);
    const no = this.#expression();
    this.#depth--;
    return conditional(this.#dag, condition, yes, no);
  }

  /** Comparisons, a < b <= c meaning a < b and b <= c, behind any number of negations. */
  #condition(): number {
    const dag = this.#dag;
    let negations = 0;
    // not(…) is a function.
    while (this.#tokens[this.#next + 1]?.text === '(' ? this.#accept('!') : this.#acceptWord('!', 'not')) negations++;
    let left = this.#sum();
    let truth: number | undefined;
    for (let name = this.#relation(); name; name = this.#relation()) {
      const right = this.#sum();
      const holds = relation(dag, name, left, right);
      truth = truth === undefined ? holds : both(dag, truth, holds);
      left = right;
    }
    truth ??= left;
    if (negations === 0) return truth;
    truth = truthOf(dag, truth);
    return negations % 2 === 0 ? truth : not(dag, truth);
  }

  #relation(): Relation | undefined {
    return relations.find((name) => this.#accept(name));
  }

  #sum(): number {
    let left = this.#product();
    for (;;) {
      if (this.#accept('+')) left = this.#dag.apply('add', left, this.#product());
      else if (this.#accept('-')) left = this.#dag.apply('sub', left, this.#product());
      else return left;
    }
  }

  #product(): number {
    let first = this.#next;
    let left = this.#unary();
    let divided = false;
    for (;;) {
      if (this.#isBareNumber(first) && this.#startsFactor()) {
        if (divided) throw this.#ambiguousDenominator();
        first = this.#next;
        left = this.#dag.apply('mul', left, this.#power());
        continue;
      }
      const times = this.#accept('*');
      if (!times && !this.#accept('/')) return left;
      divided = !times;
      first = this.#next;
      left = this.#dag.apply(times ? 'mul' : 'div', left, this.#unary());
    }
  }

  /** Whether the factor that began at token `first` and ends here is one number, with or without a sign. */
  #isBareNumber(first: number): boolean {
    let i = first;
    while (this.#tokens[i]?.text === '-' || this.#tokens[i]?.text === '+') i++;
    return i === this.#next - 1 && this.#tokens[i]?.kind === 'number';
  }

  #startsFactor(): boolean {
    const { kind, text } = this.#token;
    return (kind === 'name' && text !== 'and' && text !== 'or') || (kind === 'mark' && text === '(');
  }

  #unary(): number {
    let negative = false;
    for (;;) {
      if (this.#accept('-')) negative = !negative;
      else if (!this.#accept('+')) break;
    }
    const operand = this.#power();
    return negative ? this.#dag.apply('neg', operand) : operand;
  }

  #power(): number {
    let base = this.#atom();
    if (this.#token.kind === 'raised') base = this.#dag.apply('pow', base, this.#raised());
    if (!this.#accept('^')) return base;
    this.#enter();
    const exponent = this.#unary();
    this.#depth--;
    return this.#dag.apply('pow', base, exponent);
  }

  #atom(): number {
    const token = this.#token;
    this.#next++;
    if (token.kind === 'number') return this.#number(token);
    if (token.kind === 'name') {
      return this.#token.kind === 'mark' && this.#token.text === '(' ? this.#call(token) : this.#glossary.valueOf(token);
    }
    if (token.text === '(') {
      this.#enter();
      const inner = this.#expression();
      this.#depth--;
      this.#close(token);
      return inner;
    }
    this.#next--;
    throw this.#error(
      `a number, a name or '(', got ${this.#got()}${token.kind === 'end' && this.#next > 0 ? '; complete the formula' : ''}`,
    );
  }

  #got(): string {
    return this.#token.kind === 'end' ? 'the end of the text' : `'${this.#token.text}'`;
  }

  #number(token: Token): number {
    const value = exactDecimal(token.text);
    if (!value) throw this.#error(`${literalLimits}, got ${shorten(token.text)}; every double is within that`, token);
    return this.#dag.constant(value);
  }

  /** The exponent in x², x¹² or x⁻¹. */
  #raised(): number {
    const { text } = this.#token;
    const magnitude = exactDecimal(text.replace('-', ''));
    if (!magnitude) throw this.#error(`an exponent of at most ${maxDigits} digits, got ${shorten(text)}`);
    this.#next++;
    return this.#dag.constant(text.startsWith('-') ? negRational(magnitude) : magnitude);
  }

  #call(token: Token): number {
    const called = this.#glossary.functionOf(token);
    const open = this.#token;
    this.#next++;
    const args: number[] = [];
    if (!(this.#token.kind === 'mark' && this.#token.text === ')')) {
      this.#enter();
      do args.push(this.#expression());
      while (this.#accept(','));
      this.#depth--;
    }
    this.#close(open);
    return this.#glossary.apply(token, called, args);
  }

  #close(open: Token): void {
    if (this.#accept(')')) return;
    if (this.#token.kind === 'end') {
      throw this.#error(`')', got the end of the text; close the '(' at character ${open.position + 1}`);
    }
    throw this.#missingOperator();
  }

  /** Counts a level of nesting. No function around it: the engine's stack is what the limit protects. */
  #enter(): void {
    this.#depth++;
    if (this.#depth > maxDepth) {
      throw this.#error(`at most ${maxDepth} levels of parentheses and exponents; name the inner parts in formulas of their own`);
    }
  }

  #missingOperator(): FormulaError {
    const token = this.#token;
    const remedy = this.#startsFactor()
      ? '; write * for a product'
      : token.text === '!'
        ? '; the factorial is not part of formulas, write the number'
        : token.text === ',' && this.#tokens[this.#next - 1]?.kind === 'number'
          ? '; a decimal point is written as in 1.5'
          : '';
    return this.#error(`an operator, got '${token.text}'${remedy}`);
  }

  #ambiguousDenominator(): FormulaError {
    const number = this.#tokens[this.#next - 1]?.text ?? '';
    const next = this.#token.text === '(' ? '(…)' : this.#token.text;
    return this.#error(
      `'*' after the denominator ${number}; write /(${number}*${next}) or /${number}*${next}, whichever is meant`,
    );
  }

  #error(expectation: string, token: Token = this.#token): FormulaError {
    return new FormulaError(`formula: expected ${expectation}`, this.#text, token.position);
  }
}
