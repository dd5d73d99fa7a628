import { hasBranches } from '../formula/branches.js';
import type { Equations } from '../formula/equations.js';
import { watch } from '../formula/watch.js';
import { whenOf } from './events.js';

/** Throws where equations, or formulas watched along them, have kinks, jumps or branches, for what goes by one Taylor polynomial across them. */
export function checkSmooth(
  where: string,
  system: Equations,
  formulas: readonly string[] = [],
  named: (i: number) => string = whenOf(where),
): void {
  const { system: all, nodes } = watch(system, formulas, named);
  const rough = [...all.roots, ...nodes].findIndex((root) => hasBranches(all.dag, [root]));
  if (rough < 0) return;
  const got = rough < all.roots.length ? `${all.states[rough]}' = ${all.texts[rough]}` : formulas[rough - all.roots.length];
  throw new RangeError(
    `${where}: expected equations without kinks, jumps and branches, got ${got}; integrate, ensemble, flowMap and poincare take them`,
  );
}
