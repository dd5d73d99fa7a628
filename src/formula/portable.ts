import type { GivenFunction } from '../algebra/algebra.js';
import type { Rational } from '../rounding/rational.js';
import type { FunctionName } from '../series/functions.js';
import { Dag } from './dag.js';
import { Equations } from './equations.js';
import type { Scope } from './reader/scope.js';

/** A vertex of a graph: a constant, π (`true`), the index of a variable, or a function of earlier vertices. */
type PortableNode =
  | { readonly value: Rational }
  | true
  | number
  | readonly [FunctionName, ...number[]]
  | { readonly given: GivenFunction; readonly args: readonly number[] };

/** A system as plain data that the structured clone of a message carries to another thread, unless it has given functions, which stay in theirs. */
export interface PortableSystem {
  readonly nodes: readonly PortableNode[];
  readonly roots: readonly number[];
  readonly states: readonly string[];
  readonly parameters: readonly string[];
  readonly time: string | undefined;
  /** What texts about it may use, in the thread whose functions they are. */
  readonly scope?: Scope | undefined;
}

/** What a system's right-hand sides need, without the defaults of its parameters, and without its scope, in which there are functions. */
export function portable({ dag, roots, states, parameters, time }: Equations): PortableSystem {
  const reached = dag.reach(roots);
  const place = new Map(reached.map((id, i) => [id, i]));
  const nodes = reached.map((id): PortableNode => {
    const { op, args, value, index, given } = dag.nodes[id]!;
    if (op === 'constant') return { value: value! };
    if (op === 'pi') return true;
    if (op === 'given') return { given: given!, args: args.map((arg) => place.get(arg)!) };
    return op === 'variable' ? index! : [op, ...args.map((arg) => place.get(arg)!)];
  });
  return { nodes, roots: roots.map((id) => place.get(id)!), states, parameters, time };
}

/** The names of the given functions in a system. */
export function givenNames({ nodes }: PortableSystem): string[] {
  return nodes.flatMap((node) => (typeof node === 'object' && 'given' in node ? [node.given.name] : []));
}

/** The system of plain data. */
export function systemOfPortable({ nodes, roots, states, parameters, time, scope }: PortableSystem): Equations {
  const dag = new Dag();
  const ids: number[] = [];
  for (const node of nodes) {
    if (node === true) ids.push(dag.pi());
    else if (typeof node === 'number') ids.push(dag.variable(node));
    else if ('value' in node) ids.push(dag.constant(node.value));
    else if ('given' in node)
      ids.push(
        dag.applyGiven(
          node.given,
          node.args.map((arg) => ids[arg]!),
        ),
      );
    else {
      const [op, ...args] = node;
      ids.push(dag.apply(op, ...args.map((arg) => ids[arg]!)));
    }
  }
  return new Equations({ dag, roots: roots.map((i) => ids[i]!), states, parameters, time, scope });
}
