import type { HeadName } from '../../algebra/algebra.js';
import { power } from '../../algebra/float64.js';
import { type Rational, rationalNearest } from '../../rounding/rational.js';
import { appliedInC, brokenInC, extremeInC, nameInC, raiseInC, requireNameInC } from '../dialect.js';
import type { Binary, Factor, Index, Machine, Outside, Piece, Place, Target, Term, Value } from './machine.js';

/** How a language with the syntax of C writes what machines do. The memory is `m`. */
export interface Dialect {
  readonly constant: string;
  readonly variable: string;
  readonly integer: string;
  /** The order at hand as a number. */
  readonly order: string;
  readonly equals: string;
  readonly notEquals: string;
  number(value: number): string;
  piece(op: Piece, a: string): string;
  extreme(op: 'min' | 'max', a: string, b: string): string;
  apply(head: HeadName, a: string): string;
  call(f: Outside, args: readonly string[]): string;
  pow(exponent: Rational, a: string): string;
  /** What a function is called. */
  named(name: string): string;
  /** The head of a function of numbers, or of the order where it is a section. */
  head(name: string, parameters: readonly string[], isSection: boolean): string;
  /** Arguments of a section. */
  passed(order: string): string;
}

/** The functions of a kernel as text. */
export class ScriptTarget implements Target {
  readonly dialect: Dialect;
  readonly functions: string[] = [];

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }

  define(name: string, parameters: number, write: (machine: Machine, values: readonly Value[]) => void): number {
    const names = Array.from({ length: parameters }, (_, i) => (i === 0 ? 'h' : `h${i}`));
    const machine = new ScriptMachine(this, name);
    write(
      machine,
      names.map((parameter) => machine.named(parameter)),
    );
    this.functions.push(`${this.dialect.head(this.dialect.named(name), names, false)} {\n${machine.lines.join('')}}\n`);
    return 0;
  }
}

const indexText: Readonly<Record<Index, string>> = { k: 'k', j: 'j', 'k-j': 'k - j', 'k/2': '(k >> 1)' };

/** Writes one function as text, statement by statement: each value has a name of its own, or is a constant. */
class ScriptMachine implements Machine {
  lines: string[] = [];
  readonly #target: ScriptTarget;
  readonly #dialect: Dialect;
  readonly #name: string;
  readonly #values: string[] = [];
  #depth = 1;
  #sections = 0;
  #isInOrders = false;

  constructor(target: ScriptTarget, name: string) {
    this.#target = target;
    this.#dialect = target.dialect;
    this.#name = name;
  }

  named(text: string): Value {
    return this.#values.push(text) - 1;
  }

  constant(value: number): Value {
    return this.named(this.#dialect.number(value));
  }

  load(place: Place): Value {
    return this.#declare(this.#at(place));
  }

  store(place: Place, value: Value): void {
    this.#line(`${this.#at(place)} = ${this.#text(value)};`);
  }

  neg(a: Value): Value {
    return this.#declare(`-${this.#text(a)}`);
  }

  binary(op: Binary, a: Value, b: Value): Value {
    const [left, right] = [this.#text(a), this.#text(b)];
    if (op === 'min' || op === 'max') return this.#declare(this.#dialect.extreme(op, left, right));
    const sign = { add: '+', sub: '-', mul: '*', div: '/' }[op];
    return this.#declare(`${left} ${sign} ${right}`);
  }

  piece(op: Piece, a: Value): Value {
    return this.#declare(this.#dialect.piece(op, this.#text(a)));
  }

  less(a: Value, b: Value): Value {
    return this.#declare(`${this.#text(a)} < ${this.#text(b)} ? ${this.#dialect.number(1)} : ${this.#dialect.number(0)}`);
  }

  select(test: Value, yes: Value, no: Value): Value {
    const t = this.#text(test);
    const { number, notEquals } = this.#dialect;
    return this.#declare(
      `${t} ${notEquals} ${t} ? ${t} : ${t} ${notEquals} ${number(0)} ? ${this.#text(yes)} : ${this.#text(no)}`,
    );
  }

  sum(terms: readonly Term[], _isFleeting?: boolean, start?: Value): Value {
    if (terms.length === 0) return start ?? this.constant(-0);
    const products = terms.map(({ w, x, y }) => {
      const weight = w === 1 ? '' : `${this.#dialect.number(w)} * `;
      return `${weight}${this.#text(x)} * ${this.#text(y)}`;
    });
    return this.#declare([...(start === undefined ? [] : [this.#text(start)]), ...products].join(' + '));
  }

  rest(): void {}

  apply(head: HeadName, a: Value): Value {
    return this.#declare(this.#dialect.apply(head, this.#text(a)));
  }

  call(f: Outside, ...args: Value[]): Value {
    return this.#declare(
      this.#dialect.call(
        f,
        args.map((a) => this.#text(a)),
      ),
    );
  }

  pow(exponent: Rational, a: Value): Value {
    return this.#declare(this.#dialect.pow(exponent, this.#text(a)));
  }

  variable(start: Value): Value {
    return this.#declare(this.#text(start), this.#dialect.variable);
  }

  assign(variable: Value, value: Value): void {
    this.#line(`${this.#text(variable)} = ${this.#text(value)};`);
  }

  factor(place: Place): Value {
    return this.load(place);
  }

  addProduct(sum: Value, x: Factor, y: Factor, w?: Value): void {
    const weight = w === undefined ? '' : `${this.#text(w)} * `;
    const text = (factor: Factor): string => (typeof factor === 'number' ? this.#text(factor) : this.#at(factor));
    this.#line(`${this.#text(sum)} += ${weight}${text(x)} * ${text(y)};`);
  }

  orders(last: number, write: (k: Value) => void): void {
    this.#isInOrders = true;
    this.#block(`for (${this.#dialect.integer} k = 1; k <= ${last}; k++)`, () => write(this.named(this.#dialect.order)));
    this.#isInOrders = false;
  }

  terms(first: number, to: number | 'half', write: (ahead: 0 | 1) => void, inTurns: boolean): void {
    const isMore = (ahead: 0 | 1): string =>
      to === 'half' ? (ahead === 0 ? '2 * j < k' : '2 * j < k - 2') : `j <= k - ${to + ahead}`;
    const start = `${this.#dialect.integer} j = ${first};`;
    if (!inTurns) {
      this.#block(`for (${start} ${isMore(0)}; j++)`, () => write(0));
      return;
    }
    this.#block('', () => {
      this.#line(start);
      this.#block(`for (; ${isMore(1)}; j += 2)`, () => {
        write(0);
        write(1);
      });
      this.#block(`if (${isMore(0)})`, () => write(0));
    });
  }

  descending(from: number, by: number, write: () => void): void {
    this.#block(`for (${this.#dialect.integer} j = ${from}; j >= 0; j -= ${by})`, write);
  }

  whenAtLeast(least: number, write: () => void): void {
    if (least <= 1) write();
    else this.#block(`if (k >= ${least})`, write);
  }

  whenBelow(bound: number, write: () => void): void {
    this.#block(`if (k < ${bound})`, write);
  }

  whenEven(least: number, write: () => void): void {
    this.#block(`if ((k & 1) ${this.#dialect.equals} 0)`, () => this.whenAtLeast(least, write));
  }

  readonly hasPairs = false;

  loadPair(): never {
    throw new TypeError('loadPair: expected a machine with pairs, got one without');
  }

  splat(): never {
    throw new TypeError('splat: expected a machine with pairs, got one without');
  }

  pack(): never {
    throw new TypeError('pack: expected a machine with pairs, got one without');
  }

  lane(): never {
    throw new TypeError('lane: expected a machine with pairs, got one without');
  }

  section(write: (k: Value) => void): void {
    const { lines } = this;
    const depth = this.#depth;
    const name = this.#dialect.named(`${this.#name}_${++this.#sections}`);
    this.lines = [];
    this.#depth = 1;
    write(this.named(this.#dialect.order));
    this.#target.functions.push(`${this.#dialect.head(name, [], true)} {\n${this.lines.join('')}}\n`);
    this.lines = lines;
    this.#depth = depth;
    this.#line(`${name}(${this.#dialect.passed(this.#isInOrders ? 'k' : '0')});`);
  }

  #text(value: Value): string {
    return this.#values[value]!;
  }

  #at({ position, index }: Place): string {
    if (index === undefined) return `m[${position}]`;
    return position === 0 ? `m[${indexText[index]}]` : `m[${position} + ${indexText[index]}]`;
  }

  #declare(text: string, kind: string = this.#dialect.constant): Value {
    const name = `v${this.#values.length}`;
    this.#line(`${kind} ${name} = ${text};`);
    return this.named(name);
  }

  #block(head: string, write: () => void): void {
    this.#line(`${head} {`.trim());
    this.#depth++;
    write();
    this.#depth--;
    this.#line('}');
  }

  #line(text: string): void {
    this.lines.push(`${'  '.repeat(this.#depth)}${text}\n`);
  }
}

/** A literal of a number that may stand anywhere among operators. */
function literal(value: number, infinity: string): string {
  if (Number.isNaN(value)) return `(${infinity} - ${infinity})`;
  if (!Number.isFinite(value)) return value > 0 ? infinity : `(-${infinity})`;
  const digits = Object.is(value, -0) ? '-0' : String(value);
  const text = /[.e]/u.test(digits) ? digits : `${digits}.0`;
  return text.startsWith('-') ? `(${text})` : text;
}

/** The name under which generated JavaScript knows the power with a fixed exponent. */
const powerName = ({ num, den }: Rational): string => `pow_${num}_${den}`.replace('-', 'minus');

/** JavaScript: the memory and the functions that it calls are in scope; `called` gets their names and values. */
export function javaScript(
  called: Map<string, (...args: number[]) => number>,
  heads: Readonly<Record<HeadName, (x: number) => number>>,
): Dialect {
  return {
    constant: 'const',
    variable: 'let',
    integer: 'let',
    order: 'k',
    equals: '===',
    notEquals: '!==',
    number: (value) => literal(value, 'Infinity'),
    piece: (op, a) => `Math.${op}(${a})`,
    extreme: (op, a, b) => `Math.${op}(${a}, ${b})`,
    apply: (head, a) => {
      called.set(head, heads[head]);
      return `${head}(${a})`;
    },
    call: ({ name, value }, args) => {
      called.set(name, value);
      return `${name}(${args.join(', ')})`;
    },
    pow: (exponent, a) => {
      called.set(powerName(exponent), (x = 0) => power(x, exponent));
      return `${powerName(exponent)}(${a})`;
    },
    named: (name) => name,
    head: (name, parameters, isSection) => `function ${name}(${isSection ? 'k' : parameters.join(', ')})`,
    passed: (order) => order,
  };
}

/** C99 with `<math.h>`; functions are named `prefix_…`. `given` gets the names of functions that the code takes from elsewhere, by what kernels call them. */
export function c(prefix: string, given: Map<string, string>): Dialect {
  return {
    constant: 'const double',
    variable: 'double',
    integer: 'int',
    order: '(double)k',
    equals: '==',
    notEquals: '!=',
    number: (value) => literal(value, 'HUGE_VAL'),
    piece: (op, a) => `${op === 'abs' ? 'fabs' : op}(${a})`,
    extreme: extremeInC,
    apply: (head, a) => appliedInC(head, [a]),
    call: ({ name, own }, args) => {
      if (name === 'raise') return raiseInC(args[0]!, args[1]!);
      if (own !== undefined) given.set(name, requireNameInC(own));
      return `${own ?? nameInC(name)}(${args.join(', ')})`;
    },
    pow: (exponent, a) => brokenInC(a, literal(rationalNearest(exponent), 'HUGE_VAL')),
    named: (name) => `${prefix}_${name}`,
    head: (name, parameters, isSection) =>
      isSection
        ? `static void ${name}(double *restrict m, int k)`
        : `void ${name}(${['double *restrict m', ...parameters.map((parameter) => `double ${parameter}`)].join(', ')})`,
    passed: (order) => `m, ${order}`,
  };
}
