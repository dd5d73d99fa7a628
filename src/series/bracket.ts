import { requireDegreeAlone, startOf, within } from './linear-part.js';
import { leadingDegree } from './row.js';
import type { SeriesN } from './series-n.js';
import { Space } from './space.js';
import { Truncated } from './truncated.js';

/** Which variables are positions and which are momenta, by name and in corresponding sequence. */
export interface CanonicalPairs {
  readonly q: readonly string[];
  readonly p: readonly string[];
}

/**
 * The Poisson bracket {f, g} = Σ_i (∂f/∂q_i ∂g/∂p_i − ∂f/∂p_i ∂g/∂q_i); {f, H} is how f changes with time under the Hamiltonian H.
 *
 * Known as far as its factors let it be: to order min(n_f + m_g, n_g + m_f) − 2 for f, g known to orders n that start with degrees m ≥ 1, constants aside; with
 * weights, less the largest sum of those of a pair in place of 2. Where single exponents have bounds, a derivative knows one less of its variable's.
 *
 * @param pairs - without it the first half of the variables are positions and the second half are momenta
 * @throws RangeError unless positions and momenta are different variables, as many of the ones as of the others
 * @example
 * const [q, p] = variables([0, 0], { order: 4, names: ['q', 'p'] });
 * poissonBracket(q, p).toString(); // '1 + 𝒪(‖x‖⁴)'
 * poissonBracket(q.sqr(), p.sqr()).toString(); // '4 q p + 𝒪(‖x‖⁵)'
 */
export function poissonBracket<T>(f: SeriesN<T>, g: SeriesN<T>, pairs?: CanonicalPairs): SeriesN<T> {
  const { q, p } = canonical('poissonBracket', f, pairs);
  const terms = q.flatMap((position, i) => [
    product(f.derivative(position), g.derivative(p[i]!)),
    product(f.derivative(p[i]!), g.derivative(position)).neg(),
  ]);
  return terms.reduce((sum, term) => sum.add(term));
}

/**
 * The Lie bracket of two vector fields, [f, g]_i = Σ_j (f_j ∂g_i/∂x_j − g_j ∂f_i/∂x_j), which vanishes where their flows commute.
 *
 * @throws RangeError unless both fields have a component for each variable
 * @example
 * const [x, y] = variables([0, 0], { order: 3 });
 * const rotation = [y.neg(), x];
 * lieBracket(rotation, [x, y.mul(0)]).map(String); // ['−y + 𝒪(‖x‖⁴)', '−x + 𝒪(‖x‖⁴)']
 */
export function lieBracket<T>(f: readonly SeriesN<T>[], g: readonly SeriesN<T>[]): SeriesN<T>[] {
  requireField('lieBracket', f);
  requireField('lieBracket', g);
  return f.map((_, i) => along(f, g[i]!).sub(along(g, f[i]!)));
}

/**
 * f along the flow of a generator for unit time, e^L f = Σ_k L^k f/k!: L f = Σ_j F_j ∂f/∂x_j for a vector field F, L f = {f, H} for a Hamiltonian H.
 *
 * The field must start with degree 2, and the Hamiltonian with 3, so that each L raises the degree and the sum ends: the transformations near the
 * identity of which normal forms are made (Deprit 1969; Dragt and Finn 1976). f is known along the flow to min(n_f, n_F − 1 + m_f), where F is known
 * to order n_F and f to order n_f, starting with degree m_f. In variables of weights w, F_j must start with a degree above w_j, and w_j stands in the place of 1.
 *
 * @throws RangeError where the generator has constant or linear terms, and where single exponents have bounds
 * @example
 * // x′ = x² takes x to x/(1 − x) in unit time
 * const [x] = variables([0], { order: 4 });
 * lieSeries([x.sqr()], x).toString(); // 'x + x² + x³ + x⁴ + 𝒪(‖x‖⁵)'
 */
export function lieSeries<T>(generator: SeriesN<T> | readonly SeriesN<T>[], f: SeriesN<T>, pairs?: CanonicalPairs): SeriesN<T> {
  const field = 'length' in generator ? generator : hamiltonianField('lieSeries', generator, pairs);
  requireField('lieSeries', field);
  requireDegreeAlone('lieSeries', [...field, f], 'each of the derivatives in the sum would know one exponent less');
  const { weights } = f.space;
  const slow = field.findIndex((component, j) => leading(component) <= weights[j]!);
  if (slow >= 0) {
    throw new RangeError(
      `lieSeries: expected a generator whose flow is near the identity, a field that starts with degree ${weights[slow]! + 1} in ${f.names[slow]}, got one that ` +
        `starts with degree ${leading(field[slow]!)}; take constant and linear parts by themselves`,
    );
  }
  const known = Math.min(...field.map((component, j) => component.order - weights[j]!)) + startOf(f);
  const order = Math.min(f.order, known);
  let term = f.truncate(order);
  let sum = term;
  // each L raises the degree
  for (let k = 1; leading(term) <= order; k++) {
    const next = along(field, term).div(k);
    term = within(next, term.space);
    sum = sum.add(term);
  }
  return sum;
}

/** The field of Hamilton's equations in the sequence of the variables: q′ = ∂H/∂p, p′ = −∂H/∂q. */
function hamiltonianField<T>(where: string, h: SeriesN<T>, pairs?: CanonicalPairs): SeriesN<T>[] {
  const { q, p } = canonical(where, h, pairs);
  return h.names.map((name) => {
    const i = q.indexOf(name);
    if (i >= 0) return h.derivative(p[i]!);
    const j = p.indexOf(name);
    return j >= 0 ? h.derivative(q[j]!).neg() : h.derivative(name).mul(0);
  });
}

/** Σ_j F_j ∂f/∂x_j */
function along<T>(field: readonly SeriesN<T>[], f: SeriesN<T>): SeriesN<T> {
  return field.map((component, j) => product(component, f.derivative(j))).reduce((sum, term) => sum.add(term));
}

/**
 * a·b as far as it is known: a = O(‖x‖^v) times the unknown rest of b, and the other way around. An exact zero counts as O of what it is known to. Where single
 * exponents have bounds, what they leave out is an ideal, beyond which no product goes.
 */
function product<T>(a: SeriesN<T>, b: SeriesN<T>): SeriesN<T> {
  if (!a.space.hasPrefixes || !b.space.hasPrefixes) return a.mul(b);
  const { variables } = a.space;
  const order = Math.min(a.order + Math.min(leading(b), b.order + 1), b.order + Math.min(leading(a), a.order + 1));
  const [x, y] = [a, b].map((f) => within(f, Space.of(variables, order, { weights: f.space.weights }))) as [
    SeriesN<T>,
    SeriesN<T>,
  ];
  return x.mul(y);
}

/** The lowest degree of a term; Infinity where there is none. */
function leading<T>(f: SeriesN<T>): number {
  const { algebra, memory, shape } = Truncated.partsOf<T, SeriesN<T>>(f);
  return leadingDegree(algebra, memory, shape);
}

function canonical<T>(where: string, f: SeriesN<T>, pairs: CanonicalPairs | undefined): CanonicalPairs {
  const half = f.names.length / 2;
  const { q, p } = pairs ?? { q: f.names.slice(0, half), p: f.names.slice(half) };
  const all = [...q, ...p];
  if (q.length === p.length && new Set(all).size === all.length && all.every((name) => f.names.includes(name))) return { q, p };
  throw new RangeError(
    `${where}: expected as many positions as momenta among the variables ${f.names.join(', ')}, got q = (${q.join(', ')}), p = (${p.join(', ')})`,
  );
}

function requireField<T>(where: string, field: readonly SeriesN<T>[]): void {
  if (field.length > 0 && field.every((component) => component.names.length === field.length)) return;
  throw new RangeError(
    `${where}: expected a vector field with a component for each variable, got ${field.length} for (${field[0]?.names.join(', ') ?? ''})`,
  );
}
