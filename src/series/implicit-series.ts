import { applied, inverseOfLinear, kept, requireBoundedSeries, requireDegreeAlone, within } from './linear-part.js';
import type { SeriesN } from './series-n.js';

/**
 * The functions y_1(x), …, y_m(x) that equations F_1(x, y) = c_1, …, F_m(x, y) = c_m define, for series F_i in variables x and y around a point of
 * which they take the values c_i: series in the variables that are not among the unknowns, known as far as the equations are.
 *
 * At a root of F, where all c_i are 0, this is the implicit function of F = 0. A root known only nearly gives the level set through the center, which
 * is as near; an interval that holds a root, for center and coefficients of F, gives coefficients that enclose those of the implicit function there.
 *
 * With F = c + A·x + L·k + R(x, k), k = y − y(center), the unknowns solve k = −L⁻¹(A·x + R(x, k)); each pass makes one more degree of them right,
 * and L is inverted once.
 *
 * Variables may have weights, unless an unknown is heavier than a variable.
 *
 * @param unknowns - the names of m variables y
 * @throws RangeError unless there are as many unknowns as equations, fewer than variables, ∂F/∂y is regular at the center, and no
 *   single exponents have bounds
 * @example
 * // the circle x² + y² = 25 at (3, 4): y = 4 − ¾ x − …
 * const [x, y] = variables([3, 4], { order: 2 });
 * implicitSeries([x.sqr().add(y.sqr())], ['y']).map(String); // ['4 − 0.75 x − 0.1953125 x² + 𝒪(‖x‖³)']
 */
export function implicitSeries<T>(equations: readonly SeriesN<T>[], unknowns: readonly string[]): SeriesN<T>[] {
  const [first] = equations;
  const given = first?.names.filter((name) => !unknowns.includes(name)) ?? [];
  if (
    first === undefined ||
    unknowns.length !== equations.length ||
    given.length !== first.names.length - equations.length ||
    given.length === 0
  ) {
    throw new RangeError(
      `implicitSeries: expected an unknown for each equation among the variables, and variables beside them, got ${equations.length} equations in ` +
        `(${first?.names.join(', ') ?? ''}) for (${unknowns.join(', ')})`,
    );
  }
  requireDegreeAlone('implicitSeries', equations, 'the unknowns do not keep to such bounds');
  requireBoundedSeries('implicitSeries', equations);
  const order = equations.reduce((lowest, f) => Math.min(lowest, f.order), first.order);
  const weightOf = (name: string): number => first.space.weights[first.names.indexOf(name)]!;
  const [heaviest, lightest] = [Math.max(...unknowns.map(weightOf)), Math.min(...given.map(weightOf))];
  if (heaviest > lightest) {
    throw new RangeError(
      `implicitSeries: expected unknowns no heavier than any variable, got weights ${heaviest} and ${lightest}: an unknown may start with the lightest variable, ` +
        'and what is known of the equations then says less; give the unknowns weight 1',
    );
  }
  if (order < heaviest) {
    throw new RangeError(`implicitSeries: expected series of order ≥ ${heaviest}, got order ${order}; expand to a higher order`);
  }
  const inverse = inverseOfLinear(equations, unknowns);
  if (inverse === undefined) {
    throw new RangeError(
      `implicitSeries: expected equations of which ∂F/∂(${unknowns.join(', ')}) is regular at the center, got a singular matrix; the unknowns are no ` +
        'functions there',
    );
  }
  // −(A·x + R)
  const remaining = equations.map((f) => {
    const isUnknown = f.names.map((name) => unknowns.includes(name));
    return kept(f, (exponents) => {
      const degree = exponents.reduce((sum, e) => sum + e, 0);
      return degree > 1 || (degree === 1 && !isUnknown[exponents.indexOf(1)]);
    }).neg();
  });
  const start = unknowns.map((name) => first.center[first.names.indexOf(name)]!);
  const frame = first.truncate(order).project(given);
  const inner = new Map(given.map((name) => [name, frame.coordinate(name)]));
  let y = start.map((value) => frame.truncate(0).constant(value));
  for (let degree = 1; degree <= order; degree++) {
    // R starts with degree 2, so that R(x, k) is right up to this degree where k is up to one less.
    const space = frame.space.within(degree);
    unknowns.forEach((name, j) => {
      inner.set(name, within(y[j]!, space));
    });
    const arguments_ = first.names.map((name) => inner.get(name)!.truncate(degree));
    const k = applied(
      inverse,
      remaining.map((f) => f.truncate(degree).compose(arguments_)),
    );
    y = k.map((s, j) => s.add(start[j]!));
  }
  return y;
}
