import type { Algebra } from '../algebra/algebra.js';
import { lower } from '../formula/lower.js';
import { parse } from '../formula/parse.js';
import type { System } from '../formula/system.js';
import { Tape } from '../series/tape.js';
import type { Jet } from './deviation.js';

/** A new state from the old one and the time. */
export type Reset = (states: readonly Jet[], time: Jet) => Jet[];

/**
 * What an event does to the state, from formulas by state in the old state, the time and the parameters; states without one stay as they are.
 *
 * @throws RangeError for a formula of something that is no state, FormulaError for one that cannot be read; `where` names them
 */
export function resetOf(
  algebra: Algebra<Jet, Float64Array>,
  system: System,
  formulas: Readonly<Record<string, string>>,
  parameters: readonly Jet[],
  where: string,
): Reset {
  const { states } = system;
  const unknown = Object.keys(formulas).find((name) => !states.includes(name));
  if (unknown !== undefined) throw new RangeError(`${where}: expected states among ${states.join(', ')}, got ${unknown}`);
  const variables = [...states, system.time ?? 't', ...system.parameters];
  const { dag } = parse('0', { variables });
  const roots = states.map((name) => parse(formulas[name] ?? name, { variables, dag }).root);
  const lowered = lower(dag, roots, variables.length, 0);
  const tape = new Tape(algebra, lowered, 0);
  return (old, time) => {
    for (const [i, value] of [...old, time, ...parameters].entries()) algebra.write(tape.memory, tape.row(i), value);
    tape.run();
    return lowered.roots.map((row) => algebra.read(tape.memory, tape.row(row)));
  };
}
