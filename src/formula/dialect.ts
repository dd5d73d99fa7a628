/**
 * How JavaScript and C write what a graph is made of.
 */
import type { FunctionName } from '../series/functions.js';

/** A constant that can be an operand: with a sign or a quotient it takes parentheses. */
function enclosed(text: string): string {
  return /^[0-9.]+(?:e[+-]?[0-9]+)?$/u.test(text) ? text : `(${text})`;
}

/** What code computes: `raise` is a power whose exponent is not known, `broken` one whose exponent is no integer, `unit` one whose exponent is 0. */
export type Operation = FunctionName | 'raise' | 'broken' | 'unit';

/** How a language writes what a graph is made of. */
export interface Dialect {
  readonly call: (op: Operation, args: readonly string[]) => string;
  readonly constant: (value: number, exact: string) => string;
  readonly pi: string;
  readonly declare: (name: string, expression: string) => string;
  /** Words that are no names. */
  readonly reserved: ReadonlySet<string>;
  /** Characters that a name must not have. */
  readonly foreign: RegExp;
}

const infix: ReadonlyMap<Operation, string> = new Map([
  ['add', ' + '],
  ['sub', ' - '],
  ['mul', ' * '],
  ['div', ' / '],
]);

function operation(op: Operation, [a = '', b = '']: readonly string[], named: (op: Operation) => string): string {
  const sign = infix.get(op);
  if (sign !== undefined) return a + sign + b;
  if (op === 'neg') return `-${a}`;
  if (op === 'sqr') return `${a} * ${a}`;
  if (op === 'unit') return `1 + 0 * ${a}`;
  return named(op);
}

function unavailable(where: string, name: string, library: string): never {
  throw new TypeError(`${where}: expected functions that ${library} has, got ${name}; evaluate the formula, or compile it`);
}

/** Functions of the table that C99's <math.h> lacks. */
const notInC: ReadonlySet<string> = new Set(
  'sinpi cospi tanpi gaussian sigmoid lambertW lambertWm1 sinc digamma polygamma besselJ sphericalJ keplerE'.split(' '),
);

/** What <math.h> calls a function of the table or one that starts a recurrence. */
export function nameInC(name: string): string {
  if (name === 'lgammaCoefficient_0') return 'lgamma';
  if (name === 'gamma' || name === 'gamma_0') return 'tgamma';
  const [base = name] = name.split('_');
  return notInC.has(base) || base === 'lgammaCoefficient' ? unavailable('toC', base, '<math.h>') : name;
}

/** Functions that other ones make up; `m` stands before the names of these. */
function composed(name: string, a: string, m: string): string | undefined {
  switch (name) {
    case 'gaussian':
      return `${m}exp(-(${a} * ${a}))`;
    case 'sigmoid':
      return `${a} < 0 ? ${m}exp(${a}) / (1 + ${m}exp(${a})) : 1 / (1 + ${m}exp(-${a}))`;
    case 'sinc':
      return `${a} == 0 ? 1 : ${m}sin(${a}) / ${a}`;
    default:
      return undefined;
  }
}

/** A function of the table, or one that starts a recurrence, applied in C. */
export function appliedInC(name: string, args: readonly string[]): string {
  const [a = ''] = args;
  return name === 'exp10' ? `pow(10.0, ${a})` : (composed(name, a, '') ?? `${nameInC(name)}(${args.join(', ')})`);
}

/** a^b in C for any two numbers, without a value for a < 0, nor for 1^NaN and 1^∞, which are 1 in C. */
export function raiseInC(a: string, b: string): string {
  return `${a} > 0.0 && isfinite(${b}) ? pow(${a}, ${b}) : exp(log(${a}) * ${b})`;
}

/** a^r in C for a number r that is no integer. */
export function brokenInC(a: string, r: string): string {
  return `${a} > 0.0 ? pow(${a}, ${r}) : exp(log(${a}) * ${r})`;
}

/** The smaller or the larger of two numbers in C as `Math` has it: not fmin and fmax, which take a number before NaN and either zero. */
export function extremeInC(op: 'min' | 'max', a: string, b: string): string {
  const [sign, negative] = op === 'min' ? ['<', a] : ['>', b];
  return `${a} ${sign} ${b} || ${a} != ${a} || (${a} == ${b} && signbit(${negative})) ? ${a} : ${b}`;
}

export const javaScript: Dialect = {
  call: (op, args) =>
    operation(op, args, () => {
      const [a, b, c] = args;
      if (op === 'step') return `${a} >= 0 ? 1 : ${a} < 0 ? 0 : ${a}`;
      // of a truth, which is 1, 0 or NaN
      if (op === 'select') return `${a} > 0 ? ${b} : ${a} < 1 ? ${c} : ${a}`;
      if (op === 'pow') return `${a} ** ${b}`;
      // the host has a power of −∞
      if (op === 'raise' || op === 'broken') return `${a} > 0 ? ${a} ** ${b} : Math.exp(Math.log(${a}) * ${b})`;
      if (op === 'exp2' || op === 'exp10') return `${op.slice(3)} ** ${a}`;
      const made = composed(op, a!, 'Math.');
      if (made !== undefined) return made.replace('==', '===');
      if (!Object.hasOwn(Math, op)) unavailable('toJavaScript', op, 'Math');
      return `Math.${op}(${args.join(', ')})`;
    }),
  // A short decimal is the same double and says what is meant; a quotient of small integers is rounded once, as it should be.
  constant: (value, exact) => (/^-?[0-9.]{1,17}(?:\/[0-9]{1,15})?$/u.test(exact) ? enclosed(exact) : enclosed(String(value))),
  pi: 'Math.PI',
  declare: (name, expression) => `const ${name} = ${expression};`,
  reserved: new Set(
    (
      'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
      'function if implements import in instanceof interface let new null package private protected public return static super switch ' +
      'this throw true try typeof var void while with yield Math Infinity NaN undefined'
    ).split(' '),
  ),
  foreign: /[^\p{ID_Continue}$]/gu,
};

export const c: Dialect = {
  call: (op, args) =>
    operation(op, args, () => {
      const [a, b, otherwise] = args;
      switch (op) {
        case 'abs':
          return `fabs(${a})`;
        case 'sign':
          return `${a} > 0.0 ? 1.0 : ${a} < 0.0 ? -1.0 : ${a}`;
        case 'step':
          return `${a} >= 0.0 ? 1.0 : ${a} < 0.0 ? 0.0 : ${a}`;
        // ties go up; a sum with 1/2 would be rounded
        case 'round':
          return `${a} - floor(${a}) >= 0.5 ? floor(${a}) + 1.0 : floor(${a})`;
        case 'min':
        case 'max':
          return extremeInC(op, a!, b!);
        case 'select':
          return `${a} > 0.0 ? ${b} : ${a} < 1.0 ? ${otherwise} : ${a}`;
        case 'raise':
          return raiseInC(a!, b!);
        case 'broken':
          return brokenInC(a!, b!);
        default:
          return appliedInC(op, args);
      }
    }),
  constant: (value) => {
    if (!Number.isFinite(value)) return value > 0 ? 'HUGE_VAL' : '(-HUGE_VAL)';
    const digits = String(value);
    return enclosed(/[.e]/u.test(digits) ? digits : `${digits}.0`);
  },
  pi: '3.141592653589793',
  declare: (name, expression) => `const double ${name} = ${expression};`,
  reserved: new Set(
    (
      'auto break case char const continue default do double else enum extern float for goto if inline int long register restrict return ' +
      'short signed sizeof static struct switch typedef union unsigned void volatile while bool true false nullptr NULL NAN INFINITY ' +
      'fabs HUGE_VAL HUGE_VALF HUGE_VALL FP_NAN FP_INFINITE FP_ZERO FP_NORMAL FP_SUBNORMAL FP_ILOGB0 FP_ILOGBNAN MATH_ERRNO MATH_ERREXCEPT'
    ).split(' '),
  ),
  foreign: /[^A-Za-z0-9_]/gu,
};

/** Names of the language for names of formulas, distinct and allowed. */
export function mangled(names: readonly string[], { reserved, foreign }: Dialect, taken: Set<string>): string[] {
  return names.map((name) => {
    let allowed = name.replace(foreign, (sign) => `_${sign.codePointAt(0)!.toString(16)}`);
    if (/^[0-9]/u.test(allowed) || allowed.startsWith('__')) allowed = `v${allowed}`;
    while (reserved.has(allowed) || taken.has(allowed)) allowed += '_';
    taken.add(allowed);
    return allowed;
  });
}

export function requireAllowed(where: string, name: string, isAllowed: boolean): void {
  if (!isAllowed)
    throw new RangeError(`${where}: expected a name that the language allows for a function, got ${name}; define it by another`);
}

/** Throws unless C allows a function to be called so. */
export function requireNameInC(name: string): string {
  requireAllowed('toC', name, name.replace(c.foreign, '') === name && !c.reserved.has(name));
  return name;
}
