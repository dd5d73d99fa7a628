import fc from 'fast-check';
import type { Dag } from '../../src/formula/dag.js';
import { conditional } from '../../src/formula/logic.js';
import { rational } from '../../src/rounding/rational.js';
import { arity, type FunctionName, isIndexed } from '../../src/series/functions.js';

/** A formula as nested data, from which a graph is made. */
export type Expression = number | readonly [num: bigint, den: bigint] | 'pi' | { op: FunctionName; args: Expression[] };

/** Numbers are variables, pairs are constants. */
export function build(dag: Dag, expression: Expression): number {
  if (expression === 'pi') return dag.pi();
  if (typeof expression === 'number') return dag.variable(expression);
  if ('op' in expression) {
    const args = expression.args.map((arg) => build(dag, arg));
    const [test = 0, yes = 0, no = 0] = args;
    return expression.op === 'select' ? conditional(dag, test, yes, no) : dag.apply(expression.op, ...args);
  }
  return dag.constant(rational(expression[0], expression[1]));
}

const names = Object.keys(arity) as FunctionName[];

/** Functions with kinks, jumps or branches. */
export const piecewise: readonly FunctionName[] = [
  'abs',
  'sign',
  'floor',
  'ceil',
  'round',
  'trunc',
  'step',
  'min',
  'max',
  'select',
];

/** Functions that are smooth where they exist. */
export const smooth: readonly FunctionName[] = names.filter((name) => !piecewise.includes(name));

/** Functions that JavaScript and C write, too. */
const special =
  'sinpi cospi tanpi gaussian erf erfc sigmoid lambertW lambertWm1 sinc gamma lgamma digamma polygamma besselJ sphericalJ keplerE';
export const ordinary: readonly FunctionName[] = names.filter((name) => !special.split(' ').includes(name));

/** Random formulas in up to `variables` variables over the functions `ops`. */
export function expressions(variables: number, ops: readonly FunctionName[] = names): fc.Arbitrary<Expression> {
  const { tree } = fc.letrec<{ tree: Expression; leaf: Expression; call: Expression }>((tie) => ({
    leaf: fc.oneof(
      fc.nat(variables - 1),
      fc.constant('pi' as const),
      fc.tuple(fc.bigInt(-12n, 12n), fc.bigInt(1n, 12n)),
      fc.tuple(fc.bigInt(-5n, 5n), fc.constant(1n)),
    ),
    call: fc.constantFrom(...ops).chain((op) => {
      const args: fc.Arbitrary<Expression>[] = Array.from({ length: arity[op] }, () => tie('tree'));
      if (isIndexed(op)) args[0] = fc.tuple(fc.bigInt(0n, 3n), fc.constant(1n));
      return fc.tuple(...args).map((made): Expression => ({ op, args: made }));
    }),
    tree: fc.oneof({ maxDepth: 6, depthSize: 'small' }, tie('leaf'), { arbitrary: tie('call'), weight: 3 }),
  }));
  return tree;
}
