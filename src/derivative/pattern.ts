import { sparsity } from '../formula/structure.js';
import type { Target } from './target.js';

/** For each function the numbers of the variables it depends on, ascending: where its row of the Jacobian may be other than zero. */
export function jacobianPattern({ dag, roots }: Target): readonly (readonly number[])[] {
  return sparsity(dag, roots);
}

/**
 * For each variable the numbers of those, itself possibly among them, with which the functions' second derivative may be other than zero, ascending.
 *
 * Two variables meet where an operation that is not linear takes both in: a product in different factors, any other one in whatever operands.
 */
export function hessianPattern({ dag, roots, variables }: Target): readonly (readonly number[])[] {
  const reached = dag.reach(roots);
  const known = new Map<number, ReadonlySet<number>>();
  const dependencies = (id: number): ReadonlySet<number> => {
    let all = known.get(id);
    if (all === undefined) {
      all = new Set(sparsity(dag, [id])[0]!);
      known.set(id, all);
    }
    return all;
  };
  const meets = variables.map(() => new Set<number>());
  const meet = (some: Iterable<number>, others: Iterable<number>): void => {
    for (const i of some) {
      for (const j of others) {
        meets[i]!.add(j);
        meets[j]!.add(i);
      }
    }
  };
  for (const id of reached) {
    const { op, args } = dag.nodes[id]!;
    if (args.length === 0 || op === 'add' || op === 'sub' || op === 'neg') continue;
    const operands = args.map(dependencies);
    if (op === 'mul' || op === 'div') {
      meet(operands[0]!, operands[1]!);
      if (op === 'div') meet(operands[1]!, operands[1]!);
      continue;
    }
    const all = new Set(operands.flatMap((operand) => [...operand]));
    meet(all, all);
  }
  return meets.map((others) => [...others].sort((a, b) => a - b));
}
