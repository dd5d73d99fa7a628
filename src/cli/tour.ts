import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { derivatives, enclose, type Flowpipe, integrate, interval, system, type Trajectory } from '../index.js';
import { correctDigits, indented, rough, shared, tableOfDerivatives } from './digits.js';
import { draw } from './picture.js';
import type { Terminal } from './terminal.js';

/** How the tour runs. */
export interface TourOptions {
  /** Folder for the picture. */
  readonly out: string;
  /** How long the tour may follow the orbit. */
  readonly seconds: number;
}

const expression = 'exp(sin(x))*log(1+x^2)';
/** Its derivatives 0 … 10 at exactly 3/10, from mpmath with 100 digits: test/data/tour.py. */
const trueDerivatives = [
  '0.115807763655364545334325802548',
  '0.850355699994455360050727363341',
  '3.54338300210508404617073039097',
  '3.53804613050036808482919911284',
  '-14.7740296167432849889592927773',
  '-30.2069256806989392257102802116',
  '134.175134891501758115863590891',
  '-314.656185208016693700256319377',
  '-2870.96172180568153211867434607',
  '46844.5142789488564774347203043',
  '-17049.3029306735498551597810452',
];

const lorenz = system({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' });
const start = [15, 15, 36];
/** The orbit at t = 1, from the same. */
const trueState = ['-6.94535415990345931973', '2.99715462662903073944', '35.14435030572241917796'];

/** One statement that the tour makes and whether it turned out true. */
type Check = readonly [statement: string, holds: boolean];

/**
 * Shows on two problems what brook is for, and checks what it shows against figures that brook did not compute.
 *
 * @returns whether everything holds
 */
export function tour(terminal: Terminal, options: TourOptions): boolean {
  mkdirSync(options.out, { recursive: true });
  const checks = [...tourOfDerivatives(terminal), ...tourOfAnOrbit(terminal, options)];
  const failed = checks.filter(([, holds]) => !holds);
  terminal.print();
  if (failed.length === 0) terminal.print(`All ${checks.length} checks against references from mpmath hold.`);
  for (const [statement] of failed) terminal.error(`brook tour: failed: ${statement}`);
  return failed.length === 0;
}

function tourOfDerivatives(terminal: Terminal): Check[] {
  const order = trueDerivatives.length - 1;
  const [numbers, numberTime] = timed(() => derivatives(expression, 0.3, order));
  const [enclosures, enclosureTime] = timed(() => derivatives(expression, interval('0.3'), order));
  terminal.print(terminal.heading(`1  Derivatives of ${expression} at x = 0.3`));
  terminal.print();
  terminal.print(indented(tableOfDerivatives(numbers, enclosures)));
  terminal.print();
  terminal.print(`   Numbers are at the double 0.3 (${numberTime}), enclosures at exactly 3/10 (${enclosureTime}).`);
  terminal.print('   1.2[3, 4] stands for [1.23, 1.24]. The enclosure proves the digits of the number correct.');
  terminal.print();
  return trueDerivatives.flatMap((truth, k): Check[] => [
    [`the enclosure of derivative ${k} contains ${truth}`, enclosures[k]!.contains(interval(truth))],
    [`derivative ${k} has at least 12 proved digits`, correctDigits(numbers[k]!, enclosures[k]!) >= 12],
  ]);
}

function tourOfAnOrbit(terminal: Terminal, { out, seconds }: TourOptions): Check[] {
  terminal.print(terminal.heading('2  An orbit of the Lorenz system, σ = 10, ρ = 28, β = 8/3, from (15, 15, 36)'));
  terminal.print();
  const deadline = Date.now() + 1000 * seconds;

  const [trajectory, integrateTime] = timed(() => integrate(lorenz, start, { t: [0, 20] }));
  line(terminal, 'approximate', `t = 20 after ${trajectory.steps} steps of order ${trajectory.order} in ${integrateTime}`);
  line(terminal, '', vector(trajectory.end.map(String)));

  const [near, nearTime] = timed(() => follow(terminal, 1, deadline));
  line(terminal, 'proved', `t = ${near.reached} after ${near.steps} steps of order ${near.order} in ${nearTime}`);
  near.end.forEach((side, i) => {
    line(terminal, '', `${lorenz.states[i]} ∈ ${shared(side).padEnd(32)} width ${rough(side.wid())}`);
  });

  const checks: Check[] = [
    ['integrate reaches t = 20', trajectory.status === 'complete'],
    [`enclose reaches t = 1: ${near.message}`, near.status === 'complete'],
    ['the box at t = 1 is narrower than 1e-9', near.end.every((side) => side.wid() < 1e-9)],
    ...trueState.map((truth, i): Check => {
      return [`the box at t = 1 contains ${lorenz.states[i]} = ${truth}`, near.end[i]!.contains(interval(truth))];
    }),
  ];
  if (near.status !== 'complete') return checks;

  const flowpipe = asFarAsItGoes(terminal, trajectory, deadline);
  terminal.progress(() => '   drawing');
  const path = join(out, 'lorenz.svg');
  writeFileSync(path, draw({ trajectory, flowpipe, instant: { t: near.reached, box: near.end } }));
  line(terminal, 'picture', path);
  return checks;
}

/** Follows the orbit until its box says nothing any more, and tells how wide it was on the way. */
function asFarAsItGoes(terminal: Terminal, trajectory: Trajectory, deadline: number): Flowpipe {
  const widths: { readonly t: number; readonly width: number }[] = [];
  const [far, time] = timed(() => follow(terminal, 100, deadline, (t, width) => widths.push({ t, width })));
  const why = far.status === 'aborted' ? 'its time is up' : 'the box is as wide as the attractor';
  line(terminal, 'proved', `t = ${far.reached.toFixed(2)} after ${far.steps} steps in ${time}, and no further: ${why}`);
  for (const limit of [1e-9, 1e-6, 1e-3, 1]) {
    const last = widths.filter(({ width }) => width <= limit).at(-1);
    if (last !== undefined)
      line(terminal, '', `box narrower than ${rough(limit).padEnd(5)}  until t = ${last.t.toFixed(2).padStart(5)}`);
  }
  const end = trajectory.t.at(-1)!;
  if (far.reached >= end) {
    const error = Math.max(...far.at(end).map((side, i) => side.sub(trajectory.end[i]!).mag()));
    line(terminal, '', `so the approximate state at t = ${end} is off by ${rough(error)} at most`);
  }
  return far;
}

/** Encloses the orbit up to a time, or as far as it can be proved before the deadline. */
function follow(terminal: Terminal, to: number, deadline: number, onStep?: (t: number, width: number) => void): Flowpipe {
  const controller = new AbortController();
  return enclose(lorenz, start, {
    t: [0, to],
    signal: controller.signal,
    onProgress: ({ t, steps, width }) => {
      onStep?.(t, width);
      terminal.progress(() => `   proving   t = ${t.toFixed(2)}   step ${steps}   width ${rough(width)}`);
      if (Date.now() >= deadline) controller.abort();
    },
  });
}

function line(terminal: Terminal, label: string, text: string): void {
  terminal.print(`   ${label.padEnd(14)}${text}`);
}

function vector(components: readonly string[]): string {
  return `(${components.join(', ')})`;
}

/** What `work` returns, and how long it took, in a unit that fits. */
function timed<T>(work: () => T): [T, string] {
  const from = performance.now();
  const result = work();
  const time = performance.now() - from;
  return [result, time < 999.5 ? `${time.toFixed(time < 9.95 ? 1 : 0)} ms` : `${(time / 1000).toFixed(1)} s`];
}
