import { describe, expect, test } from 'vitest';
import { decimalInterval } from '../../src/decimal/decimal-interval.js';
import { system } from '../../src/formula/system.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { type EncloseOptions, enclose } from '../../src/verified/enclose.js';
import { widthOf } from '../../src/verified/step.js';
import { compare, fraction, minus } from '../interval/exact.js';
import { holds, orbitsOf, systems } from '../problems/orbits.js';

const widest = (box: readonly Interval[]): number => Math.max(...box.map((x) => x.wid()));
const { lorenz, vanDerPol, volterra, henonHeiles, forced, oscillator } = systems as Record<
  keyof typeof systems,
  (typeof systems)[string]
>;

function expectHolds(box: readonly Interval[], state: readonly string[]): void {
  expect(box.length).toBe(state.length);
  for (const [i, x] of box.entries()) expect(holds(x, state[i]!), `component ${i}: ${x} must contain ${state[i]}`).toBe(true);
}

describe('points: the box at the end contains the reference orbit and is narrow', () => {
  test.each([
    ['lorenz', lorenz, 1e-10],
    ['henonHeiles', henonHeiles, 1e-13],
    ['volterra', volterra, 1e-11],
    ['forced', forced, 1e-13],
  ] as const)('%s', (name, field, width) => {
    for (const orbit of orbitsOf(name)) {
      const pipe = enclose(field!, [...orbit.initial], { t: orbit.t });
      expect(pipe.status).toBe('complete');
      expect(pipe.reached).toBe(orbit.t[1]);
      expectHolds(pipe.at(orbit.t[1]), orbit.state);
      expectHolds(pipe.end, orbit.state);
      expect(widest(pipe.end)).toBeLessThan(width);
    }
  });

  test('Lorenz at t = 1 is what the issue asks for, to 1e-9', () => {
    const { end } = enclose({ x: '10*(y - x)', y: 'x*(28 - z) - y', z: 'x*y - 8/3*z' }, [15, 15, 36], { t: [0, 1] });
    const truth = ['-6.94535415990345931973', '2.99715462662903073944', '35.14435030572241917796'];
    expectHolds(end, truth);
    expect(widest(end)).toBeLessThan(1e-9);
  });

  test('low and high orders enclose the same orbit', () => {
    for (const order of [2, 3, 5, 12, 30]) {
      const orbit = orbitsOf('lorenz').find(({ t }) => t[1] === 0.25)!;
      const pipe = enclose(lorenz!, [...orbit.initial], {
        t: orbit.t,
        order,
        tolerance: order < 5 ? 1e-5 : order < 12 ? 1e-9 : 1e-18,
      });
      expect(pipe.status).toBe('complete');
      expectHolds(pipe.at(0.25), orbit.state);
    }
  });

  test('a mere 1/10 in text is enclosed, in a number it is that double', () => {
    const exact = enclose({ x: '0' }, ['1/10'], { t: [0, 1] });
    expect(holds(exact.end[0]!, '0.1')).toBe(true);
    const double = enclose({ x: '0' }, [0.1], { t: [0, 1] });
    expect(holds(double.end[0]!, '0.1')).toBe(false);
    expect(double.end[0]!.contains(0.1)).toBe(true);
  });
});

describe('boxes: every orbit that starts inside stays inside, at every time', () => {
  const around = (center: readonly number[], radius: number): Interval[] =>
    center.map((x) => new Interval(x - radius, x + radius));
  test.each([
    ['vanDerPolBox', vanDerPol, around([1.5, 2.5], 1 / 256), 7, 0.1],
    ['volterraBox', volterra, around([1, 3], 1 / 128), 5.5, 0.3],
    ['lorenzBox', lorenz, around([15, 15, 36], 2 ** -20), 3, 1e-3],
  ] as const)('%s', (name, field, box, end, width) => {
    const pipe = enclose(field!, box, { t: [0, end] });
    expect(pipe.status).toBe('complete');
    expect(widest(pipe.end)).toBeLessThan(width);
    for (const { t, state } of orbitsOf(name)) {
      expectHolds(pipe.at(t[1]), state);
      // spans of time that hold this one
      expectHolds(pipe.at(new Interval(Math.max(0, t[1] - 0.01), Math.min(end, t[1] + 0.003))), state);
      const segments = pipe.segments.filter((segment) => segment.t.contains(t[1]));
      expect(segments.length).toBeGreaterThan(0);
      for (const { box: tube } of segments) expectHolds(tube, state);
    }
  });

  test('a linear rotation neither grows nor shrinks a box over a hundred turns', () => {
    const pipe = enclose(oscillator!, [new Interval(0.99, 1.01), new Interval(-0.01, 0.01)], { t: [0, 628.3185307179587] });
    expect(pipe.status).toBe('complete');
    expect(widest(pipe.end)).toBeLessThan(0.021);
    expect(pipe.end[0]!.contains(new Interval(0.9901, 1.0099))).toBe(true);
  });
});

describe('what a system may be', () => {
  test('time enters the field: x′ = cos t', () => {
    const pipe = enclose({ x: 'cos(t)' }, [0], { t: [0, 3] });
    expect(holds(pipe.end[0]!, '0.141120008059867222100744802808')).toBe(true); // sin 3
    expect(widest(pipe.end)).toBeLessThan(1e-14);
  });

  test('time starts where it is said to: x′ = t from 2 to 5 adds 21/2', () => {
    const pipe = enclose({ x: 't' }, [0], { t: [2, 5] });
    expect(pipe.end[0]!.contains(10.5)).toBe(true);
  });

  test('parameters are exact by default and may be intervals', () => {
    const decay = system({ x: '-k*x' }, { parameters: { k: '1/3' } });
    const truth = '0.716531310573789250425604096925'; // exp(-1/3)
    const exact = enclose(decay, [1], { t: [0, 1] });
    expect(holds(exact.end[0]!, truth)).toBe(true);
    expect(widest(exact.end)).toBeLessThan(1e-15);
    const range = enclose(decay, [1], { t: [0, 1], parameters: { k: interval(0, 1) } });
    expect(range.end[0]!.contains(new Interval(0.3679, 1))).toBe(true);
    expect(range.end).toHaveLength(1);
    expect(range.end[0]!.wid()).toBeLessThan(1.6); // the true range [1/e, 1] is 0.64 wide; a box this large wants splitting
    const thin = enclose(decay, [1], { t: [0, 3], parameters: { k: interval(0.5, 0.5 + 1e-6) } });
    expect(holds(thin.end[0]!, '0.223130160148429828933280470764')).toBe(true); // exp(-3/2)
    expect(holds(thin.end[0]!, '0.22312982545344062759')).toBe(true); // exp(-1.5000015)
    expect(thin.end[0]!.wid()).toBeLessThan(7.5e-7); // 6.7e-7 is the true width
  });

  test('a constant field and a field that is another state', () => {
    const pipe = enclose({ x: '1', y: 'x' }, [0, 0], { t: [0, 3] });
    expect(pipe.end[0]!.contains(3)).toBe(true);
    expect(pipe.end[1]!.contains(4.5)).toBe(true);
    expect(widest(pipe.end)).toBeLessThan(1e-14);
  });

  test('backward time: there and back again holds the start', () => {
    const there = enclose(vanDerPol!, [1.4, 2.4], { t: [0, 2] });
    const back = enclose(vanDerPol!, there.end, { t: [2, 0] });
    expect(back.status).toBe('complete');
    expect(back.end[0]!.contains(1.4) && back.end[1]!.contains(2.4)).toBe(true);
    expect(widest(back.end)).toBeLessThan(1e-10);
    expect(back.at(1)[0]!.disjoint(there.at(1)[0]!)).toBe(false);
  });

  test('no time at all: the box itself', () => {
    const pipe = enclose(vanDerPol!, [1, interval(2, 3)], { t: [1, 1] });
    expect(pipe.status).toBe('complete');
    expect(pipe.end.map(String)).toEqual(['[1, 1]', '[2, 3]'].map((text) => String(interval(text))));
    expect(pipe.at(1).map(String)).toEqual(pipe.end.map(String));
  });
});

describe('where the proof ends, its status says why and what was proved is kept', () => {
  test('a blow-up: x′ = x² from 1 has its pole at 1', () => {
    const pipe = enclose({ x: 'x^2' }, [1], { t: [0, 2] });
    expect(pipe.status).toBe('stepTooSmall');
    expect(pipe.reached).toBeLessThan(1);
    expect(pipe.reached).toBeGreaterThan(0.999);
    expect(pipe.at(0.5)[0]!.contains(2)).toBe(true);
    expect(pipe.message).toMatch(/singularity|split/);
  });

  test('the edge of the domain: x = √(1 − t) reaches 0 at t = 1', () => {
    const pipe = enclose({ x: '-1/(2*x)' }, [1], { t: [0, 3] });
    expect(['stepTooSmall', 'outsideDomain']).toContain(pipe.status);
    expect(pipe.reached).toBeLessThanOrEqual(1);
    expect(pipe.reached).toBeGreaterThan(0.99);
    expect(pipe.at(0.75)[0]!.contains(0.5)).toBe(true);
  });

  test('a box across the edge of the domain is never restricted silently', () => {
    for (const field of [
      'sqrt(x)',
      'log(x)',
      '1/x',
      'x^(1/3)',
      'x^(-2)',
      'asin(x - 1)',
      'acosh(x + 1)',
      'atanh(x - 1)',
      'tan(x + 1.5707963267948966)',
    ]) {
      const pipe = enclose({ x: field }, [new Interval(-0.5, 0.5)], { t: [0, 0.01] });
      expect(pipe.status, field).toBe('outsideDomain');
      expect(pipe.steps, field).toBe(0);
    }
  });

  test('a field that is defined but not smooth on the box is refused: √x at 0', () => {
    const pipe = enclose({ x: 'sqrt(x)' }, [new Interval(0, 1)], { t: [0, 0.1] });
    expect(pipe.status).toBe('outsideDomain');
  });

  test('maxSteps and the signal end it with what there is', () => {
    const few = enclose(lorenz!, [15, 15, 36], { t: [0, 5], maxSteps: 3 });
    expect(few.status).toBe('maxSteps');
    expect(few.steps).toBe(3);
    expect(few.at(few.reached).map(String)).toEqual(few.end.map(String));
    const controller = new AbortController();
    const aborted = enclose(lorenz!, [15, 15, 36], {
      t: [0, 5],
      signal: controller.signal,
      onProgress: ({ steps }) => {
        if (steps === 2) controller.abort();
      },
    });
    expect(aborted.status).toBe('aborted');
    expect(aborted.steps).toBe(2);
    expect(aborted.reached).toBeGreaterThan(0);
  });

  test('maxWidth ends it before the box says nothing any more', () => {
    const pipe = enclose(
      lorenz!,
      [15, 15, 36].map((x) => new Interval(x - 1e-3, x + 1e-3)),
      { t: [0, 20], maxWidth: 1 },
    );
    expect(pipe.status).toBe('tooWide');
    expect(pipe.reached).toBeGreaterThan(0.5);
    expect(widest(pipe.end)).toBeLessThanOrEqual(1);
  });
});

describe('misuse is one clear error', () => {
  const misuse =
    (initial: unknown, options: unknown): (() => unknown) =>
    () =>
      enclose(oscillator!, initial as number[], options as EncloseOptions);
  test.each([
    ['a wrong number of values', misuse([1], { t: [0, 1] }), /enclose: expected 2 initial values \(x, v\), got 1/],
    ['NaN', misuse([1, Number.NaN], { t: [0, 1] }), /NaN/],
    ['an empty interval', misuse([1, Interval.empty], { t: [0, 1] }), /enclose: expected a nonempty bounded interval for v/],
    ['an unbounded one', misuse([1, Interval.entire], { t: [0, 1] }), /enclose: expected a nonempty bounded interval for v/],
    ['an inverted one', misuse([1, { lo: 2, hi: 1 }], { t: [0, 1] }), /2.*1/],
    ['a bound that is none', misuse([1, { lo: null, hi: 1 }], { t: [0, 1] }), /expected a number, .*got null/],
    ['no value', misuse([1, undefined], { t: [0, 1] }), /enclose: expected a number, a text or an interval for v, got undefined/],
    ['no options', misuse([1, 0], undefined), /enclose: expected options with times/],
    ['times that are not finite', misuse([1, 0], { t: [0, Infinity] }), /enclose: expected two finite times/],
    ['an order below 2', misuse([1, 0], { t: [0, 1], order: 1 }), /enclose: expected an integer order/],
    [
      'an unknown parameter',
      misuse([1, 0], { t: [0, 1], parameters: { q: 1 } }),
      /enclose: expected parameters among \(none\), got q/,
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });

  test('a time outside of what was reached', () => {
    const pipe = enclose(oscillator!, [1, 0], { t: [0, 1] });
    expect(() => pipe.at(1.5)).toThrow(/at: expected times from 0 to 1, got 1.5/);
    expect(() => pipe.at(interval(0.5, 1.5))).toThrow(/at: expected times from 0 to 1, got \[0.5, 1.5\]/);
  });
});

describe('values and times are read as intervals are, rounded outward', () => {
  // x′ = 1: the state at t is x₀ + t
  const contains = (x: Interval, num: bigint, den: bigint): boolean =>
    compare(fraction(x.lo), { n: num, d: den }) <= 0 && compare(fraction(x.hi), { n: num, d: den }) >= 0;

  test('bounds that are texts and bigints, and texts alone', () => {
    for (const x of [{ lo: '1/10', hi: '0.1' }, '1/10', decimalInterval('0.1')]) {
      expect(contains(enclose({ x: '1' }, [x], { t: [0, 1] }).end[0]!, 11n, 10n)).toBe(true);
    }
    expect(enclose({ x: '1' }, [{ lo: 1n, hi: 2n }], { t: [0, 1] }).end[0]!.toString()).toBe('[2, 3]');
  });

  test('times', () => {
    const pipe = enclose({ x: '1' }, [0], { t: [0, 1] });
    for (const t of ['1/3', { lo: '1/3', hi: '2/3' }, decimalInterval('0.3', '0.4')]) {
      expect(contains(pipe.at(t)[0]!, 1n, 3n)).toBe(true);
    }
    expect(pipe.at({ lo: '1/3', hi: '2/3' })[0]!.contains(interval('2/3'))).toBe(true);
  });
});

test('what a flowpipe gives away cannot be used to change what it says', () => {
  const pipe = enclose({ x: '1' }, [0], { t: [0, 1] });
  const change = (box: readonly Interval[]): void => {
    (box as Interval[])[0] = interval(7);
  };
  expect(() => change(pipe.end)).toThrow(TypeError);
  for (const box of [pipe.at(1), pipe.at(0.5), pipe.segments[0]!.box]) change(box);
  expect([pipe.end, pipe.at(1), pipe.at(0.5), pipe.segments[0]!.box].some(([x]) => x!.contains(7))).toBe(false);
});

describe('what is kept between calls', () => {
  const ode = system({ x: 'a*y', y: '-x + exp(-y)' }, { parameters: { a: 2 } });
  const run = (options: Partial<Parameters<typeof enclose>[2]> = {}): string =>
    JSON.stringify(enclose(ode, [1, 0], { t: [0, 1], ...options }).end);

  test('does not show: other orders, parameters, failures and calls within calls in between', () => {
    const [first, low, other] = [run(), run({ order: 8 }), run({ parameters: { a: '1/3' } })];
    expect(new Set([first, low, other]).size).toBe(3);
    enclose(ode, [1e300, 1e300], { t: [0, 1] });
    expect([run(), run({ order: 8 }), run({ parameters: { a: '1/3' } }), run()]).toEqual([first, low, other, first]);
    let inner = '';
    const onProgress = (): void => {
      inner = run({ t: [0, 0.5] });
    };
    const outer = run({ onProgress });
    expect(outer).toBe(first);
    expect(inner).toBe(run({ t: [0, 0.5] }));
    const stop = (): never => {
      throw new Error('stop');
    };
    expect(() => run({ onProgress: stop })).toThrow('stop');
    expect(run()).toBe(first);
  });
});

describe('times of a flowpipe are differences rounded outward', () => {
  // x′ = 1: the state at t is x₀ + (t − t₀), exactly
  test.each([1, -1])('a constant field, direction %d', (direction) => {
    for (let k = 1; k <= 40; k++) {
      const [from, to] = [direction * (k / 7), direction * (k / 7 + 5 + k / 11)];
      const pipe = enclose({ x: '1' }, [0], { t: [from, to] });
      for (let j = 0; j <= 12; j++) {
        const t = j === 12 ? to : from + ((to - from) * j) / 12.3;
        const truth = minus(fraction(t), fraction(from));
        const [x] = pipe.at(t) as [Interval];
        expect(compare(fraction(x.lo), truth)).toBeLessThanOrEqual(0);
        expect(compare(fraction(x.hi), truth)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

test('the width of a box is rounded upward', () => {
  const box = Float64Array.of(-1 / 3, 3, 0.1, 1.7, -1e-20, 1);
  for (let i = 0; i < box.length; i += 2) {
    const [lo, hi] = [box[i]!, box[i + 1]!];
    expect(compare(fraction(widthOf(box.slice(i, i + 2))), minus(fraction(hi), fraction(lo)))).toBeGreaterThan(0);
  }
});
