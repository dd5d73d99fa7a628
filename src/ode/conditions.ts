import { compileRoots } from '../formula/compiled.js';
import { naming } from '../formula/error.js';
import { parse } from '../formula/parse.js';
import type { System } from '../formula/system.js';
import type { Condition } from './shooting.js';

/**
 * Formulas in states and parameters, and their gradients, as a function of the state.
 *
 * @throws FormulaError for a text that cannot be read, RangeError for one with the time
 */
export function conditionsOf(
  where: string,
  system: System,
  texts: readonly string[],
  named: (c: number) => string,
  parameters: readonly number[],
): (state: readonly number[]) => Condition[] {
  const { names, clock, states, scope } = system;
  const kernels = texts.map((text, c) => {
    const { dag, root } = naming(named(c), () => parse(text, { variables: names, scope }));
    if (dag.reach([root]).some((id) => dag.nodes[id]!.op === 'variable' && dag.nodes[id]!.index === states.length))
      throw new RangeError(`${where}: expected conditions on the first point, without the time, got ${clock} in ${text}`);
    const kernel = (what: 'value' | 'gradient') => compileRoots(dag, [root], names.length, what, { backend: 'interpreter' });
    return [kernel('value'), kernel('gradient')] as const;
  });
  return (state) => {
    const point = [...state, 0, ...parameters];
    return kernels.map(([value, gradient]) => ({
      value: value(point)[0]!,
      gradient: Array.from(gradient(point).subarray(0, states.length)),
    }));
  };
}
