import { indexedNames, piecewiseNames } from '../series/functions.js';
import { Truncated } from '../series/truncated.js';
import type { Dag } from './dag.js';

/** How a formula is taken at series. */
export interface AtSeries {
  /** Whether roots of what vanishes at the center are refused: the series has one on one side of it, as t is that of t², and |t| has no derivative. */
  readonly refusesRoots?: boolean;
}

type Methods<S> = Readonly<Record<string, (...args: readonly unknown[]) => S>>;

/**
 * A formula of series, one for each variable, by their own methods: these divide out what dividend and divisor have in common and say by their order what is known,
 * which a tape does not. Undefined where it has kinks or jumps.
 *
 * @throws RangeError where an operation has no Taylor series at the center
 */
export function atSeries<T, S extends Truncated<T, S>>(
  dag: Dag,
  root: number,
  given: readonly S[],
  { refusesRoots = false }: AtSeries = {},
): S | undefined {
  const [first] = given as [S];
  const { algebra } = Truncated.partsOf<T, S>(first);
  const values = new Map<number, S>();
  const rooted = (a: S): S => {
    const { algebra: own, memory } = Truncated.partsOf<T, S>(a);
    if (!refusesRoots || own.magnitude(memory, 0) !== 0) return a;
    throw new RangeError('sqrt: expected a series that does not vanish at its center, got one that does');
  };
  for (const id of dag.reachForValues([root])) {
    const { op, args, value, index, given: f } = dag.nodes[id]!;
    const of = args.map((arg) => values.get(arg)!);
    const [a, b] = of as [S, S];
    const methods = a as unknown as Methods<S>;
    let result: S;
    if (op === 'variable') result = given[index!]!;
    else if (op === 'constant') result = Truncated.like<T, S>(first, (out) => algebra.rational(out, 0, value!));
    else if (op === 'pi') result = Truncated.like<T, S>(first, (out) => algebra.pi(out, 0));
    else if (op === 'given') result = f!.valueAt(a) as S;
    else if (piecewiseNames.has(op)) return undefined;
    else if (op === 'sqrt') result = rooted(a).sqrt();
    else if (op === 'pow') {
      const exponent = dag.valueOf(args[1]!);
      if (exponent?.den !== 1n) rooted(a);
      result = exponent === undefined ? a.pow(b) : a.pow(`${exponent.num}/${exponent.den}`);
    } else if (indexedNames.has(op)) result = (b as unknown as Methods<S>)[op]!(Number(dag.valueOf(args[0]!)!.num));
    else result = methods[op]!(...of.slice(1));
    values.set(id, result);
  }
  return values.get(root)!;
}
