import { float64 } from '../algebra/float64.js';
import type { Equations } from '../formula/equations.js';
import { naming } from '../formula/error.js';
import { lower } from '../formula/lower.js';
import { parse } from '../formula/parse.js';
import { gradientNodes } from '../formula/reverse.js';
import { Tape } from '../series/tape.js';

/** A scalar of the state and the parameters at one time, with its derivatives. */
export interface CostTerm {
  readonly value: number;
  /** ∂/∂x_i for each state. */
  readonly byState: readonly number[];
  readonly byTime: number;
  /** ∂/∂p_i for each parameter. */
  readonly byParameter: readonly number[];
}

/**
 * Reads a formula in a system's states, time and parameters as a cost.
 *
 * @param name - who asks, and for what
 * @throws FormulaError where it cannot be read
 */
export function costOf(
  { states, names: variables, scope }: Equations,
  text: string,
  name: string,
): (x: readonly number[], t: number, p: readonly number[]) => CostTerm {
  const { dag, root } = naming(name, () => parse(text, { variables, scope }));
  const gradient = gradientNodes(dag, root, [...variables.keys()]);
  const lowered = lower(dag, [root, ...gradient], variables.length, 0);
  const tape = new Tape(float64, lowered, 0);
  return (x, t, p) => {
    for (const [i, value] of [...x, t, ...p].entries()) tape.memory[tape.row(i)] = value;
    tape.run();
    const [value, ...slopes] = lowered.roots.map((row) => tape.memory[tape.row(row)]!);
    const n = states.length;
    return { value: value!, byState: slopes.slice(0, n), byTime: slopes[n]!, byParameter: slopes.slice(n + 1) };
  };
}
