import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf, writeValue } from '../algebra/of.js';
import { Dag } from '../formula/dag.js';
import { type Definition, define, defined } from '../formula/definition.js';
import { Formula } from '../formula/formula.js';
import { type Lowered, lower } from '../formula/lower.js';
import { type FormulaSource, formulaOf } from '../formula/source.js';
import { substitute } from '../formula/substitute.js';
import { Interval } from '../interval/interval.js';
import { graded } from '../series/graded.js';
import { isInvertible } from '../series/row.js';
import type { Series } from '../series/series.js';
import type { SeriesN } from '../series/series-n.js';
import { orderOf, type Shape, sizeOf } from '../series/shape.js';
import { Tape } from '../series/tape.js';
import { Truncated } from '../series/truncated.js';
import { demandNames, type NamesOf } from '../text/options.js';

/** What {@link defineFunction} needs to know of f: its equation b·f′ = a·f + c in its argument, and its values. */
export interface FunctionDefinition<T = number> {
  /** a, a formula in the argument; text, a plain function or a `Formula`, as b and c. */
  readonly a: FormulaSource;
  /** b. Default 1. */
  readonly b?: FormulaSource;
  /** c. Default 0. */
  readonly c?: FormulaSource;
  /** f(x), of the kind of x, whatever kinds f is to be applied to: numbers, and where it is written so, fractions, decimals or complex numbers. */
  readonly at: (x: T) => T;
  /** An enclosure of f over an interval. Without it f takes no intervals. */
  readonly enclosure?: (x: Interval) => Interval;
}

const definitionNames: NamesOf<FunctionDefinition> = { a: true, b: true, c: true, at: true, enclosure: true };

/** A function of numbers, of series over what it is a function of, and of formulas. */
export interface DefinedFunction<T = number> {
  (x: T): T;
  (x: Interval): Interval;
  (u: Formula): Formula;
  <U>(u: Series<U>): Series<U>;
  <U>(u: SeriesN<U>): SeriesN<U>;
}

/** Functions defined so far. */
let count = 0;

/**
 * A function f that brook does not have, from its own linear differential equation b(x)·f′(x) = a(x)·f(x) + c(x) and its values.
 *
 * With y = f(u) for a series u, B = b(u) and D = a(u)·y + c(u), the equation reads B·y′ = D·u′, and comparing coefficients gives
 * k·B₀·y_k = Σ_{j=1..k} j·u_j·D_{k−j} − Σ_{j=1..k−1} j·y_j·B_{k−j} from y₀ = f(u₀), in one variable and in many.
 *
 * In formulas it is one more function: in a text or a plain function whose `scope` has it, and in a function over brook values. So it has derivatives,
 * may stand in an ODE and runs in compiled kernels, which call it for its values alone.
 *
 * @param name - what formulas and errors call the function: letters, digits and _
 * @guarantee encloses, for intervals, series of these and formulas over them, if `enclosure` does and f obeys its equation there: every normalized derivative
 *   over the whole of them
 * @throws RangeError where a, b and c have more than one variable. What it returns throws a RangeError for a series around a point where b vanishes, or for
 *   an interval where it may, and a TypeError for intervals without `enclosure`.
 * @see Griewank and Walther, Evaluating Derivatives (2008), section 13.2, on elemental functions with b·f′ = a·f + c
 * @complexity O(k²) for order k, beside a, b and c
 * @example
 * const agnesi = defineFunction('agnesi', { b: '1 + u^2', a: '-2*u', at: (x) => 1 / (1 + x * x) });
 * agnesi(2); // 0.2
 * agnesi(variable(0, { order: 4 })).toString(); // '1 − t² + t⁴ + 𝒪(t⁵)'
 * derivative(formula('x*agnesi(x)', { scope: { agnesi } }), 0, 3); // -6
 */
export function defineFunction<T = number>(name: string, definition: FunctionDefinition<T>): DefinedFunction<T> {
  if (typeof name !== 'string' || !/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) {
    throw new TypeError(
      `defineFunction: expected a name of letters, digits and _, got ${JSON.stringify(name)}; it is what formulas and errors call the function`,
    );
  }
  demandNames('defineFunction', definition, definitionNames);
  const { at, enclosure } = definition;
  if (typeof at !== 'function') {
    throw new TypeError(`defineFunction: expected values of ${name} from a function at, got ${typeof at}; give at: (x) => …`);
  }
  const { text, ...equation } = equationOf(definition);
  const valueAt = (u: unknown): unknown => (u instanceof Truncated ? along(solution, u as Truncated<unknown, never>) : plain(u));
  const plain = valuesOf(name, at as (x: unknown) => unknown, enclosure);
  const own: Definition = { name, serial: ++count, valueAt, ...equation };
  const solution: Solution = { definition: own, divisor: text, layouts: new WeakMap() };
  const f = (u: unknown): unknown =>
    u instanceof Formula ? new Formula(u.dag, defined(u.dag, own, u.root), u.variables) : valueAt(u);
  Object.defineProperty(f, 'name', { value: name });
  define(f, own);
  return f as DefinedFunction<T>;
}

/** b, a and c in one graph, as functions of variable 0, and b as text. */
function equationOf<T>({ a, b = '1', c = '0' }: FunctionDefinition<T>): Pick<Definition, 'dag' | 'roots'> & { text: string } {
  const formulas = [b, a, c].map(formulaOf);
  const names = [...new Set(formulas.flatMap(({ variables }) => variables))];
  if (names.length > 1) {
    throw new RangeError(
      `defineFunction: expected formulas in one variable, the argument, got ${names.join(', ')}; write constants as numbers`,
    );
  }
  const dag = new Dag();
  const roots = formulas.flatMap(({ dag: own, root }) => substitute(own, [root], dag, () => dag.variable(0)));
  return { dag, roots, text: String(formulas[0]) };
}

/** f of a value that is no series. */
function valuesOf(
  name: string,
  at: (x: unknown) => unknown,
  enclosure: ((x: Interval) => Interval) | undefined,
): (x: unknown) => unknown {
  const wrong = (what: string, wanted: string, got: unknown): TypeError =>
    new TypeError(
      `${name}: expected ${what} to return ${wanted}, got ${got instanceof Object ? got.constructor.name : typeof got}`,
    );
  return (x) => {
    if (typeof x === 'number') {
      const value = at(x);
      if (typeof value !== 'number') throw wrong('at', 'a number for a number', value);
      return value;
    }
    const { algebra, values } = algebraOf(name, [x]);
    const [own] = values;
    if (own instanceof Interval) {
      if (enclosure === undefined) {
        throw new TypeError(
          `${name}: expected a number or a series of numbers, got an interval, over which only an enclosure of ${name} has a value; ` +
            'give defineFunction an enclosure: (x: Interval) => Interval',
        );
      }
      const value = enclosure(own);
      if (!(value instanceof Interval)) throw wrong('enclosure', 'an Interval', value);
      return value;
    }
    if (algebra.mignitude !== undefined) {
      throw new TypeError(`${name}: expected a number or an Interval, got ${algebra.name}; enclosures are of Interval alone`);
    }
    const value = at(own);
    // A number would do for every kind, but what is exact or precise must not become a double unseen.
    if (algebraOf(name, [value]).algebra !== algebra) throw wrong('at', `a value of kind ${algebra.name} for one`, value);
    return value;
  };
}

/** A function along series of any shape, laid out once for each. */
interface Solution {
  readonly definition: Definition;
  /** b, for errors. */
  readonly divisor: string;
  readonly layouts: WeakMap<object, Map<Shape, Layout>>;
}

interface Layout {
  readonly tape: Tape<unknown, Memory>;
  readonly program: Lowered;
}

/** Layouts kept for one function and algebra. */
const MOST_LAYOUTS = 8;

/** A layout that nobody has until it is kept: the function's own values may come from series of it. */
function takeLayout(algebra: Algebra<unknown, Memory>, { definition, layouts }: Solution, shape: Shape): Layout {
  const known = layouts.get(algebra)?.get(shape);
  layouts.get(algebra)?.delete(shape);
  if (known !== undefined) return known;
  const order = orderOf(shape);
  const dag = new Dag();
  const root = defined(dag, definition, dag.variable(0));
  const program = lower(dag, [root, dag.nodes[root]!.args[1]!], 1, order);
  return { tape: new Tape(algebra, program, order, typeof shape === 'number' ? undefined : graded(algebra, shape)), program };
}

function keepLayout(algebra: Algebra<unknown, Memory>, { layouts }: Solution, shape: Shape, layout: Layout): void {
  let byShape = layouts.get(algebra);
  if (byShape === undefined) {
    byShape = new Map();
    layouts.set(algebra, byShape);
  }
  if (byShape.size >= MOST_LAYOUTS) byShape.delete(byShape.keys().next().value!);
  byShape.set(shape, layout);
}

/** f(u) for a series u. */
function along(solution: Solution, u: Truncated<unknown, never>): unknown {
  const { name, valueAt } = solution.definition;
  const { algebra, memory, shape } = Truncated.partsOf(u);
  const { width } = algebra;
  const size = sizeOf(shape);
  const sizes = Array.from({ length: size }, (_, i) => algebra.magnitude(memory, i * width));
  // A constant has a value where the equation is singular too.
  if (sizes.every((s, i) => i === 0 || s === 0)) {
    const value = valueAt(algebra.read(memory, 0));
    return Truncated.like(u, (out) => writeValue(name, algebra, out, 0, value));
  }
  const layout = takeLayout(algebra, solution, shape);
  const { tape, program } = layout;
  const [result = 0, divisor = 0] = program.roots.map((row) => tape.row(row));
  algebra.transfer(tape.memory, 0, memory, 0, size);
  tape.start();
  if (!isInvertible(algebra, tape.memory, divisor) || algebra.mignitude?.(tape.memory, divisor) === 0) {
    throw new RangeError(
      `${name}: expected a center at which ${solution.divisor} does not vanish, got ${algebra.read(memory, 0)}; ` +
        'its equation is singular there and says nothing of derivatives, so expand at another point',
    );
  }
  const start = algebra.read(tape.memory, result);
  if (typeof start === 'number' && !Number.isFinite(start)) {
    throw new RangeError(`${name}: expected a finite number, got ${start} at ${algebra.read(memory, 0)}`);
  }
  // A coefficient that is the whole line says that u may have no derivatives: see `Tape.isLost`.
  if (sizes.includes(Infinity, 1)) tape.lose(0);
  for (let k = 1; k <= tape.order; k++) tape.advance(k);
  keepLayout(algebra, solution, shape, layout);
  return Truncated.like(u, (out) => algebra.transfer(out, 0, tape.memory, result, size));
}
