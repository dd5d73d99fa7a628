import type { Dag, Node } from '../formula/dag.js';
import { arity, isIndexed, type UnaryName } from '../series/functions.js';
import { atMost } from './arithmetic.js';
import { composed } from './composition.js';
import type { Domain } from './domain.js';
import { type BinaryName, binary, constant, indexed, power, raise, unary } from './functions.js';
import type { Model } from './model.js';
import { givenFunction } from './outer.js';
import { either, truthOf } from './piecewise.js';

/**
 * A formula over models, one for each variable. Of a conditional whose condition is certain only the branch that is taken is computed.
 */
export function modelAlong(dag: Dag, root: number, variables: readonly Model[], domain: Domain): Model {
  const models = new Map<number, Model>();
  // Without recursion: formulas are as deep as they are long.
  const open = [root];
  while (open.length > 0) {
    const id = open.at(-1)!;
    const node = dag.nodes[id]!;
    const missing = models.has(id) ? [] : needed(node, models).filter((arg) => !models.has(arg));
    if (missing.length > 0) {
      open.push(...missing);
      continue;
    }
    open.pop();
    if (!models.has(id)) models.set(id, modelAt(dag, node, models, variables, domain));
  }
  return models.get(root)!;
}

/** The arguments that a node is made of, as far as can be said by now. */
function needed({ op, args }: Node, models: ReadonlyMap<number, Model>): readonly number[] {
  if (op !== 'select') return op === 'given' ? args.slice(0, 2) : args;
  const [test = 0, yes = 0, no = 0] = args;
  const condition = models.get(test);
  if (condition === undefined) return [test];
  const truth = truthOf(condition);
  return truth === undefined ? [yes, no] : [truth ? yes : no];
}

function modelAt(
  dag: Dag,
  { op, args, index, value, given }: Node,
  models: ReadonlyMap<number, Model>,
  variables: readonly Model[],
  domain: Domain,
): Model {
  const of = args.map((arg) => models.get(arg));
  const [a, b, c] = of as [Model, Model, Model];
  if (op === 'variable') return variables[index!]!;
  if (op === 'constant') return constant(domain, value!);
  if (op === 'pi') return constant(domain, 'pi');
  if (op === 'given') return composed(givenFunction(given!, b), [a]);
  if (op === 'select') {
    const truth = truthOf(a);
    // where the condition has no value, neither has the result
    return truth === undefined ? either(a, b, c) : atMost(truth ? b : c, a.decoration);
  }
  if (isIndexed(op)) return indexed(op, Number(dag.valueOf(args[0]!)!.num), b);
  if (op === 'pow') {
    const exponent = dag.valueOf(args[1]!);
    return exponent === undefined ? raise(a, b) : power(a, exponent);
  }
  return arity[op] === 1 ? unary(op as UnaryName, a) : binary(op as BinaryName, a, b);
}
