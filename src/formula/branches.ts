/**
 * Under which conditions the nodes of a graph are needed: a node that only one branch of a conditional uses need not exist where the other is taken.
 */
import { numberSteps } from '../algebra/order.js';
import type { Dag } from './dag.js';

const branching: ReadonlySet<string> = new Set(['abs', ...Object.keys(numberSteps), 'min', 'max', 'select']);

/** Whether nodes depend on functions with kinks, jumps or branches. */
export function hasBranches(dag: Dag, roots: readonly number[]): boolean {
  return dag.reach(roots).some((id) => branching.has(dag.nodes[id]!.op));
}

/** The same, or on angles, which jump by 2π across the negative axis: a Taylor polynomial goes on there. */
export function hasPieces(dag: Dag, roots: readonly number[]): boolean {
  return dag.reach(roots).some((id) => isPiecewise(dag, id));
}

/** The same, but for what depends on none of the first `moving` variables, and so stays on its piece while the others are fixed. */
export function hasMovingPieces(dag: Dag, roots: readonly number[], moving: number): boolean {
  /** Of a conditional, the condition counts. */
  const judged = (id: number): number => (dag.nodes[id]!.op === 'select' ? dag.nodes[id]!.args[0]! : id);
  const moves = (id: number): boolean => dag.reach([judged(id)]).some((inner) => (dag.nodes[inner]!.index ?? moving) < moving);
  return dag.reach(roots).some((id) => isPiecewise(dag, id) && moves(id));
}

function isPiecewise(dag: Dag, id: number): boolean {
  const { op } = dag.nodes[id]!;
  return branching.has(op) || op === 'atan2';
}

/** Conditions that hold together, the innermost first; undefined for none. */
export interface Path {
  readonly condition: number;
  readonly holds: boolean;
  readonly outer: Path | undefined;
  readonly depth: number;
}

/** The paths of the nodes that `roots` depend on; a node that is always needed has none. */
export function pathsOf(dag: Dag, roots: readonly number[]): ReadonlyMap<number, Path> {
  const reached = dag.reach(roots);
  const paths = new Map<number, Path>();
  if (!reached.some((id) => dag.nodes[id]!.op === 'select')) return paths;
  const used = new Set(roots);
  // Equal paths are one object, so that their common part is found by comparing.
  const made = new Map<Path | undefined, Map<number, Path>>();
  const within = (outer: Path | undefined, condition: number, holds: boolean): Path => {
    let inner = made.get(outer);
    if (inner === undefined) {
      inner = new Map();
      made.set(outer, inner);
    }
    const key = 2 * condition + Number(holds);
    let path = inner.get(key);
    if (path === undefined) {
      path = { condition, holds, outer, depth: (outer?.depth ?? 0) + 1 };
      inner.set(key, path);
    }
    return path;
  };
  const use = (id: number, path: Path | undefined): void => {
    const common = used.has(id) ? commonPath(paths.get(id), path) : path;
    used.add(id);
    if (common === undefined) paths.delete(id);
    else paths.set(id, common);
  };
  for (const id of reached.reverse()) {
    const { op, args } = dag.nodes[id]!;
    const path = paths.get(id);
    args.forEach((arg, i) => {
      use(arg, op === 'select' && i > 0 ? within(path, args[0]!, i === 1) : path);
    });
  }
  return paths;
}

/** The conditions that two paths begin with. */
export function commonPath(a: Path | undefined, b: Path | undefined): Path | undefined {
  let [p, q] = [a, b];
  while (p !== q) {
    if ((p?.depth ?? 0) >= (q?.depth ?? 0)) p = p?.outer;
    else q = q?.outer;
  }
  return p;
}
