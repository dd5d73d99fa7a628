import { hasMovingPieces } from '../formula/branches.js';
import type { Equations } from '../formula/equations.js';
import { evenRoots } from '../formula/even-roots.js';
import { watch } from '../formula/watch.js';
import { whenOf } from './events.js';

/**
 * Throws where equations, or formulas watched along them, have kinks, jumps or branches, for what goes by one Taylor polynomial across them. Angles that start anew and
 * roots of even powers, √(x²) = |x|, are among them. What is of parameters alone is none.
 */
export function checkSmooth(
  where: string,
  system: Equations,
  formulas: readonly string[] = [],
  named: (i: number) => string = whenOf(where),
): void {
  const watched = watch(system, formulas, named);
  const rooted = evenRoots(watched);
  const { states, time, dag } = rooted.system;
  const moving = states.length + Number(time !== undefined);
  const rough = [...rooted.system.roots, ...rooted.nodes].findIndex((root) => hasMovingPieces(dag, [root], moving));
  if (rough < 0) return;
  const count = states.length;
  const got = rough < count ? `${states[rough]}' = ${system.texts[rough]}` : formulas[rough - count];
  throw new RangeError(
    `${where}: expected equations without kinks, jumps and branches, got ${got}; over numbers, integrate, ensemble, flowMap and poincare take them`,
  );
}
