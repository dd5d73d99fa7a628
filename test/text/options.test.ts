import { describe, expect, test } from 'vitest';
import {
  adjoint,
  closedOrbit,
  derivative,
  derivatives,
  enclose,
  ensemble,
  flowMap,
  formula,
  gradient,
  hessian,
  hvp,
  implicit,
  integrate,
  jacobian,
  jvp,
  leastSquares,
  lyapunov,
  partial,
  poincare,
  Space,
  solutionSeries,
  stream,
  system,
  taylor,
  tensor,
  variables,
  vjp,
} from '../../src/index.js';
import { demandNames } from '../../src/text/options.js';

// Options that there are not, as plain JavaScript may give them: each would change nothing, and say nothing.

const field = system({ x: 'v', v: '-x' });
const wrong = { nonsense: 1 } as object;
const span = { t: [0, 1] as [number, number], ...wrong };

describe('an option that there is not is refused by', () => {
  test.each<[string, () => unknown]>([
    ['integrate', () => integrate(field, [1, 0], span)],
    ['stream', () => stream(field, [1, 0], span).next()],
    ['flowMap', () => flowMap(field, [1, 0], { ...span, order: 1 })],
    ['lyapunov', () => lyapunov(field, [1, 0], span)],
    ['adjoint', () => adjoint(field, [1, 0], { ...span, final: 'x' })],
    ['poincare', () => poincare(field, { section: 'x', ...wrong })],
    ['closedOrbit', () => closedOrbit(field, { state: [1, 0], period: 6, ...wrong })],
    ['enclose', () => enclose(field, [1, 0], span)],
    ['leastSquares', () => leastSquares(['x - 1'], [0], wrong)],
    ['implicit', () => implicit('x*y - 1', 1, 1, wrong)],
    ['derivative', () => derivative('x^2', 1, 1, wrong)],
    ['derivatives', () => derivatives('x^2', 1, 1, wrong)],
    ['taylor', () => taylor('x^2', 1, 1, wrong)],
    ['gradient', () => gradient('x*y', [1, 2], wrong)],
    ['jacobian', () => jacobian(['x*y'], [1, 2], wrong)],
    ['hessian', () => hessian('x*y', [1, 2], wrong)],
    ['jvp', () => jvp(['x*y'], [1, 2], [1, 0], wrong)],
    ['vjp', () => vjp(['x*y'], [1, 2], [1], wrong)],
    ['hvp', () => hvp('x*y', [1, 2], [1, 0], wrong)],
    ['partial', () => partial('x*y', [1, 2], [1, 0], wrong)],
    ['tensor', () => tensor('x*y', [1, 2], 1, wrong)],
    ['formula', () => formula('x', wrong)],
    ['system', () => system({ x: 'x' }, wrong)],
    ['compile', () => formula('x').compile({ what: 'value', ...wrong })],
    ['compile', () => field.compile(wrong)],
    ['toJavaScript', () => formula('x').toJavaScript(wrong)],
    ['toJavaScript', () => field.toJavaScript(wrong)],
    ['toC', () => formula('x').toC(wrong)],
    ['toC', () => field.toC(wrong)],
    ['solutionSeries', () => solutionSeries(field, [0, 1], { order: 2, ...wrong })],
    ['variables', () => variables([1, 2], { order: 2, ...wrong })],
    ['Space', () => Space.of(2, 2, wrong)],
  ])('%s', (where, call) => {
    expect(call).toThrow(TypeError);
    expect(call).toThrow(new RegExp(`^${where}: expected options among .*, got nonsense$`));
  });

  test('events of integrate', () => {
    const events = [{ when: 'x', terminal: true } as { when: string }];
    expect(() => integrate(field, [1, 0], { t: [0, 1], events })).toThrow(
      /^integrate: events\[0\]: expected options among when, direction, stop, jump, cooldown, got terminal$/,
    );
  });

  test('events of flowMap, which have less', () => {
    const events = [{ when: 'x', cooldown: 1 }];
    expect(() => flowMap(field, [1, 0], { t: [0, 1], order: 1, events })).toThrow(
      /^flowMap: events\[0\]: expected options among when, direction, stop, jump, got cooldown$/,
    );
  });

  test('ensemble', async () => {
    await expect(ensemble(field, [[1, 0]], span)).rejects.toThrow(/^ensemble: expected options among t, .*, got nonsense$/);
  });
});

describe('the name that was meant is told', () => {
  const known = { t: true, tolerance: true, events: true, minStep: true, maxStep: true, maxSteps: true, toString: true } as const;

  test.each([
    ['tol', 'tolerance'],
    ['rtol', 'tolerance'],
    ['evnts', 'events'],
    ['event', 'events'],
    ['maxstep', 'maxStep'],
    ['max_steps', 'maxSteps'],
    ['tolerence', 'tolerance'],
  ])('for %s: %s', (got, meant) => {
    expect(() => demandNames('f', { [got]: 1 }, known)).toThrow(`got ${got}; did you mean ${meant}?`);
  });

  test('unless none is near', () => {
    expect(() => demandNames('f', { x: 1 }, known)).toThrow(/got x$/);
    expect(() => demandNames('f', { abstol: 1 }, { variational: true })).toThrow(/got abstol$/);
    expect(() => demandNames('f', { dense: 1 }, known)).toThrow(/got dense$/);
  });

  test('also in the message of integrate', () => {
    expect(() => integrate(field, [1, 0], { t: [0, 1], tol: 1e-6 } as { t: number[] })).toThrow(
      /^integrate: expected options among t, tolerance, .*, got tol; did you mean tolerance\?$/,
    );
  });
});

test('names that all objects have are none of options', () => {
  expect(() => demandNames('f', { valueOf: 1 }, {})).toThrow('got valueOf');
});

test('an option without a value is as if it were not given', () => {
  expect(integrate(field, [1, 0], { t: [0, 1], tol: undefined } as { t: number[] }).status).toBe('complete');
});

test('an option that there is not is found behind those that a call had before, in their place and between them', () => {
  const field = system({ x: 'x' });
  const call = (options: object) => () => integrate(field, [1], { t: [0, 1], ...options });
  for (let i = 0; i < 2; i++) {
    expect(call({ tolerance: 1e-9, order: 12 })).not.toThrow();
    expect(call({ tolerance: 1e-9 })).not.toThrow();
    expect(call({ tolerance: 1e-9, order: 12, steps: 3 })).toThrow(/got steps/);
    expect(call({ tolerance: 1e-9, oder: 12 })).toThrow(/got oder; did you mean order\?/);
    // not given, and then given
    expect(call({ tolerance: 1e-9, oder: undefined })).not.toThrow();
    expect(call({ tolerance: 1e-9, oder: 12 })).toThrow(/got oder/);
  }
});
