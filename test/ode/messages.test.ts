import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { adjoint, ensemble, flowMap, integrate, lyapunov, poincare, solutionSeries, stream, system } from '../../src/index.js';

// Misuse is told in the name of the function that was called, not of one that it rests on.

const field = system({ x: 'v', v: '-x' });
const span = { t: [0, 1] } as const;

describe('a kernel that there is not is told in the name of', () => {
  const kernel = 'llvm' as 'wasm';
  const told = (where: string): string => `${where}: expected a kernel among auto, wasm, javascript and interpreter, got llvm`;

  test.each<[string, () => unknown]>([
    ['integrate', () => integrate(field, [1, 0], { ...span, kernel })],
    ['stream', () => [...stream(field, [1, 0], { ...span, kernel })]],
    ['flowMap', () => flowMap(field, [1, 0], { ...span, order: 1, kernel })],
    ['lyapunov', () => lyapunov(field, [1, 0], { ...span, kernel })],
    ['adjoint', () => adjoint(field, [1, 0], { ...span, final: 'x', kernel })],
    ['poincare', () => poincare(field, { section: 'x', kernel }).image([0, 1])],
  ])('%s', (where, call) => {
    expect(call).toThrow(told(where));
  });

  test('ensemble, whoever computes', async () => {
    for (const workers of [0, 1])
      await expect(ensemble(field, [[1, 0]], { ...span, kernel, workers })).rejects.toThrow(told('ensemble'));
  });
});

describe('a formula that cannot be read is told with its place among the options of', () => {
  const events = [{ when: 'x', stop: true }, { when: 'q - 1' }];

  test.each<[string, () => unknown]>([
    ['integrate: in events[1].when', () => integrate(field, [1, 0], { ...span, events })],
    ['stream: in events[1].when', () => [...stream(field, [1, 0], { ...span, events })]],
    ['flowMap: in events[1].when', () => flowMap(field, [1, 0], { ...span, order: 1, events })],
    ['poincare: in options.section', () => poincare(field, { section: 'q - 1' })],
    ['adjoint: in options.final', () => adjoint(field, [1, 0], { ...span, final: 'q - 1' })],
    ['adjoint: in options.running', () => adjoint(field, [1, 0], { ...span, running: 'q - 1' })],
    ['adjoint: in options.terms[0].cost', () => adjoint(field, [1, 0], { ...span, terms: [{ t: 0.5, cost: 'q - 1' }] })],
    ['integrate: events[0].jump.v', () => integrate(field, [1, 0], { ...span, events: [{ when: 'x', jump: { v: 'q - 1' } }] })],
  ])('%s', (where, call) => {
    expect(call).toThrow(`${where}: formula: expected a known name, got q`);
  });

  test('ensemble', async () => {
    await expect(ensemble(field, [[1, 0]], { ...span, events })).rejects.toThrow(
      'ensemble: in events[1].when: formula: expected',
    );
  });
});

describe('times that are none are told in the name of', () => {
  const none = {} as { t: [number, number] };

  test.each<[string, () => unknown]>([
    ['integrate', () => integrate(field, [1, 0], none)],
    ['flowMap', () => flowMap(field, [1, 0], { ...none, order: 1 })],
    ['lyapunov', () => lyapunov(field, [1, 0], none)],
    ['adjoint', () => adjoint(field, [1, 0], { ...none, final: 'x' })],
  ])('%s', (where, call) => {
    expect(call).toThrow(`${where}: expected options with times, { t: [t0, t1]`);
    expect(call).toThrow('got none');
  });

  test('integrate, with what would be some', () => {
    const typed = Float64Array.of(0, 1) as unknown as number[];
    expect(() => integrate(field, [1, 0], { t: typed })).toThrow('got a typed array, of which Array.from makes one');
    expect(() => integrate(field, [1, 0], { t: 5 as unknown as number[] })).toThrow('{ t: [t0, t1] }, got t: 5');
  });
});

describe('nothing that was asked for is passed over in silence:', () => {
  test('values that are not numbers take no derivatives of the flow, and no step control but one', () => {
    const decimals = [new Decimal(1), new Decimal(0)];
    const run = (options: object) => () => integrate(field, decimals, { ...span, ...options });
    expect(run({ variational: true })).toThrow('integrate: expected no variational with initial values that are not numbers');
    expect(run({ variational: true })).toThrow(
      'got true; variables(initial, { order: 1 }) as initial values carry the derivatives',
    );
    expect(run({ stepControl: 'damped' })).toThrow('integrate: expected no stepControl with initial values that are not numbers');
  });

  test('flowMap takes formulas, and the directions that there are', () => {
    const run = (event: object) => () => flowMap(field, [1, 0], { t: [0, 2], order: 1, events: [{ when: 'x', ...event }] });
    expect(run({ jump: (state: number[]) => state })).toThrow(
      "flowMap: events[0]: expected a jump by formulas such as { v: '-v' }, got a function",
    );
    expect(run({ when: 5 })).toThrow("flowMap: events[0]: expected a formula in when, such as 'x - 1', got number");
    expect(run({ when: (q: number) => q })).toThrow('flowMap: in events[0].when');
    expect(run({ direction: 'up' })).toThrow('flowMap: events[0]: expected a direction rising, falling or both, got up');
  });

  test('poincare knows its section and its direction', () => {
    const none = {} as { section: string };
    expect(() => poincare(field, none)).toThrow("poincare: expected a formula in options.section, such as 'x - 1', got none");
    expect(() => poincare(field, { section: 'x', direction: 'up' as 'rising' })).toThrow(
      'poincare: expected a direction rising, falling or both, got up',
    );
  });
});

test('a cost that is no formula is told with its place', () => {
  const cost = 5 as unknown as string;
  expect(() => adjoint(field, [1, 0], { ...span, final: cost })).toThrow(
    "adjoint: expected a formula in options.final, such as 'x - 1', got number",
  );
  expect(() => adjoint(field, [1, 0], { ...span, terms: [{ t: 0.5, cost }] })).toThrow(
    "adjoint: expected a formula in options.terms[0].cost, such as 'x - 1', got number",
  );
  expect(() => adjoint(field, [1, 0], { ...span, running: (q: number) => q })).toThrow('adjoint: in options.running');
});

test('an event that is none is told with its place', () => {
  const run = (event: unknown) => () => integrate(field, [1, 0], { ...span, events: [{ when: 'x' }, event as { when: string }] });
  expect(run(null)).toThrow("integrate: events[1]: expected an object, { when: 'x' }, got null");
  expect(run('x - 1')).toThrow("integrate: events[1]: expected an object, { when: 'x' }, got 'x - 1'");
  expect(() => flowMap(field, [1, 0], { ...span, order: 1, events: [undefined as never] })).toThrow(
    "flowMap: events[0]: expected an object, { when: 'x' }, got undefined",
  );
});

test('a jump that returns nothing is told what it may return', () => {
  const jump = (() => undefined) as unknown as () => number[];
  expect(() => integrate(field, [1, 0], { t: [0, 9], events: [{ when: 'x', jump }] })).toThrow(
    "from an event's jump, got undefined; return {} where nothing changes",
  );
  const { events } = integrate(field, [1, 0], { t: [0, 9], events: [{ when: 'x', jump: () => ({}) }] });
  expect(events).toHaveLength(3);
});

test('times that come one by one, and series without an order, are told what to do', () => {
  async function* times(): AsyncGenerator<number> {
    yield 0;
  }
  for (const t of [times(), [0, 1].values(), new Set([0, 1])] as unknown as number[][])
    expect(() => integrate(field, [1, 0], { t })).toThrow(
      'integrate: expected options with times, { t: [t0, t1] }, got an iterable; stream takes it',
    );
  expect(() => stream(field, [1, 0], { t: 5 as unknown as number[] }).next()).toThrow('got t: 5');
  expect(() => solutionSeries(field, [1, 0], undefined as never)).toThrow('solutionSeries: expected options with an order');
});

test('members of an ensemble that there are not, and states that are none', async () => {
  const flat = new Float64Array(2) as unknown as number[][];
  await expect(ensemble(field, flat, span)).rejects.toThrow(
    'ensemble: expected 2 finite initial values (x, v) of member 0, got 0',
  );
  const swarm = await ensemble(field, [[1, 0]], span);
  for (const ask of [() => swarm.end(1), () => swarm.states(-1), () => swarm.events(0.5)])
    expect(ask).toThrow(/: expected a member from 0 to 0, got /);
});

test('an equation without a value is named, in its own order, and a solution that grows beyond numbers is not blamed on one', () => {
  const at = (equations: Record<string, string>, initial: number[]): string =>
    integrate(equations, initial, { t: [0, 2] }).message;
  expect(at({ x: '1', y: 'sqrt(x - 1) + y' }, [0, 0])).toMatch(/^Stopped at t = 0: y' is not finite there; /);
  expect(at({ x: 'log(y)', y: '1/x' }, [0, -1])).toMatch(/^Stopped at t = 0: x', y' are not finite there; /);
  expect(at({ "x''": 'log(x)' }, [-1, 0])).toMatch(/^Stopped at t = 0: x'' is not finite there; /);
  expect(at({ x: 'x^2' }, [1])).toMatch(/: the field or its derivatives are not finite there; /);
  expect(at({ x: 'log(abs(x) - 1)' }, [0.5])).toMatch(/: x' is not finite there; /);
});
