import { describe, expect, test } from 'vitest';
import { float64 } from '../../src/algebra/float64.js';
import { formula } from '../../src/formula/formula.js';
import { parameterValues } from '../../src/formula/solution.js';
import { system } from '../../src/formula/system.js';
import { ensemble } from '../../src/ode/ensemble.js';
import { EventFinder } from '../../src/ode/event-finder.js';
import type { EventRecord, EventSpec } from '../../src/ode/events.js';
import { takeHits } from '../../src/ode/hits.js';
import { integrate } from '../../src/ode/integrate.js';
import { setParameters } from '../../src/ode/kernel.js';
import { Outcome } from '../../src/ode/march.js';
import type { IntegrateOptions } from '../../src/ode/options.js';
import { poolOf } from '../../src/ode/pool.js';
import { Stepper } from '../../src/ode/stepper.js';
import { systems } from '../problems/orbits.js';
import { Random } from '../rigor/random.js';

const fields = [
  { field: systems['oscillator']!, initial: [1, 0.25], end: 12 },
  { field: systems['vanDerPol']!, initial: [1, 0.5], end: 9 },
  { field: systems['henonHeiles']!, initial: [0.1, 0, 0.1, 0.3], end: 12 },
  { field: systems['lorenz']!, initial: [1, 2, 20], end: 1 },
  { field: systems['kepler']!, initial: [0.7, 0, 0, 1.3], end: 8 },
  { field: system({ x: 'v', v: '-sin(x) + 0.1*t' }), initial: [1.2, 0.1], end: 8 },
  { field: system({ x: 'v', v: '-0.3*sign(v) - x' }), initial: [1.3, 0.2], end: 5 },
];

/** A formula with zeros of all kinds: simple, near each other, touching, none. */
function someFormula(random: Random, states: readonly string[], initial: readonly number[]): string {
  const [a, b] = [random.pick(states), random.pick(states)];
  const number = (): string => (2 * random.next() - 1).toFixed(3);
  return random.pick([
    a,
    `${a} - (${number()})`,
    `${a}*${b} - (${number()})`,
    `(${a} - (${number()}))*(${a} - (${number()}))`,
    `(${a} - (${number()}))^2 - ${random.pick(['0', '1e-12', '1e-9', '1e-6', '1e-3'])}`,
    `(${a} - (${number()}))^2 + ${random.pick(['1e-12', '1e-9', '1e-6'])}`,
    `sin(3*${a})`,
    `${a} - ${initial[states.indexOf(a)]}`,
    't - 1.23',
    `cos(5*t) - (${number()})`,
    `exp(${a}/2) - ${random.next().toFixed(2)}`,
    `1/(3 + sin(2*${a})) - 0.3`,
    `sqrt(1.2 + sin(2*${b})) - 1.1`,
  ]);
}

function someCase(random: Random): { field: (typeof fields)[number]; options: IntegrateOptions & { events: EventSpec[] } } {
  const field = random.pick(fields);
  const { states } = field.field;
  const last = states.at(-1)!;
  const events = Array.from({ length: 1 + random.below(3) }, (): EventSpec => {
    const when = someFormula(random, states, field.initial);
    return {
      when,
      ...(random.chance(0.4) && { direction: random.pick(['rising', 'falling'] as const) }),
      ...(random.chance(0.2) && { cooldown: random.next() }),
      ...(random.chance(0.1) && { jump: { [last]: `-0.9*${last}` } }),
      ...(random.chance(0.1) && { stop: true }),
    };
  });
  const forward = field.field === systems['lorenz'] || random.chance(0.7);
  const t: [number, number] = [0, forward ? field.end : -field.end];
  return { field, options: { t, events, tolerance: random.pick([1e-16, 1e-16, 1e-10, 1e-6]), maxSteps: 500 } };
}

describe('what the compiled march makes of events', () => {
  test('is what JavaScript makes of them, alone and in ensembles, to the bit', async () => {
    const random = new Random(0x9e3779b9);
    let found = 0;
    for (let i = 0; i < 150; i++) {
      const { field, options } = someCase(random);
      const seen = JSON.stringify([field.field.toString(), options]);
      const [compiled, interpreted] = (['wasm', 'interpreter'] as const).map((kernel) =>
        integrate(field.field, field.initial, { ...options, kernel, highAccuracy: false }),
      );
      const all = ({ events, end, steps, status }: typeof compiled & object): unknown => [events, end, steps, status];
      expect(all(compiled!), seen).toEqual(all(interpreted!));
      found += compiled!.events.length;
      if (field === fields.at(-1)) continue;
      const { t, events, tolerance, maxSteps } = options;
      const runs = await ensemble(field.field, [field.initial], { t, events, tolerance: tolerance!, maxSteps: maxSteps! });
      expect([runs.events(0), runs.end(0), runs.steps[0]], seen).toEqual([compiled!.events, compiled!.end, compiled!.steps]);
    }
    expect(found).toBeGreaterThan(600);
  });

  test('is every sign change of formulas of a solution in closed form, and nothing else', () => {
    const random = new Random(7);
    const [x0, v0] = [1, 0.25];
    const stateAt = (t: number): [number, number] => [x0 * Math.cos(t) + v0 * Math.sin(t), v0 * Math.cos(t) - x0 * Math.sin(t)];
    const end = 40;
    for (let i = 0; i < 40; i++) {
      const c = (): number => Number((2 * random.next() - 1).toFixed(2));
      const when = random.pick([
        `x - (${c()})`,
        `x*v - (${c() / 2})`,
        `(x - (${c()}))*(v - (${c()}))`,
        `(x - (${c()}))^2 - 1e-4`,
        `sin(3*x) - (${c()})`,
        `exp(v) - (${1 + c()})`,
        `x^3 - x*v + (${c()})`,
      ]);
      const g = formula(when, { variables: ['x', 'v'] });
      const at = (t: number): number => g.evaluate(stateAt(t)) as number;
      const truth: number[] = [];
      const samples = 40_000;
      for (let k = 0; k < samples; k++) {
        let [low, high] = [(end * k) / samples, (end * (k + 1)) / samples];
        const sign = Math.sign(at(low));
        if (sign === Math.sign(at(high))) continue;
        for (let n = 0; n < 60; n++) {
          const middle = (low + high) / 2;
          if (Math.sign(at(middle)) === sign) low = middle;
          else high = middle;
        }
        truth.push(low);
      }
      const { events } = integrate(systems['oscillator']!, [x0, v0], { t: [0, end], events: [{ when }], kernel: 'wasm' });
      const crossings = events.filter(({ kind }) => kind === 'crossing');
      expect(crossings.length, when).toBe(truth.length);
      for (const [k, { t }] of crossings.entries()) expect(Math.abs(t - truth[k]!), when).toBeLessThan(1e-11);
    }
  });

  test('needs no JavaScript on the way where zeros are simple', () => {
    const kernel = poolOf(systems['oscillator']!, {
      where: 'integrate',
      order: 20,
      watched: ['x', 'v + 3'],
      events: 2,
      control: 'states',
      compensated: false,
      kind: 'wasm',
    }).take();
    setParameters(kernel, parameterValues('test', float64, systems['oscillator']!, new Map()));
    const specs = [{ direction: 'falling' }, {}] as const;
    const stepper = new Stepper(kernel, [1, 0], 0);
    stepper.finder = new EventFinder(specs);
    stepper.march(60, 1);
    // what has not been looked at has no side
    stepper.finder.sides.set([1, 1]);
    stepper.march(60, 1000);
    expect(stepper.outcome).toBe(Outcome.reached);
    expect([...stepper.finder.sides]).toEqual([Math.cos(60) > 0 ? 1 : -1, 1]);
    const records: EventRecord[] = [];
    takeHits(kernel, specs, 1, records);
    const falling = Array.from({ length: 10 }, (_, k) => (2 * k + 0.5) * Math.PI);
    expect(records).toHaveLength(falling.length);
    for (const [k, { t, state, direction }] of records.entries()) {
      expect(Math.abs(t - falling[k]!)).toBeLessThan(4e-15 * falling[k]!);
      expect(Math.abs(state[0]!)).toBeLessThan(1e-14);
      expect(Math.abs(state[1]! + 1)).toBeLessThan(1e-14);
      expect(direction).toBe(-1);
    }
  });

  test('leaves events alone whose zeros come too early, in the same step as well', () => {
    // cos 9t is zero several times in a step of a solution that is a polynomial
    const times = (cooldown: number): number[] =>
      integrate({ x: '1' }, [0], { t: [0, 2], events: [{ when: 'cos(9*t)', cooldown }] }).events.map(
        ({ t }) => (t * 9) / Math.PI,
      );
    expect(times(0).map((t) => Number(t.toFixed(9)))).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
    expect(times((1.5 * Math.PI) / 9).map((t) => Number(t.toFixed(9)))).toEqual([0.5, 2.5, 4.5]);
    const pairs = { when: '(x - 0.3)^2 - 1e-6', cooldown: 0.5 };
    const { events } = integrate(systems['oscillator']!, [1, 0], { t: [0, 6], events: [pairs] });
    expect(events.map(({ direction }) => direction)).toEqual([-1, -1]);
  });
});

test.each(['wasm', 'interpreter'] as const)(
  'a step that overflows with an event in it leaves the state where it began: %s',
  (kernel) => {
    const growth = system({ x: 'x' });
    const { status, end, steps, reached } = integrate(growth, [1], { t: [0, 800], events: [{ when: 'x - 1.5e308' }], kernel });
    expect(status).toBe('notFinite');
    const alone = integrate(growth, [1], { t: [0, 800], kernel });
    expect([end, steps, reached]).toEqual([alone.end, alone.steps, alone.reached]);
    expect(end[0]).toBeGreaterThan(1e308);
  },
);
