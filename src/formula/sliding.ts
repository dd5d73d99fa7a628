/** Motions along several surfaces at once, to which the equations on all sides lead. */
import { rational } from '../rounding/rational.js';
import type { Dag } from './dag.js';

/** The equations on one side of each of the surfaces, and how the function of each changes along them. */
export interface Branch {
  readonly field: readonly number[];
  readonly speeds: readonly number[];
}

/** Equations of such a motion, and the part of its time that it spends on the positive side of each surface. */
export interface Blend {
  readonly field: readonly number[];
  readonly parts: readonly number[];
}

/**
 * The motion along two surfaces at once, where Filippov's condition leaves a choice: each switches by itself, α of its time on the positive side, so that
 *
 *   f = (1 − α)(1 − β) f⁻⁻ + α (1 − β) f⁺⁻ + (1 − α) β f⁻⁺ + α β f⁺⁺ with ġ₁ = ġ₂ = 0,
 *
 * which is the limit of switches that are steep and smooth, and the only choice where each adds a force of its own (Alexander and Seidman, Sliding modes in intersecting
 * switching surfaces, I: Blending, Houston J. Math. 24, 1998, where sigmoid switches single out this flow at two surfaces; Dieci and Lopez, Sliding motion on discontinuity
 * surfaces of high co-dimension. A construction for selecting a Filippov vector field, Numer. Math. 117, 2011). With
 * ġ_i = a_i + b_i α + c_i β + d_i α β, the second equation becomes one for β alone, p β² + q β + r = 0, when α = −(a₁ + c₁ β)/(b₁ + d₁ β) is put in.
 *
 * @param branches - f⁻⁻, f⁺⁻, f⁻⁺ and f⁺⁺
 * @param root - which root is meant
 */
export function alongTwo(dag: Dag, branches: readonly [Branch, Branch, Branch, Branch], root: 1 | -1): Blend {
  const add = (x: number, y: number): number => dag.apply('add', x, y);
  const sub = (x: number, y: number): number => dag.apply('sub', x, y);
  const mul = (x: number, y: number): number => dag.apply('mul', x, y);
  /** a, b, c and d of what the four fields have. */
  const blend = (of: (branch: Branch) => number): readonly [number, number, number, number] => {
    const [mm, pm, mp, pp] = branches.map(of) as [number, number, number, number];
    return [mm, sub(pm, mm), sub(mp, mm), sub(sub(pp, pm), sub(mp, mm))];
  };
  const [a1, b1, c1, d1] = blend(({ speeds }) => speeds[0]!);
  const [a2, b2, c2, d2] = blend(({ speeds }) => speeds[1]!);
  const p = sub(mul(c2, d1), mul(c1, d2));
  const q = add(sub(mul(a2, d1), mul(a1, d2)), sub(mul(c2, b1), mul(c1, b2)));
  const r = sub(mul(a2, b1), mul(a1, b2));
  // 2 r/(−q ∓ √(q² − 4 p r)), which also has a value where p is 0
  const distance = dag.apply('sqrt', sub(dag.apply('sqr', q), mul(dag.constant(rational(4n)), mul(p, r))));
  const beta = dag.apply('div', mul(dag.constant(rational(-2n)), r), root > 0 ? add(q, distance) : sub(q, distance));
  const alpha = dag.apply('neg', dag.apply('div', add(a1, mul(c1, beta)), add(b1, mul(d1, beta))));
  const product = mul(alpha, beta);
  const field = branches[0].field.map((_, i) => {
    const [a, b, c, d] = blend((branch) => branch.field[i]!);
    return add(add(a, mul(alpha, b)), add(mul(beta, c), mul(product, d)));
  });
  return { field, parts: [alpha, beta] };
}

/**
 * The motion along any number of surfaces that each add a force of their own, f = f₀ + Σ α_i (f_i − f₀), with f₀ on the negative side of all and f_i on the
 * positive side of one: ġ = 0 for all is a system of linear equations for α, with one solution (Utkin's equivalent control, Sliding Modes in Control and Optimization,
 * 1992, chapter 2). Blends of all 2^k fields have several otherwise (Guglielmi and Hairer, An efficient algorithm for solving piecewise-smooth dynamical
 * systems, Numer. Algorithms 89, 2022).
 *
 * Elimination takes the surfaces in their sequence: where each leads back by its own force, the pivots are not zero.
 *
 * @param none - f₀
 * @param alone - f_i
 */
export function alongAll(dag: Dag, none: Branch, alone: readonly Branch[]): Blend {
  const apply = dag.apply.bind(dag);
  // row i: Σ_j a_ij α_j + b_i = 0
  const rows = none.speeds.map((speed, i) => [...alone.map(({ speeds }) => apply('sub', speeds[i]!, speed)), speed]);
  for (const [k, pivot] of rows.entries()) {
    for (const row of rows.slice(k + 1)) {
      const factor = apply('div', row[k]!, pivot[k]!);
      for (let j = k + 1; j < row.length; j++) row[j] = apply('sub', row[j]!, apply('mul', factor, pivot[j]!));
    }
  }
  const parts: number[] = [];
  for (let k = rows.length - 1; k >= 0; k--) {
    const row = rows[k]!;
    const sum = parts.reduce((all, part, i) => apply('add', all, apply('mul', row[k + 1 + i]!, part)), row.at(-1)!);
    parts.unshift(apply('neg', apply('div', sum, row[k]!)));
  }
  const field = none.field.map((f, i) =>
    parts.reduce((sum, part, k) => apply('add', sum, apply('mul', part, apply('sub', alone[k]!.field[i]!, f))), f),
  );
  return { field, parts };
}

/** Operations through which sums of forces stay sums of forces. */
const linear: ReadonlySet<string> = new Set(['add', 'sub', 'neg']);

/**
 * Whether each of some surfaces adds a force of its own to equations: what stands on one side of one does not depend on the side of another.
 *
 * @param functions - those of the surfaces
 * @param switched - by the side of which of the surfaces a node switches
 */
export function areAdditive(
  dag: Dag,
  roots: readonly number[],
  functions: readonly number[],
  switched: (id: number) => number | undefined,
): boolean {
  /** On the sides of which surfaces a node depends. */
  const known = new Map<number, ReadonlySet<number>>();
  for (const id of dag.reach([...roots, ...functions])) {
    const { op, args } = dag.nodes[id]!;
    const own = args.map((arg) => known.get(arg)!);
    const all = new Set(own.flatMap((set) => [...set]));
    const surface = switched(id);
    if (surface !== undefined) all.add(surface);
    known.set(id, all);
    if (all.size <= 1 || linear.has(op)) continue;
    const [a, b] = own as [ReadonlySet<number>, ReadonlySet<number>];
    const isScaled = op === 'mul' ? a.size === 0 || b.size === 0 : op === 'div' && b.size === 0;
    if (!isScaled) return false;
  }
  return functions.every((node) => known.get(node)!.size === 0);
}
