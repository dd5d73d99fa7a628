import type { Algebra, Memory } from '../algebra/algebra.js';
import { algebraOf, writeValue } from '../algebra/of.js';
import { Dag } from '../formula/dag.js';
import { lower } from '../formula/lower.js';
import { type FormulaSource, formulaOf } from '../formula/source.js';
import { substitute } from '../formula/substitute.js';
import { Interval } from '../interval/interval.js';
import { graded } from '../series/graded.js';
import { rules } from '../series/recurrence.js';
import { isInvertible } from '../series/row.js';
import type { Series } from '../series/series.js';
import type { SeriesN } from '../series/series-n.js';
import { orderOf, type Shape, sizeOf } from '../series/shape.js';
import { Tape } from '../series/tape.js';
import { Truncated } from '../series/truncated.js';

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

/** A function of numbers, and of series over what it is a function of. */
export interface DefinedFunction<T = number> {
  (x: T): T;
  (x: Interval): Interval;
  <U>(u: Series<U>): Series<U>;
  <U>(u: SeriesN<U>): SeriesN<U>;
}

/**
 * A function f that brook does not have, from its own linear differential equation b(x)·f′(x) = a(x)·f(x) + c(x) and its values.
 *
 * With y = f(u) for a series u, B = b(u) and D = a(u)·y + c(u), the equation reads B·y′ = D·u′, and comparing coefficients gives
 * k·B₀·y_k = Σ_{j=1..k} j·u_j·D_{k−j} − Σ_{j=1..k−1} j·y_j·B_{k−j} from y₀ = f(u₀), in one variable and in many.
 *
 * @param name - what errors call the function
 * @guarantee encloses, for intervals and series of these, if `enclosure` does and f obeys its equation there: every normalized derivative over the whole of them
 * @throws RangeError where a, b and c have more than one variable. What it returns throws a RangeError for a series around a point where b vanishes, or for
 *   an interval where it may, and a TypeError for intervals without `enclosure`.
 * @see Griewank and Walther, Evaluating Derivatives (2008), section 13.2, on elemental functions with b·f′ = a·f + c
 * @complexity O(k²) for order k, beside a, b and c
 * @example
 * const agnesi = defineFunction('agnesi', { b: '1 + u^2', a: '-2*u', at: (x) => 1 / (1 + x * x) });
 * agnesi(2); // 0.2
 * agnesi(variable(0, { order: 4 })).toString(); // '1 − t² + t⁴ + 𝒪(t⁵)'
 */
export function defineFunction<T = number>(name: string, definition: FunctionDefinition<T>): DefinedFunction<T> {
  if (typeof name !== 'string' || name === '') {
    throw new TypeError(`defineFunction: expected a name, got ${JSON.stringify(name)}; it is what errors call the function`);
  }
  const { at, enclosure } = definition;
  if (typeof at !== 'function') {
    throw new TypeError(`defineFunction: expected values of ${name} from a function at, got ${typeof at}; give at: (x) => …`);
  }
  const equation = equationOf(definition);
  const layouts = new WeakMap<object, Map<Shape, Layout>>();
  const valueAt = valuesOf(name, at as (x: unknown) => unknown, enclosure);
  const f = (u: unknown): unknown =>
    u instanceof Truncated ? along(name, equation, layouts, u as Truncated<unknown, never>, f) : valueAt(u);
  Object.defineProperty(f, 'name', { value: name });
  return f as DefinedFunction<T>;
}

/** b, a and c in one graph, as functions of variable 0. */
interface Equation {
  readonly dag: Dag;
  readonly roots: readonly number[];
  readonly text: string;
}

function equationOf<T>({ a, b = '1', c = '0' }: FunctionDefinition<T>): Equation {
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

/** The equation and the rule of its solution, laid out for series of one shape. */
interface Layout {
  readonly tape: Tape<unknown, Memory>;
  readonly start: number;
  readonly result: number;
  readonly divisor: number;
}

/** Layouts kept for one function and algebra. */
const MOST_LAYOUTS = 8;

function layoutOf(
  algebra: Algebra<unknown, Memory>,
  { dag, roots }: Equation,
  layouts: WeakMap<object, Map<Shape, Layout>>,
  shape: Shape,
): Layout {
  let byShape = layouts.get(algebra);
  if (byShape === undefined) {
    byShape = new Map();
    layouts.set(algebra, byShape);
  }
  let layout = byShape.get(shape);
  if (layout === undefined) {
    const order = orderOf(shape);
    const lowered = lower(dag, roots, 1, order);
    const [b = 0, a = 0, c = 0] = lowered.roots;
    const start = lowered.rows;
    const [result, carried] = [start + 1, start + 2];
    const program = {
      ...lowered,
      rows: start + 3,
      applications: [...lowered.applications, { rule: rules.linear, args: [0, b, a, c, start], results: [result, carried] }],
    };
    const tape = new Tape(algebra, program, order, typeof shape === 'number' ? undefined : graded(algebra, shape));
    layout = { tape, start, result, divisor: b };
    if (byShape.size >= MOST_LAYOUTS) byShape.delete(byShape.keys().next().value!);
    byShape.set(shape, layout);
  }
  return layout;
}

/** f(u) for a series u, of whose constant term `valueAt` gives the value. */
function along(
  name: string,
  equation: Equation,
  layouts: WeakMap<object, Map<Shape, Layout>>,
  u: Truncated<unknown, never>,
  valueAt: (x: unknown) => unknown,
): unknown {
  const { algebra, memory, shape } = Truncated.partsOf(u);
  const { width } = algebra;
  const size = sizeOf(shape);
  const value = valueAt(algebra.read(memory, 0));
  const sizes = Array.from({ length: size }, (_, i) => algebra.magnitude(memory, i * width));
  // A constant has a value where the equation is singular too.
  if (sizes.every((s, i) => i === 0 || s === 0)) return Truncated.like(u, (out) => writeValue(name, algebra, out, 0, value));
  const { tape, start, result, divisor } = layoutOf(algebra, equation, layouts, shape);
  algebra.transfer(tape.memory, tape.row(0), memory, 0, size);
  writeValue(name, algebra, tape.memory, tape.row(start), value);
  tape.start();
  const at = tape.row(divisor);
  if (!isInvertible(algebra, tape.memory, at) || algebra.mignitude?.(tape.memory, at) === 0) {
    throw new RangeError(
      `${name}: expected a center at which ${equation.text} does not vanish, got ${algebra.read(memory, 0)}; ` +
        'its equation is singular there and says nothing of derivatives, so expand at another point',
    );
  }
  // A coefficient that is the whole line says that u may have no derivatives: see `Tape.isLost`.
  if (sizes.includes(Infinity, 1)) tape.lose(0);
  for (let k = 1; k <= tape.order; k++) tape.advance(k);
  return Truncated.like(u, (out) => algebra.transfer(out, 0, tape.memory, tape.row(result), size));
}
