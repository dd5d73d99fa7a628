import { describe, expect, test } from 'vitest';
import { floatValues } from '../../src/formula/float.js';
import { formula, hamiltonian, integrate, lagrangian, type System, system } from '../../src/index.js';

const field = ({ dag, roots }: System, at: readonly number[]): number[] => floatValues(dag, roots, at);

describe('equations of higher order', () => {
  test('have the variable and its derivatives for states', () => {
    const oscillator = system({ "x''": "-x - 0.1*x'", y: "x'" });
    expect(oscillator.states).toEqual(['x', "x'", 'y']);
    expect(oscillator.toString()).toBe("x' = x'\nx'' = -x - 0.1*x'\ny' = x'");
    expect(system({ "x'''": "-x''", "y'": 'x' }).states).toEqual(['x', "x'", "x''", 'y']);
    expect(oscillator.formulas[1]!.toLatex()).toContain("x'");
    expect(oscillator.toC()).toContain('x_27');
  });

  test('are integrated, with events in the derivatives', () => {
    const orbit = integrate({ "x''": '-x' }, [1, 0], { t: [0, 2], events: [{ when: "x' + x" }] });
    expect(orbit.end[0]).toBeCloseTo(Math.cos(2), 14);
    expect(orbit.end[1]).toBeCloseTo(-Math.sin(2), 14);
    expect(orbit.events[0]!.t).toBeCloseTo(Math.PI / 4, 13);
  });

  test('name the equation that is wrong, and the state that is there twice', () => {
    expect(() => system({ "x''": '-x +' })).toThrow("system: in the equation of x'': formula: expected");
    expect(() => system({ "x''": "-y'" })).toThrow("got y'; the variables are x, x', t");
    expect(() => system({ "x''": '1', "x'": '2' })).toThrow('got x twice');
    expect(() => formula("x' + 1")).toThrow('write derivatives with derivative()');
  });
});

describe('hamiltonian', () => {
  test('of the pendulum', () => {
    expect(hamiltonian('p^2/2 - cos(q)', ['q'], ['p']).toString()).toBe("q' = p\np' = -sin(q)");
  });

  test('of the Kepler problem has the field known for it and keeps its energy, given as text or as functions', () => {
    const energy = '(px^2 + py^2)/2 - 1/sqrt(x^2 + y^2)';
    const kepler = hamiltonian(energy, ['x', 'y'], ['px', 'py']);
    const named = hamiltonian(
      (x: number, y: number, px: number, py: number) => (px ** 2 + py ** 2) / 2 - 1 / Math.hypot(x, y),
      ['x', 'y'],
      ['px', 'py'],
    );
    const arrays = hamiltonian(
      (q: number[], p: number[]) => p.reduce((s, c) => s + c * c, 0) / 2 - 1 / Math.sqrt(q.reduce((s, c) => s + c * c, 0)),
      ['x', 'y'],
      ['px', 'py'],
    );
    const [x, y, px, py] = [0.6, -0.8, 0.25, 1.5];
    for (const made of [kepler, named, arrays]) {
      expect(made.states).toEqual(['x', 'y', 'px', 'py']);
      const expected = [px, py, -x, -y];
      field(made, [x, y, px, py]).forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i]!, 14);
      });
    }
    const start = [0.5, 0, 0, Math.sqrt(3)];
    const { end } = integrate(kepler, start, { t: [0, 20] });
    const H = formula(energy, { variables: ['x', 'y', 'px', 'py'] });
    expect(H.evaluate(end)).toBeCloseTo(H.evaluate(start), 13);
  });

  test('may depend on time and parameters', () => {
    const driven = hamiltonian('p^2/(2*m) + k*q^2/2 - q*sin(t)', ['q'], ['p'], { parameters: { m: 2, k: '1/3' } });
    expect(driven.variables).toEqual(['q', 'p', 't', 'm', 'k']);
    const [dq, dp] = field(driven, [0.5, 3, 1, 2, 1 / 3]);
    expect(dq).toBeCloseTo(1.5, 15);
    expect(dp).toBeCloseTo(-0.5 / 3 + Math.sin(1), 15);
  });

  test('says what is missing', () => {
    expect(() => hamiltonian('p^2', ['q'], [])).toThrow('hamiltonian: expected as many of none as there are coordinates, got 1');
    expect(() => hamiltonian('p^2 + a*q', ['q'], ['p'])).toThrow('a known name, got a');
    expect(() => hamiltonian(formula('p^2 + a*q'), ['q'], ['p'])).toThrow('got one of a; declare it in parameters');
  });
});

describe('lagrangian', () => {
  test('with friction, from a dissipation function in other variables, too', () => {
    const spring = lagrangian('m*v^2/2 - k*x^2/2', ['x'], ['v'], { parameters: ['m', 'k', 'c'], dissipation: 'c*v^2/2' });
    expect(spring.formulas.map(String)).toEqual(['v', '(-(k*x) - c*v)/m']);
    // two carts on a rail, friction between them: the momentum stays
    const carts = lagrangian('u^2/2 + v^2', ['x', 'y'], ['u', 'v'], { dissipation: formula('3*(v - u)^2/2') });
    const { end } = integrate(carts, [0, 0, 1, -2], { t: [0, 2] });
    expect(end[2]! + 2 * end[3]!).toBeCloseTo(-3, 14);
    // (u − v)′ = −3(1 + 1/2)(u − v)
    expect(end[2]! - end[3]!).toBeCloseTo(3 * Math.exp(-9), 14);
  });

  test('refuses a mass matrix that is singular, where it divided by 0', () => {
    expect(() => lagrangian('v - x', ['x'], ['v'])).toThrow(
      'lagrangian: expected a kinetic energy that depends on every velocity by itself',
    );
    expect(() => lagrangian('(v + w)^2/2 - x*y', ['x', 'y'], ['v', 'w'])).toThrow('got a singular mass matrix');
  });

  test('refuses options that there are not, among them a dissipation of Hamilton’s equations', () => {
    expect(() => lagrangian("x'^2/2", ['x'], undefined, { disipation: "x'^2" } as never)).toThrow(
      'lagrangian: expected options among parameters, time, scope, dissipation, got disipation; did you mean dissipation?',
    );
    expect(() => hamiltonian('p^2/2', ['q'], ['p'], { dissipation: 'p^2' } as never)).toThrow(
      'hamiltonian: expected options among parameters, time, scope, got dissipation',
    );
  });

  test('of a mass matrix with zeros where elimination begins', () => {
    // Bateman's pair: x″ = −x − x′ and, back in time, y″ = −y + y′
    expect(lagrangian("x'*y' + (x*y' - x'*y)/2 - x*y", ['x', 'y']).formulas.slice(2).map(String)).toEqual(["-x' - x", "y' - y"]);
  });

  test('of an oscillator', () => {
    expect(lagrangian("x'^2/2 - x^2/2", ['x']).toString()).toBe("x' = x'\nx'' = -x");
  });

  test('of the double pendulum has the accelerations known for it', () => {
    const L = "(a'^2 + (a'^2 + b'^2 + 2*a'*b'*cos(a - b)))/2 + g*(2*cos(a) + cos(b))";
    const made = lagrangian(L, ['a', 'b'], undefined, { parameters: { g: 9.81 } });
    expect(made.states).toEqual(['a', 'b', "a'", "b'"]);
    const [a, b, u, v, g] = [0.7, -1.1, 0.4, 2.5, 9.81];
    const d = a - b;
    const below = 2 - Math.cos(d) ** 2;
    // unit masses and lengths: Goldstein, Classical Mechanics, chapter 1, solved for the accelerations
    const first = (-g * 2 * Math.sin(a) + g * Math.sin(b) * Math.cos(d) - Math.sin(d) * (v * v + u * u * Math.cos(d))) / below;
    const second =
      (-2 * g * Math.sin(b) + 2 * g * Math.sin(a) * Math.cos(d) + Math.sin(d) * (2 * u * u + v * v * Math.cos(d))) / below;
    const values = field(made, [a, b, u, v, g]);
    [u, v, first, second].forEach((expected, i) => {
      expect(values[i]).toBeCloseTo(expected, 12);
    });
  });

  test('of a particle in rotating coordinates has the Coriolis force, and that of a moving support the time', () => {
    const made = lagrangian('((vx - w*y)^2 + (vy + w*x)^2)/2', ['x', 'y'], ['vx', 'vy'], { parameters: ['w'] });
    const [x, y, vx, vy, w] = [0.3, 0.5, -1, 2, 1.5];
    const values = field(made, [x, y, vx, vy, w]);
    expect(values[2]).toBeCloseTo(2 * w * vy + w * w * x, 13);
    expect(values[3]).toBeCloseTo(-2 * w * vx + w * w * y, 13);
    const lifted = lagrangian("(x' + cos(t))^2/2", ['x']);
    expect(field(lifted, [0, 1, 0.5])[1]).toBeCloseTo(Math.sin(0.5), 15);
  });
});
