import { derivatives, enclose, formula, interval, system } from '../index.js';
import { rough, shared, table, tableOfDerivatives } from './digits.js';
import type { Terminal } from './terminal.js';

type Assignments = readonly (readonly [name: string, text: string])[];

/** Derivatives of a formula at a point, as numbers and as enclosures. */
export function printDerivatives(terminal: Terminal, text: string, x: string, order: number): boolean {
  const point = interval(x);
  terminal.print(tableOfDerivatives(derivatives(text, point.mid(), order), derivatives(text, point, order)));
  return true;
}

/** The value of a formula, as a number at the midpoints and as an enclosure. */
export function printValue(terminal: Terminal, text: string, values: Assignments): boolean {
  const box = Object.fromEntries(values.map(([name, value]) => [name, interval(value)]));
  const middle = Object.fromEntries(Object.entries(box).map(([name, value]) => [name, value.mid()]));
  const f = formula(text);
  // A formula without variables has no interval among its values to say that it is to be enclosed.
  const enclosure = f.variables.length === 0 ? derivatives(f, interval(0), 0)[0]! : f.evaluate(box);
  const rows = [
    ['number', String(f.evaluate(middle))],
    ['enclosure', shared(enclosure)],
  ];
  terminal.print(table('  ', rows));
  return true;
}

/** Where a solution is proved to be at a time. */
export function printEnclosure(terminal: Terminal, equations: Assignments, from: readonly string[], to: number): boolean {
  const field = system(Object.fromEntries(equations));
  const { end, status, message } = enclose(
    field,
    from.map((value) => interval(value)),
    {
      t: [0, to],
      onProgress: ({ t, steps, width }) => {
        terminal.progress(() => `t = ${t.toPrecision(5)}   step ${steps}   width ${rough(width)}`);
      },
    },
  );
  terminal.print(
    table(
      '   ',
      end.map((side, i) => [field.states[i]!, `∈ ${shared(side)}`, `width ${rough(side.wid())}`]),
    ),
  );
  terminal.print(message);
  return status === 'complete';
}
