/**
 * Symbolic derivatives, node by node along the graph.
 *
 * Every node is differentiated once, so a derivative has at most a few times as many nodes as the formula, shared with it.
 * The derivative is meant where the formula is differentiable: as usual, the derivative of log(x) reads 1/x, which by itself
 * would also exist for negative x. Likewise sign(x) for |x|, and the derivative of the branch for a conditional: a jump has none.
 */
import { numberSteps, type StepName } from '../algebra/order.js';
import { rational, subRational } from '../rounding/rational.js';
import { type FunctionName, type IndexedName, isIndexed, type UnaryName } from '../series/functions.js';
import type { Dag } from './dag.js';
import { isInteger } from './fold.js';

/** What a rule may use: f and a are the function's value and argument, the others make nodes. */
interface Parts {
  readonly dag: Dag;
  readonly f: number;
  readonly a: number;
  number(n: bigint): number;
  apply(op: FunctionName, ...args: number[]): number;
}

/** df/da of the functions of one argument. */
const slopes: Readonly<Record<Exclude<UnaryName, 'neg' | StepName>, (parts: Parts) => number>> = {
  // 2a
  sqr: ({ a, number, apply }) => apply('mul', number(2n), a),
  // 1/(2√a)
  sqrt: ({ f, number, apply }) => apply('div', number(1n), apply('mul', number(2n), f)),
  // 1/(3∛a²)
  cbrt: ({ f, number, apply }) => apply('div', number(1n), apply('mul', number(3n), apply('sqr', f))),
  exp: ({ f }) => f,
  // log(2)·2^a
  exp2: ({ f, number, apply }) => apply('mul', apply('log', number(2n)), f),
  exp10: ({ f, number, apply }) => apply('mul', apply('log', number(10n)), f),
  expm1: ({ a, apply }) => apply('exp', a),
  log: ({ a, number, apply }) => apply('div', number(1n), a),
  // 1/(a·log 2)
  log2: ({ a, number, apply }) => apply('div', number(1n), apply('mul', a, apply('log', number(2n)))),
  log10: ({ a, number, apply }) => apply('div', number(1n), apply('mul', a, apply('log', number(10n)))),
  log1p: ({ a, number, apply }) => apply('div', number(1n), apply('add', number(1n), a)),
  sin: ({ a, apply }) => apply('cos', a),
  cos: ({ a, apply }) => apply('neg', apply('sin', a)),
  // 1 + tan²
  tan: ({ f, number, apply }) => apply('add', number(1n), apply('sqr', f)),
  // 1/√(1 − a²)
  asin: ({ a, number, apply }) => apply('div', number(1n), apply('sqrt', apply('sub', number(1n), apply('sqr', a)))),
  acos: ({ a, number, apply }) => apply('div', number(-1n), apply('sqrt', apply('sub', number(1n), apply('sqr', a)))),
  atan: ({ a, number, apply }) => apply('div', number(1n), apply('add', number(1n), apply('sqr', a))),
  sinh: ({ a, apply }) => apply('cosh', a),
  cosh: ({ a, apply }) => apply('sinh', a),
  // 1 − tanh²
  tanh: ({ f, number, apply }) => apply('sub', number(1n), apply('sqr', f)),
  asinh: ({ a, number, apply }) => apply('div', number(1n), apply('sqrt', apply('add', number(1n), apply('sqr', a)))),
  // 1/(√(a − 1)·√(a + 1)), which on complex numbers is not 1/√(a² − 1)
  acosh: ({ a, number, apply }) =>
    apply(
      'div',
      number(1n),
      apply('mul', apply('sqrt', apply('sub', a, number(1n))), apply('sqrt', apply('add', a, number(1n)))),
    ),
  // 1/(1 − a²)
  atanh: ({ a, number, apply }) => apply('div', number(1n), apply('sub', number(1n), apply('sqr', a))),
  abs: ({ a, apply }) => apply('sign', a),
  sinpi: ({ dag, a, apply }) => apply('mul', dag.pi(), apply('cospi', a)),
  cospi: ({ dag, a, apply }) => apply('neg', apply('mul', dag.pi(), apply('sinpi', a))),
  tanpi: ({ dag, f, number, apply }) => apply('mul', dag.pi(), apply('add', number(1n), apply('sqr', f))),
  gaussian: ({ a, f, number, apply }) => apply('mul', apply('mul', number(-2n), a), f),
  // 2/√π·e^{−a²}
  erf: (parts) => bell(parts),
  erfc: (parts) => parts.apply('neg', bell(parts)),
  // f(1 − f)
  sigmoid: ({ f, number, apply }) => apply('mul', f, apply('sub', number(1n), f)),
  lambertW: (parts) => branchSlope(parts),
  lambertWm1: (parts) => branchSlope(parts),
  sinc: ({ a, number, apply }) => apply('neg', apply('sphericalJ', number(1n), a)),
  gamma: ({ a, f, apply }) => apply('mul', f, apply('digamma', a)),
  lgamma: ({ a, apply }) => apply('digamma', a),
  digamma: ({ a, number, apply }) => apply('polygamma', number(1n), a),
};

/** 1/(a + e^f) of a branch f of Lambert's W, which unlike f/(a(1 + f)) has a value at 0. */
function branchSlope({ a, f, number, apply }: Parts): number {
  return apply('div', number(1n), apply('add', a, apply('exp', f)));
}

function bell({ dag, a, number, apply }: Parts): number {
  return apply('mul', apply('div', number(2n), apply('sqrt', dag.pi())), apply('gaussian', a));
}

/** df(n, b)/db for the functions with a whole number before their argument. */
function indexedSlope(name: IndexedName, { dag, a, number, apply }: Parts, b: number): number {
  const at = (op: IndexedName, n: bigint): number => apply(op, number(n), b);
  const n = dag.valueOf(a)?.num ?? 0n;
  if (name === 'polygamma') return at(name, n + 1n);
  if (n === 0n) return apply('neg', at(name, 1n));
  if (name === 'besselJ') return apply('div', apply('sub', at(name, n - 1n), at(name, n + 1n)), number(2n));
  // (2n + 1) j_n′ = n j_{n−1} − (n + 1) j_{n+1}
  const above = apply('sub', apply('mul', number(n), at(name, n - 1n)), apply('mul', number(n + 1n), at(name, n + 1n)));
  return apply('div', above, number(2n * n + 1n));
}

/**
 * Nodes of the derivatives of `roots` with respect to variable `index`, in the same graph.
 *
 * @example
 * const { dag, root, variables } = parse('sin(x)^2');
 * const [slope] = differentiate(dag, [root], 0);
 * toText(dag, slope, variables); // 'cos(x)*(2*sin(x))'
 */
export function differentiate(dag: Dag, roots: readonly number[], index: number): number[] {
  return differentiateAlong(dag, roots, new Map([[index, dag.constant(rational(1n))]]));
}

/**
 * Nodes of the derivatives of `roots` along a direction, in the same graph: Σ_i ∂/∂x_i·v_i.
 *
 * @param direction - the node v_i for each variable i that moves
 */
export function differentiateAlong(dag: Dag, roots: readonly number[], direction: ReadonlyMap<number, number>): number[] {
  const apply = (op: FunctionName, ...args: number[]): number => dag.apply(op, ...args);
  const number = (n: bigint): number => dag.constant(rational(n));
  /** Derivatives of the nodes that depend on variables that move. */
  const derivatives = new Map<number, number>();
  for (const f of dag.reach(roots)) {
    const { op, args } = dag.nodes[f]!;
    if (op === 'constant' || op === 'pi') continue;
    if (op === 'variable') {
      const v = direction.get(dag.nodes[f]!.index!);
      if (v !== undefined) derivatives.set(f, v);
      continue;
    }
    const [a = 0, b = 0, c = 0] = args;
    const da = derivatives.get(a);
    const db = args.length > 1 ? derivatives.get(b) : undefined;
    const parts = { dag, f, a, number, apply };
    if (op === 'select') {
      const dc = derivatives.get(c);
      if (db !== undefined || dc !== undefined) derivatives.set(f, chosen(parts, a, db, dc));
      continue;
    }
    // A step function is constant where it is differentiable.
    if (op === 'given') {
      if (da !== undefined) derivatives.set(f, apply('mul', givenSlope(parts, args), da));
      continue;
    }
    if ((da === undefined && db === undefined) || isStep(op)) continue;
    derivatives.set(f, rule(op, parts, b, da, db));
  }
  return roots.map((root) => derivatives.get(root) ?? number(0n));
}

/** df/du of a given function of u, from its equation b f′ = a f + c; `args` are u, b, a, c. */
function givenSlope({ f, apply }: Parts, [, b = 0, a = 0, c = 0]: readonly number[]): number {
  return apply('div', apply('add', apply('mul', a, f), c), b);
}

/** Nodes of the partial derivatives of node f with respect to each of its arguments; of a given function, to the first, as the others belong to it. */
export function partials(dag: Dag, f: number): number[] {
  const apply = (op: FunctionName, ...args: number[]): number => dag.apply(op, ...args);
  const number = (n: bigint): number => dag.constant(rational(n));
  const { op, args } = dag.nodes[f]!;
  if (op === 'constant' || op === 'pi' || op === 'variable') return [];
  const [a = 0, b = 0] = args;
  const one = number(1n);
  const parts = { dag, f, a, number, apply };
  if (op === 'given') return [givenSlope(parts, args)];
  if (op === 'select') return [number(0n), chosen(parts, a, one, undefined), chosen(parts, a, undefined, one)];
  if (isStep(op)) return [number(0n)];
  if (isIndexed(op)) return [number(0n), rule(op, parts, b, undefined, one)];
  return args.map((_, i) => rule(op, parts, b, i === 0 ? one : undefined, i === 1 ? one : undefined));
}

function isStep(op: FunctionName): op is StepName {
  return Object.hasOwn(numberSteps, op);
}

/** The derivative of node f = op(a, b), of whose arguments at least one has a derivative. */
function rule(
  op: Exclude<FunctionName, StepName | 'select'>,
  parts: Parts,
  b: number,
  da: number | undefined,
  db: number | undefined,
): number {
  const { f, a, apply } = parts;
  switch (op) {
    case 'neg':
      return apply('neg', da!);
    case 'add':
      return sum(parts, da, db);
    case 'sub':
      return difference(parts, da, db);
    // (ab)′ = a′b + ab′
    case 'mul':
      return sum(parts, times(parts, da, b), times(parts, db, a));
    // (a/b)′ = (a′ − (a/b)·b′)/b
    case 'div':
      return apply('div', difference(parts, da, times(parts, db, f)), b);
    case 'pow':
      return power(parts, b, da, db);
    // of the one that is less, which is the first where a − b < 0
    case 'min':
      return chosen(parts, apply('step', apply('sub', a, b)), db, da);
    case 'max':
      return chosen(parts, apply('step', apply('sub', a, b)), da, db);
    // (a′b − ab′)/(a² + b²)
    case 'atan2':
      return apply(
        'div',
        difference(parts, times(parts, da, b), times(parts, db, a)),
        apply('add', apply('sqr', a), apply('sqr', b)),
      );
    // (aa′ + bb′)/f
    case 'hypot':
      return apply('div', sum(parts, times(parts, da, a), times(parts, db, b)), f);
    // f − a sin f = b: (b′ + a′ sin f)/(1 − a cos f)
    case 'keplerE':
      return apply(
        'div',
        sum(parts, db, times(parts, da, apply('sin', f))),
        apply('sub', parts.number(1n), apply('mul', a, apply('cos', f))),
      );
    case 'besselJ':
    case 'sphericalJ':
    case 'polygamma':
      return apply('mul', indexedSlope(op, parts, b), db!);
    default:
      return apply('mul', slopes[op](parts), da!);
  }
}

/** The derivative `yes` where `test` is 1, `no` where it is 0. */
function chosen({ number, apply }: Parts, test: number, yes = number(0n), no = number(0n)): number {
  return yes === no ? yes : apply('select', test, yes, no);
}

function times({ apply }: Parts, derivative: number | undefined, factor: number): number | undefined {
  return derivative === undefined ? undefined : apply('mul', derivative, factor);
}

function sum({ apply }: Parts, left: number | undefined, right: number | undefined): number {
  if (left === undefined || right === undefined) return (left ?? right)!;
  return apply('add', left, right);
}

function difference({ apply }: Parts, left: number | undefined, right: number | undefined): number {
  if (right === undefined) return left!;
  return left === undefined ? apply('neg', right) : apply('sub', left, right);
}

/** (a^b)′ = b·a^(b−1)·a′ + a^b·log(a)·b′, of which the first part alone keeps negative a where b is an integer; (a^0)′ is 0 at a = 0 too. */
function power(parts: Parts, b: number, da: number | undefined, db: number | undefined): number {
  const { dag, f, a, number, apply } = parts;
  const exponent = dag.valueOf(b);
  const lowered = exponent ? dag.constant(subRational(exponent, rational(1n))) : apply('sub', b, number(1n));
  // 0·a^0·a′ exists where a^0 does
  const factor = isInteger(exponent, 0n) ? f : apply('pow', a, lowered);
  const byBase = da === undefined ? undefined : apply('mul', apply('mul', b, factor), da);
  const byExponent = db === undefined ? undefined : apply('mul', apply('mul', f, apply('log', a)), db);
  return sum(parts, byBase, byExponent);
}
