import { type Rational, rational } from '../rounding/rational.js';
import type { Dag } from './dag.js';
import { Domain } from './domain.js';

/**
 * Nodes of roots that may touch zero, and for each what makes the square of the function that is never negative and touches zero with it: of √u itself u, of hypot(u, v)
 * u² + v², of u^e u^{2|e|}, or u where 2e is whole, of arcsin u and arccos u 1 − u², of arcosh u u − 1. Where √u touches zero as |s| does, a polynomial made before has −s behind it, too: √(1 − v²) along v = sin t is |cos t|. Roots of even powers are not among
 * them, since they are absolute values: see `evenRoots`.
 *
 * What is the divisor of something that does not vanish with it is no such root: there, the equations have a pole. A power of |s| below −1 is taken for one, 1/r³ but not 1/r,
 * since x/r has values of both signs.
 *
 * @param moving - so many of the first variables change
 */
export function touching(dag: Dag, roots: readonly number[], moving: number): ReadonlyMap<number, () => number> {
  const reached = dag.reach(roots);
  const found = new Map<number, () => number>();
  const candidates = reached.filter((id) => rootIn(dag, id) !== undefined);
  if (candidates.length === 0) return found;
  const poles = polesOf(dag, reached);
  const domain = new Domain(dag);
  const moves = (id: number): boolean => dag.reach([id]).some((inner) => (dag.nodes[inner]!.index ?? moving) < moving);
  for (const id of candidates) {
    const { argument, make } = rootIn(dag, id)!;
    const isEasy = dag.nodes[argument]!.op === 'abs' || domain.of(argument).nonzero || domain.of(id).nonzero;
    if (!isEasy && !poles.has(argument) && moves(id)) found.set(id, make);
  }
  return found;
}

/** What a node is a root of, and what makes the square of the function that touches zero; undefined for other nodes. */
function rootIn(dag: Dag, id: number): { readonly argument: number; readonly make: () => number } | undefined {
  const { op, args } = dag.nodes[id]!;
  const [a = 0, b = 0] = args;
  const one = (): number => dag.constant(rational(1n));
  switch (op) {
    case 'sqrt':
      return { argument: a, make: () => a };
    case 'hypot':
      return { argument: id, make: () => dag.apply('add', dag.apply('sqr', a), dag.apply('sqr', b)) };
    case 'pow': {
      const exponent = dag.valueOf(b);
      if (exponent?.den === 1n) return undefined;
      const isInverse = exponent !== undefined && exponent.num < 0n;
      const twice = (): number => dag.apply('mul', dag.constant(rational(isInverse ? -2n : 2n)), b);
      // u^{3/2} touches with √u, which is known better there
      return { argument: a, make: () => (exponent?.den === 2n ? a : dag.apply('pow', a, twice())) };
    }
    case 'asin':
    case 'acos':
      return { argument: id, make: () => dag.apply('sub', one(), dag.apply('sqr', a)) };
    case 'acosh':
      return { argument: id, make: () => dag.apply('sub', a, one()) };
    default:
      return undefined;
  }
}

/** Arguments of roots that the equations have poles at: where a quotient goes like |s|^e with e < −1 if the argument goes like s². */
function polesOf(dag: Dag, reached: readonly number[]): ReadonlySet<number> {
  const poles = new Set<number>();
  const exponents = new Map<number, ReadonlyMap<number, number>>();
  const none: ReadonlyMap<number, number> = new Map();
  const of = (id: number): ReadonlyMap<number, number> => exponents.get(id) ?? none;
  const times = (factor: number, all: ReadonlyMap<number, number>): ReadonlyMap<number, number> =>
    new Map([...all].map(([base, e]) => [base, factor * e]));
  const joined = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): ReadonlyMap<number, number> =>
    new Map([...a, ...[...b].map(([base, e]) => [base, e + (a.get(base) ?? 0)] as const)]);
  const made = (id: number): ReadonlyMap<number, number> => {
    const { op, args } = dag.nodes[id]!;
    const [a = 0, b = 0] = args;
    switch (op) {
      case 'sqrt':
        return new Map([[a, 1]]);
      case 'hypot':
        return new Map([[id, 1]]);
      case 'pow': {
        const exponent = dag.valueOf(b);
        if (exponent === undefined) return none;
        return exponent.den === 1n ? times(numberOf(exponent), of(a)) : new Map([[a, 2 * numberOf(exponent)]]);
      }
      case 'sqr':
        return times(2, of(a));
      case 'neg':
        return of(a);
      case 'mul':
        return joined(of(a), of(b));
      case 'div':
        return joined(of(a), times(-1, of(b)));
      default:
        return none;
    }
  };
  // the argument of a root counts itself where it is a factor
  const isArgument = new Set(
    reached.flatMap((id) => {
      const { op, args } = dag.nodes[id]!;
      return op === 'sqrt' || op === 'pow' ? [args[0]!] : [];
    }),
  );
  for (const id of reached) {
    const own = made(id);
    for (const [base, e] of own) if (e < -1) poles.add(base);
    exponents.set(id, isArgument.has(id) ? new Map([...own, [id, 2]]) : own);
  }
  return poles;
}

function numberOf({ num, den }: Rational): number {
  return Number(num) / Number(den);
}
