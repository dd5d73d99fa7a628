/** Names of the coordinates and of their velocities, by dimension. */
const AXES = [
  ['x', 'u'],
  ['y', 'v'],
  ['z', 'w'],
] as const;

/** Equations and invariants of an n-body problem. */
export interface NBody {
  readonly equations: Readonly<Record<string, string>>;
  readonly invariants: Readonly<Record<string, string>>;
}

/**
 * Newton's equations of bodies that attract each other: x_i″ = G Σ_j m_j (x_j − x_i)/r_ij³, in the plane or in space.
 *
 * States are x1, x2, …, y1, …, (z1, …), then the velocities u1, …, v1, …, (w1, …). Each pair's force is one expression, which both bodies share.
 *
 * @param masses - as formulas, or as numbers, which are read as they are written: 0.1 is one tenth
 * @param gravity - G in the same way
 * @example
 * nBody(['1', '1/2'], 2).equations.u2; // '-1*(x2 - x1)/((x2 - x1)^2 + (y2 - y1)^2)^(3/2)'
 */
export function nBody(masses: readonly (string | number)[], dimensions: 2 | 3, gravity?: string | number): NBody {
  if (!Array.isArray(masses)) throw new TypeError(`nBody: expected a list of masses, got ${typeof masses}`);
  const axes = AXES.slice(0, dimensions);
  const bodies = masses.map((mass, i) => ({ mass, i: i + 1 }));
  const squared = (i: number, j: number): string => axes.map(([x]) => `(${x}${j} - ${x}${i})^2`).join(' + ');
  const factor = gravity === undefined ? '' : `${gravity}*`;
  const pull = (x: string, i: number): string =>
    bodies
      .filter((other) => other.i !== i)
      .map(({ mass, i: j }) => {
        const [a, b] = i < j ? [i, j] : [j, i];
        return `${i < j ? '+' : '-'}${factor}${mass}*(${x}${b} - ${x}${a})/(${squared(a, b)})^(3/2)`;
      })
      .join(' ')
      .replace(/^\+/, '');
  const pairs = bodies.flatMap((a) => bodies.filter((b) => b.i > a.i).map((b) => [a, b] as const));
  const kinetic = bodies.map(({ mass, i }) => `${mass}/2*(${axes.map(([, u]) => `${u}${i}^2`).join(' + ')})`).join(' + ');
  const potential = pairs.map(([a, b]) => `${a.mass}*${b.mass}/sqrt(${squared(a.i, b.i)})`).join(' + ');
  return {
    equations: Object.fromEntries([
      ...axes.flatMap(([x, u]) => bodies.map(({ i }) => [`${x}${i}`, `${u}${i}`])),
      ...axes.flatMap(([x, u]) => bodies.map(({ i }) => [`${u}${i}`, pull(x, i)])),
    ]),
    invariants: {
      energy: `${kinetic} - ${factor}(${potential})`,
      angularMomentum: bodies.map(({ mass, i }) => `${mass}*(x${i}*v${i} - y${i}*u${i})`).join(' + '),
      momentum: bodies.map(({ mass, i }) => `${mass}*u${i}`).join(' + '),
    },
  };
}
