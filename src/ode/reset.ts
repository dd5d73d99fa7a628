import type { Algebra, Memory } from '../algebra/algebra.js';
import type { Equations } from '../formula/equations.js';
import { naming } from '../formula/error.js';
import { lower } from '../formula/lower.js';
import { parse } from '../formula/parse.js';
import { Tape } from '../series/tape.js';

/** New values from those of the states, the time and the parameters. */
export type Reset<T> = (states: readonly T[], time: T, parameters: readonly T[]) => T[];

/**
 * What an event puts in place of `targets`, from formulas by name in the old states, the time and the parameters; what has no formula stays as it is.
 *
 * @param targets - states or parameters of the system
 * @throws RangeError for a formula of something else, FormulaError for one that cannot be read; `where` names them
 */
export function resetOf<T, M extends Memory>(
  algebra: Algebra<T, M>,
  system: Equations,
  targets: readonly string[],
  formulas: Readonly<Record<string, string>>,
  where: string,
): Reset<T> {
  const unknown = Object.keys(formulas).find((name) => !targets.includes(name));
  if (unknown !== undefined) throw new RangeError(`${where}: expected formulas of ${targets.join(', ')}, got one of ${unknown}`);
  const variables = system.names;
  const { dag } = parse('0', { variables });
  const roots = targets.map((name) =>
    naming(`${where}.${name}`, () => parse(formulas[name] ?? name, { variables, dag, scope: system.scope }).root),
  );
  const lowered = lower(dag, roots, variables.length, 0);
  const tape = new Tape(algebra, lowered, 0);
  return (states, time, parameters) => {
    for (const [i, value] of [...states, time, ...parameters].entries()) algebra.write(tape.memory, tape.row(i), value);
    tape.run();
    return lowered.roots.map((row) => algebra.read(tape.memory, tape.row(row)));
  };
}
