/**
 * From a function over brook values to its graph, by calling it once with formulas as its arguments: `(x, y) => x.sin().mul(y)`.
 */
import { rationalOf } from '../rounding/rational.js';
import { Dag } from './dag.js';
import { Formula } from './formula.js';
import type { PlainFunction, Reading } from './read.js';
import type { Signature } from './reader/signature.js';
import { substitute } from './substitute.js';

/**
 * Calls `fn` with the variables as formulas and takes the formulas that it returns into `target`, or gives undefined if the
 * function does not take or return formulas.
 */
export function trace(fn: PlainFunction, signature: Signature, variables: readonly string[], target: Dag): Reading | undefined {
  const dag = new Dag();
  let next = 0;
  const args = signature.arguments(() => new Formula(dag, dag.variable(next++), variables));
  let returned: unknown;
  try {
    returned = (fn as (...args: unknown[]) => unknown)(...args);
  } catch {
    // A function of plain numbers meets formulas with all sorts of errors. The one of reading it says what to do.
    return undefined;
  }
  const parts: readonly unknown[] = Array.isArray(returned) ? returned : [returned];
  if (!parts.some((part) => part instanceof Formula)) return undefined;
  const roots = parts.map((part) => rootOf(part, variables, target));
  if (!roots.every((root) => root !== undefined)) return undefined;
  return { dag: target, roots, variables, result: Array.isArray(returned) ? 'array' : 'number' };
}

/** A returned formula or number as a node of `target`, unless it has variables of its own. */
function rootOf(part: unknown, variables: readonly string[], target: Dag): number | undefined {
  if (typeof part === 'number' && Number.isFinite(part)) return target.constant(rationalOf(part));
  if (!(part instanceof Formula) || !part.dependencies().every((name) => variables.includes(name))) return undefined;
  const [root] = substitute(part.dag, [part.root], target, (i) => target.variable(variables.indexOf(part.variables[i]!)));
  return root;
}
