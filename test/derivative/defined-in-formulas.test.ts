import { describe, expect, test } from 'vitest';
import { defineFunction } from '../../src/derivative/define.js';
import { derivative, derivatives, taylor } from '../../src/derivative/derivative.js';
import { gradient, jacobian } from '../../src/derivative/gradient.js';
import { hessian } from '../../src/derivative/hessian.js';
import { partial, tensor } from '../../src/derivative/partial.js';
import { formula } from '../../src/formula/formula.js';
import { hamiltonian } from '../../src/formula/mechanics.js';
import { system } from '../../src/formula/system.js';
import { interval } from '../../src/interval/interval.js';
import { complex } from '../../src/number/complex.js';
import { fraction } from '../../src/number/fraction.js';
import { adjoint } from '../../src/ode/adjoint.js';
import { ensemble } from '../../src/ode/ensemble.js';
import { integrate } from '../../src/ode/integrate.js';
import { sin } from '../../src/series/free.js';
import { enclose } from '../../src/verified/enclose.js';
import { printed } from '../formula/compiler.js';

/** 1/(1 + u²), which brook knows as a formula too. */
const agnesi = defineFunction('agnesi', {
  b: '1 + u^2',
  a: '-2*u',
  at: (x) => 1 / (1 + x * x),
  enclosure: (x) => interval(1).div(x.sqr().add(1)),
});
const scope = { agnesi };
const given = formula('x*agnesi(x*y) - agnesi(sin(y))^2', { scope, variables: ['x', 'y'] });
const known = formula('x/(1 + (x*y)^2) - 1/(1 + sin(y)^2)^2', { variables: ['x', 'y'] });
const point = [0.7, -1.3] as const;

function expectClose(a: ArrayLike<number>, b: ArrayLike<number>): void {
  expect(a.length).toBe(b.length);
  Array.from(a).forEach((value, i) => {
    expect(Math.abs(value - b[i]!)).toBeLessThan(1e-13 * Math.max(1, Math.abs(b[i]!)));
  });
}

describe('a function given by its own equation in formulas', () => {
  test('is read from texts, from plain functions and from functions over brook values as the same formula', () => {
    const text = formula('sin(agnesi(x))', { scope });
    expect(text.toString()).toBe('sin(agnesi(x))');
    const plain = formula((x: number) => Math.sin(agnesi(x)), { scope });
    const renamed = formula((x: number) => Math.sin(agnesi(x)), { scope: () => ({ agnesi }) });
    const traced = formula((x: never) => sin(agnesi(x)));
    for (const other of [plain, renamed, traced]) {
      expect(other.toString()).toBe('sin(agnesi(x))');
      expect(other.evaluate([0.4])).toBe(text.evaluate([0.4]));
    }
    expect(formula(text.toString(), { scope }).derivative().toString()).toBe(text.derivative().toString());
    expect(text.toLatex()).toBe('\\sin\\left(\\operatorname{agnesi}\\left(x\\right)\\right)');
    expect(text.operations().get('agnesi')).toBe(1);
    expect(text.dependencies()).toEqual(['x']);
    expect(formula('agnesi(2) + x', { scope }).evaluate([1])).toBe(1.2);
  });

  test('has the values and all derivatives of the same function made of others', () => {
    expectClose([given.evaluate([...point])], [known.evaluate([...point])]);
    expectClose(gradient(given, point), gradient(known, point));
    hessian(given, point).forEach((row, i) => {
      expectClose(row, hessian(known, point)[i]!);
    });
    expectClose([partial(given, point, [2, 3])], [partial(known, point, [2, 3])]);
    expectClose((tensor(given, point, 3) as number[][][]).flat(2), (tensor(known, point, 3) as number[][][]).flat(2));
    expectClose(jacobian([given, 'x*y'], point).flat(), jacobian([known, 'x*y'], point).flat());
    expectClose(taylor(given, point, 6).coefficients, taylor(known, point, 6).coefficients);
    const line = formula('exp(agnesi(x^2 - 1))', { scope });
    expectClose(derivatives(line, 0.3, 12), derivatives('exp(1/(1 + (x^2 - 1)^2))', 0.3, 12));
  });

  test('exactly, over fractions, and over complex numbers', () => {
    const cube = defineFunction('cube', {
      b: '1 + u',
      a: '-3',
      at: (x: ReturnType<typeof fraction>) => fraction(1).div(x.add(1).pow(3)),
    });
    const f = formula('x*cube(x^2)', { scope: { cube } });
    const wanted = derivatives('x/(1 + x^2)^3', fraction(1, 3), 9).map(String);
    expect(derivatives(f, fraction(1, 3), 9).map(String)).toEqual(wanted);
    const e = defineFunction('e_', { a: '1', at: (z: ReturnType<typeof complex>) => z.exp() });
    const z = derivative(formula('e_(x)^2', { scope: { e_: e } }), complex(0.2, 1), 2);
    const truth = complex(0.4, 2).exp().mul(4);
    expect(z.sub(truth).abs()).toBeLessThan(1e-13);
  });

  test('has a symbolic derivative by its equation, which simplifies and nests', () => {
    const f = formula('agnesi(agnesi(x))', { scope });
    const slope = f.derivative();
    expectClose(
      [slope.evaluate([0.8]), slope.derivative().simplify().evaluate([0.8])],
      derivatives('1/(1 + 1/(1 + x^2)^2)', 0.8, 2).slice(1),
    );
    expect(formula('agnesi(x)', { scope }).derivative().simplify().toString()).toBe('-2*(x*agnesi(x))/(1 + x^2)');
    expect(formula('agnesi(x) - agnesi(x) + 0*y', { scope }).simplify().dependencies()).toContain('x');
  });

  test('gives the same bits in every back end of compiled kernels', () => {
    for (const what of ['value', 'gradient', 'jet'] as const) {
      const order = what === 'jet' ? { order: 4 } : {};
      const [wasm, javascript, interpreter] = (['wasm', 'javascript', 'interpreter'] as const).map((backend) => {
        const kernel = given.compile({ what, backend, ...order });
        expect(kernel.backend).toBe(backend);
        return [kernel([...point])].flat() as (number | Float64Array)[];
      });
      expect(wasm).toEqual(interpreter);
      expect(javascript).toEqual(interpreter);
    }
    expect([...given.compile({ what: 'gradient', lanes: 2 })([0.7, 0.7, -1.3, -1.3])]).toEqual(
      [...given.compile({ what: 'gradient' })([...point])].flatMap((v) => [v, v]),
    );
    const line = formula('x*agnesi(x)', { scope });
    const coefficients = line.compile({ what: 'taylor', order: 9 })([0.6, 1]);
    expectClose(coefficients, taylor('x/(1 + x^2)', 0.6, 9).coefficients);
    expect([...line.compile({ what: 'taylor', order: 9, backend: 'interpreter' })([0.6, 1])]).toEqual([...coefficients]);
  });
});

// y′ = 1/(1 + y²) from 0: y + y³/3 = t
const slow = system({ y: 'agnesi(y)' }, { scope });

describe('in differential equations', () => {
  test('orbits follow the closed solution, by kernels and by the interpreter alike', () => {
    const ends = (['auto', 'wasm', 'interpreter'] as const).map((kernel) => integrate(slow, [0], { t: [0, 12], kernel }).end[0]!);
    expect(Math.abs(ends[0]! + ends[0]! ** 3 / 3 - 12)).toBeLessThan(1e-13);
    expect(ends[1]).toBe(ends[0]);
    expect(ends[2]).toBe(ends[0]);
    const { flowJacobian } = integrate(slow, [0], { t: [0, 12], variational: true });
    // ∂y(t)/∂y₀ = f(y(t))/f(y₀)
    expectClose(flowJacobian!.flat(), [1 / (1 + ends[0]! ** 2)]);
  });

  test('proved orbits enclose the closed solution', () => {
    const { status, end } = enclose(slow, [0], { t: [0, 12] });
    expect(status).toBe('complete');
    const [y] = end;
    expect(y!.wid()).toBeLessThan(1e-9);
    expect(y!.add(y!.pow(3).div(3)).contains(12)).toBe(true);
  });

  test('ensembles compute them here, gradients of costs and Hamilton’s equations have them', async () => {
    const { ends } = await ensemble(slow, [[0], [1]], { t: [0, 3] });
    expect(Math.abs(ends[0]! + ends[0]! ** 3 / 3 - 3)).toBeLessThan(1e-13);
    await expect(ensemble(slow, [[0]], { t: [0, 1], workers: 1 })).rejects.toThrow(
      'ensemble: expected a system of formulas alone for workers, got the function agnesi; compute here with workers: 0',
    );
    const { initial } = adjoint(slow, [0.5], { t: [0, 2], final: 'y' });
    const end = integrate(slow, [0.5], { t: [0, 2] }).end[0]!;
    expectClose(initial, [(1 + 0.25) / (1 + end ** 2)]);
    const hill = hamiltonian('p^2/2 + agnesi(q)', ['q'], ['p'], { scope });
    expect(hill.simplify().toString()).toBe("q' = p\np' = 2*(q*agnesi(q))/(1 + q^2)");
  });

  test('their Taylor code in C declares the function, and runs', () => {
    const code = slow.toC({ taylor: 5 });
    expect(code).toContain('extern double agnesi(double);');
    const main = `double agnesi(double x) { return 1.0 / (1.0 + x * x); }
#include <stdio.h>
int main(void) { static double m[f_size]; m[0] = 0.5; f_solve(m); for (int k = 0; k <= 5; k++) printf("%.17g\\n", m[k]); return 0; }\n`;
    const lines = printed(`${code}\n${main}`, ['-O1', '-ffp-contract=off', '-Wno-unused']);
    expect(lines.map(Number)).toEqual([...slow.compile({ what: 'taylor', order: 5 })([0.5])]);
  });
});

describe('over intervals', () => {
  const box = interval('[0.25, 0.75]');

  test('derivatives of formulas contain the exact ones, and so do gradients', () => {
    const f = formula('x*agnesi(x)', { scope });
    const enclosed = derivatives(f, box, 6);
    for (let i = 0; i <= 8; i++) {
      const x = fraction(4 + i, 16);
      derivatives('x/(1 + x^2)', x, 6).forEach((truth, k) => {
        expect(enclosed[k]!.contains(Number(truth.num) / Number(truth.den))).toBe(true);
      });
    }
    const [dx] = gradient(given, [box, interval(-1.3)]);
    expect(dx!.contains(gradient(known, [0.5, -1.3])[0]!)).toBe(true);
    const kernel = f.compile({ what: 'value', arithmetic: 'interval' });
    expect(interval(...([...kernel([0.25, 0.75])] as [number, number])).contains(0.4)).toBe(true);
  });

  test('where b may vanish nothing is known of derivatives, also where a quotient would say half a line', () => {
    const cubed = defineFunction('cubed', { b: 'u', a: '3', at: (x) => x ** 3, enclosure: (x) => x.pow(3) });
    const f = formula('cubed(x)', { scope: { cubed } });
    expect(f.evaluate([interval(0, 1)]).equals(interval(0, 1))).toBe(true);
    expect(derivative(f, interval(0, 1)).isEntire()).toBe(true);
    expect(gradient(f, [interval(0, 1)])[0]!.isEntire()).toBe(true);
    expect(derivative(f, interval(1, 2)).contains(12)).toBe(true);
    expect(derivative(f, interval(1, 2)).isEntire()).toBe(false);
    const { status } = enclose(system({ x: 'cubed(x)' }, { scope: { cubed } }), [interval(-0.1, 0.1)], { t: [0, 0.1] });
    expect(status).not.toBe('complete');
  });

  test('without an enclosure there are none', () => {
    const bare = defineFunction('bare', { a: '1', at: Math.exp });
    expect(() => derivative(formula('bare(x)', { scope: { bare } }), box)).toThrow(/^bare: expected a number .* got an interval/);
  });
});

describe('code and misuse', () => {
  test('code calls the function by its name', () => {
    const f = formula('agnesi(x) + 1', { scope });
    expect(f.toC()).toContain('extern double agnesi(double);\n');
    expect(f.toC()).toContain('agnesi(x)');
    const text = f.toJavaScript();
    const own = new Function('agnesi', `${text} return f;`)(agnesi) as (x: number) => number;
    expect(own(2)).toBe(1.2);
    expect(text).not.toContain('x * x');
  });

  test('names that code cannot have, or that two functions have, are refused', () => {
    const at = (x: number): number => x;
    const named = (name: string): ReturnType<typeof formula> =>
      formula('g(x)', { scope: { g: defineFunction(name, { a: '1', at }) } });
    expect(() => named('ψ').toC()).toThrow(
      'toC: expected a name that the language allows for a function, got ψ; define it by another',
    );
    expect(() => named('f').toC()).toThrow(/expected different names of different functions, got f twice/);
    expect(() => named('g').add(named('g')).toC()).toThrow(/expected different names of different functions, got g twice/);
    expect(named('ψ').toString()).toBe('ψ(x)');
  });

  test('a text takes only such functions from its scope', () => {
    expect(() => formula('f(x)', { scope: { f: Math.sin } })).toThrow(
      /expected a function made by defineFunction in scope for f/,
    );
    expect(() => formula('agnesi(x, 1)', { scope })).toThrow(/expected 1 argument of agnesi, got 2/);
    expect(() => formula('agnesi(x)')).toThrow(/expected a function before '\(', got agnesi/);
  });
});

describe('the scope of a system', () => {
  const oscillator = system({ x: 'v', v: '-x' }, { scope: { ...scope, half: 0.5 } });
  // 1/(1 + x²) = 1/2 at |x| = 1, that is for 2 cos t at π/3, 2π/3, …
  const times = [1, 2, 4, 5].map((k) => (k * Math.PI) / 3);
  const foundIn = (when: string | ((x: number) => number)): number[] =>
    integrate(oscillator, [2, 0], { t: [0, 6], events: [{ when }] }).events.map(({ t }) => t);

  test('is that of the events along its solutions, texts and plain functions', () => {
    const half = 0.5;
    expectClose(foundIn('agnesi(x) - 1/2'), times);
    expectClose(
      foundIn((x) => agnesi(x) - half),
      times,
    );
    expect(() => integrate(system({ x: '1' }), [0], { t: [0, 1], events: [{ when: 'agnesi(x)' }] })).toThrow('agnesi');
  });

  test('is that of jumps, costs and ensembles, of which those in workers take no functions', async () => {
    const bounced = integrate(oscillator, [2, 0], { t: [0, 1.5], events: [{ when: 'x - 1', jump: { v: '-2*agnesi(x)*v' } }] });
    expect(bounced.events).toHaveLength(1);
    // at π/3 the velocity −√3 becomes √3
    expect(bounced.at(Math.PI / 3 + 1e-9)[1]).toBeCloseTo(Math.sqrt(3), 6);
    const [plain, given] = ['1/(1 + x^2)', 'agnesi(x)'].map((cost) =>
      adjoint(oscillator, [2, 0], { t: [0, 1], final: cost, running: cost, terms: [{ t: 0.5, cost }] }),
    );
    expectClose([given!.value, ...given!.initial], [plain!.value, ...plain!.initial]);
    const job = { t: [0, 6], events: [{ when: 'agnesi(x) - 1/2' }] };
    const { events } = await ensemble(oscillator, [[2, 0]], job);
    expectClose(
      events(0).map(({ t }) => t),
      times,
    );
    await expect(async () => ensemble(oscillator, [[2, 0]], { ...job, workers: 1 })).rejects.toThrow('agnesi');
  });
});
