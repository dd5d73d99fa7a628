/**
 * Simplification of functions of one argument: exact values, inverse functions, even and odd functions.
 */
import { exactRoot } from '../number/root.js';
import { type Rational, rational } from '../rounding/rational.js';
import type { FunctionName } from '../series/functions.js';
import type { Dag } from './dag.js';
import type { Domain } from './domain.js';
import { isInteger } from './fold.js';
import { isNegated, negated, splitCoefficient } from './product.js';

/** f(g(x)) = x where g(x) exists; functions g that exist everywhere come first. */
const inverses: ReadonlySet<string> = new Set([
  'log exp',
  'log2 exp2',
  'log10 exp10',
  'log1p expm1',
  'tan atan',
  'sinh asinh',
  'asinh sinh',
  'atanh tanh',
  'exp log',
  'exp2 log2',
  'exp10 log10',
  'expm1 log1p',
]);

/** Functions that exist wherever their argument does, so that dropping one changes no domain. */
const everywhere: ReadonlySet<string> = new Set(['exp', 'exp2', 'exp10', 'expm1', 'atan', 'sinh', 'asinh', 'tanh']);

const odd: ReadonlySet<string> = new Set('sin tan asin atan sinh tanh asinh atanh cbrt sign trunc sinpi tanpi erf'.split(' '));
const even: ReadonlySet<string> = new Set(['cos', 'cosh', 'abs', 'cospi', 'gaussian', 'sinc']);

/** Functions whose values are integers, and those that leave integers as they are. */
const integral: ReadonlySet<string> = new Set(['sign', 'floor', 'ceil', 'round', 'trunc', 'step']);
const rounding: ReadonlySet<string> = new Set(['floor', 'ceil', 'round', 'trunc']);

/** f(0) where it is rational. */
const atZero: ReadonlyMap<string, bigint> = new Map([
  ...[
    'sqrt',
    'cbrt',
    'expm1',
    'log1p',
    'sin',
    'tan',
    'asin',
    'atan',
    'sinh',
    'tanh',
    'asinh',
    'atanh',
    'sinpi',
    'tanpi',
    'erf',
    'lambertW',
  ].map((name): [string, bigint] => [name, 0n]),
  ...['exp', 'exp2', 'exp10', 'cos', 'cosh', 'cospi', 'gaussian', 'erfc', 'sinc'].map((name): [string, bigint] => [name, 1n]),
]);

/** Nodes that are no sum and no product, with simplified arguments. */
export function rewrite(dag: Dag, domain: Domain, id: number, image: (id: number) => number): number {
  const { op, args } = dag.nodes[id]!;
  if (op === 'constant' || op === 'pi' || op === 'variable') return id;
  if (op === 'given') return dag.alike(dag.nodes[id]!, args.map(image));
  const [a = 0, b, c] = args.map(image);
  if (op === 'pow') return power(dag, domain, a, args[1]!, b!);
  if (b !== undefined && c !== undefined) return select(dag, domain, a, b, c);
  if (b !== undefined) return dag.apply(op, a, b);
  const value = dag.valueOf(a);
  return (
    (value && exactValue(dag, op, value)) ??
    atQuarterTurns(dag, op, a) ??
    ofInverse(dag, domain, op, a) ??
    ofNegative(dag, op, a) ??
    ofIntegral(dag, domain, op, a) ??
    dag.apply(op, a)
  );
}

/** A power whose exponent is no integer other than 0, or was not known to be one: then it exists for positive bases only. */
function power(dag: Dag, domain: Domain, base: number, exponent: number, simplified: number): number {
  const facts = domain.of(base);
  if (isInteger(dag.valueOf(simplified), 0n) && facts.total && facts.nonzero && facts.nonnegative)
    return dag.constant(rational(1n));
  if (isInteger(dag.valueOf(exponent), 0n) && facts.total) return dag.constant(rational(1n));
  const becameConstant = dag.valueOf(simplified) !== undefined && dag.valueOf(exponent) === undefined;
  return dag.apply('pow', base, becameConstant && !(facts.nonnegative && facts.nonzero) ? exponent : simplified);
}

function exactValue(dag: Dag, op: FunctionName, value: Rational): number | undefined {
  const result = value.num === 0n ? atZero.get(op) : undefined;
  if (result !== undefined) return dag.constant(rational(result));
  if (op === 'log' || op === 'log2' || op === 'log10' || op === 'acosh' || op === 'acos') {
    if (isInteger(value, 1n)) return dag.constant(rational(0n));
  }
  if (op === 'exp2' || op === 'exp10') {
    const power = dag.apply('pow', dag.constant(rational(op === 'exp2' ? 2n : 10n)), dag.constant(value));
    return dag.valueOf(power) ? power : undefined;
  }
  const degree = op === 'sqrt' ? 2n : op === 'cbrt' ? 3n : undefined;
  const root = degree && exactRoot(value, degree);
  return root && dag.constant(root);
}

/** |x| of what is never negative, and roundings of integers. */
function ofIntegral(dag: Dag, domain: Domain, op: FunctionName, a: number): number | undefined {
  if (op === 'abs') return domain.of(a).nonnegative ? a : undefined;
  return rounding.has(op) && integral.has(dag.nodes[a]!.op) ? a : undefined;
}

/** A conditional, without its condition where both branches are the same and the condition is always one or the other. */
function select(dag: Dag, domain: Domain, test: number, yes: number, no: number): number {
  return yes === no && domain.of(test).total ? yes : dag.apply('select', test, yes, no);
}

function ofInverse(dag: Dag, domain: Domain, op: FunctionName, a: number): number | undefined {
  const inner = dag.nodes[a]!;
  const [x] = inner.args;
  if (x === undefined || !inverses.has(`${op} ${inner.op}`)) return undefined;
  // What the inner function excludes, the result must exclude too: exp(log(x)) is x only where x > 0.
  return everywhere.has(inner.op) || domain.of(a).total ? x : undefined;
}

/** sin, cos and tan of multiples of π/2. */
function atQuarterTurns(dag: Dag, op: FunctionName, a: number): number | undefined {
  const { coefficient, body } = splitCoefficient(dag, a);
  const quarters = coefficient.num * (2n / coefficient.den);
  if (body === undefined || dag.nodes[body]!.op !== 'pi' || coefficient.den > 2n) return undefined;
  const turn = Number(((quarters % 4n) + 4n) % 4n);
  if (op === 'sin') return dag.constant(rational([0n, 1n, 0n, -1n][turn]!));
  if (op === 'cos') return dag.constant(rational([1n, 0n, -1n, 0n][turn]!));
  return op === 'tan' && turn % 2 === 0 ? dag.constant(rational(0n)) : undefined;
}

function ofNegative(dag: Dag, op: FunctionName, a: number): number | undefined {
  if (!(odd.has(op) || even.has(op)) || !isNegated(dag, a)) return undefined;
  const positive = dag.apply(op, negated(dag, a));
  return odd.has(op) ? dag.apply('neg', positive) : positive;
}
