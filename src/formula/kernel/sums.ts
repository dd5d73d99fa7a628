import type { Application, Program } from '../../series/program.js';
import type { Value } from './machine.js';
import { rowOf, type Square, type Sum } from './writer.js';

/** A sum or square of a rule, with the rows it multiplies and the variable that holds what its loop has added up. */
export interface Pending {
  readonly expression: Sum | Square;
  readonly x: number;
  readonly y: number;
  readonly inTurns: boolean;
  readonly accumulator: Value;
}

/** The sums and squares of an application's rule, in the order in which they stand there. */
export function sumsOf(application: Application): Omit<Pending, 'accumulator'>[] {
  const found: Omit<Pending, 'accumulator'>[] = [];
  const { inTurns = false } = application;
  const collect = (expression: Sum | Square | { readonly op: string }): void => {
    const inner = expression as { left?: Sum; right?: Sum; of?: Sum };
    for (const part of [inner.left, inner.right, inner.of]) if (part !== undefined) collect(part);
    if (expression.op !== 'sum' && expression.op !== 'square') return;
    const sum = expression as Sum | Square;
    const x = rowOf(application, sum.x);
    found.push({ expression: sum, x, y: sum.op === 'sum' ? rowOf(application, sum.y) : x, inTurns });
  };
  for (const expression of application.rule.next) collect(expression);
  return found;
}

/** How many sums a program has. */
export function sumsIn({ applications }: Pick<Program, 'applications'>): number {
  return applications.reduce((count, application) => count + sumsOf(application).length, 0);
}

/** Equal keys are equal sums. */
export function keyOf(expression: Sum | Square, x: number, y: number, inTurns: boolean): string {
  if (expression.op === 'square') return `square ${expression.from} ${x} ${inTurns}`;
  const { from, to, weight } = expression;
  return `${from} ${to} ${weight.j} ${weight.k} ${weight.one} ${x} ${y} ${inTurns}`;
}

/** Whether all weights are 1. */
export function isPlain({ weight }: Sum): boolean {
  return weight.j === 0 && weight.k === 0 && weight.one === 1;
}
