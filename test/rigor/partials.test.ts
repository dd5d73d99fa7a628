import { expect, test } from 'vitest';
import { derivatives, taylor } from '../../src/derivative/derivative.js';
import { gradient } from '../../src/derivative/gradient.js';
import { hessian } from '../../src/derivative/hessian.js';
import { formula } from '../../src/formula/formula.js';
import { Interval, interval } from '../../src/interval/interval.js';
import { fractionOf } from '../oracle/fraction.js';
import { Random } from './random.js';

const functions =
  'sqrt cbrt exp exp2 exp10 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh'.split(' ');
const constants = ['0', '1', '2', '3', '(1/2)', '(1/3)', '0.1', '(-1)', '(-2)', '7', 'pi'];
const exponents = [
  '0',
  '1',
  '2',
  '3',
  '5',
  '(-1)',
  '(-2)',
  '(1/2)',
  '(1/3)',
  '(-1/3)',
  '(5/2)',
  '0.1',
  '0.12345678901234567',
  'pi',
];

function expression(random: Random, depth: number): string {
  if (depth === 0 || random.chance(0.08)) return random.chance(0.8) ? random.pick(['x', 'y']) : random.pick(constants);
  const a = expression(random, depth - 1);
  const kind = random.next();
  if (kind < 0.4) return `${random.pick(functions)}(${a})`;
  if (kind < 0.5) return `(${a})^${random.pick(exponents)}`;
  const b = random.chance(0.1) ? a : expression(random, depth - 1);
  return `(${a})${random.pick(['+', '-', '*', '*', '/', '^'])}(${b})`;
}

function side(random: Random): Interval {
  const center = random.chance(0.4) ? random.pick([0, 1, -1, 0.5, 2, 3]) : 4 * random.next() - 2;
  const radius = random.pick([0, 0, 1e-12, 0.03, 0.3]);
  return new Interval(center - radius, center + radius);
}

/** x + a·s as text, for an exact double x. */
function line(x: number, a: number): string {
  const { num, den } = fractionOf(x);
  return `(${num}/${den} + ${a}*s)`;
}

test('gradients, Hessians and Taylor series over boxes agree with derivatives along lines through the points of the box', () => {
  const random = new Random(31);
  let checked = 0;
  for (let run = 0; run < 400; run++) {
    const seed = random.state;
    const text = expression(random, 2 + random.below(3));
    const box = { x: side(random), y: side(random) };
    const f = formula(text);
    if (f.variables.length !== 2) continue;
    const names = f.variables as ('x' | 'y')[];
    const over = names.map((name) => box[name]);
    const [slope, curvature, expansion] = [gradient(f, over), hessian(f, over), taylor(f, over, 2)];
    for (const part of [0, 0.3, 1]) {
      for (const direction of [
        [1, 0],
        [0, 1],
        [1, -2],
      ] as const) {
        const point = over.map(({ lo, hi }) => Math.min(hi, lo + part * (hi - lo)));
        const [p, q] = point.map((at, i) => line(at, direction[i]!)) as [string, string];
        const along = text.replace(/[xy](?!p)/g, (name) => (name === names[0] ? p : q));
        const truth = derivatives(along, interval(0), 2);
        const first = slope[0]!.mul(direction[0]).add(slope[1]!.mul(direction[1]));
        const rows = curvature.map((row) => row[0]!.mul(direction[0]).add(row[1]!.mul(direction[1])));
        const second = rows[0]!.mul(direction[0]).add(rows[1]!.mul(direction[1]));
        const term = (i: number, j: number): Interval => expansion.coefficient([i, j]).mul(direction[0] ** i * direction[1] ** j);
        const found = [
          [expansion.coefficient([0, 0]), truth[0]!],
          [first, truth[1]!],
          [term(1, 0).add(term(0, 1)), truth[1]!],
          [second, truth[2]!],
          [term(2, 0).add(term(1, 1)).add(term(0, 2)).mul(2), truth[2]!],
        ] as const;
        for (const [i, [enclosure, exact]] of found.entries()) {
          // Nothing is proved where the derivative along the line is not known, and where the function is not defined.
          if (truth.slice(0, 1 + ((i + 1) >> 1)).some((d) => d.isEmpty() || d.isEntire())) break;
          checked++;
          if (enclosure.disjoint(exact)) {
            expect.fail(
              `seed ${seed}: ${text} over ${over.join(' × ')}, along ${along}: ${enclosure} and ${exact} (number ${i})`,
            );
          }
        }
      }
    }
  }
  expect(checked).toBeGreaterThan(3000);
});
