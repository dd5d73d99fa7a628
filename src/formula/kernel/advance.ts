import type { Machine, Place, Value } from './machine.js';

/**
 * Accumulators of one loop, which hide the latency of a multiplication and an addition. Twice as many would not fit the registers beside what they add up: with four
 * states at once, not two, the step of two trajectories took a third longer, and that in generated JavaScript, too.
 */
const CHAINS = 8;

/**
 * x ← x_0 + h·(o + h·e) for every state, with o = x_1 + x_3 h² + … and e = x_2 + x_4 h² + … in the lanes of a vector where there are vectors. Both go by Horner's rule
 * in h⁴, terms with even and with odd powers of h² by themselves, so that the chain of dependent operations is a quarter of the order. Only the last sum rounds at the
 * size of the state.
 *
 * @param low - where there is one coefficient for each state, from this position on, what that sum rounds away is kept there and enters the next
 */
export function writeAdvance(machine: Machine, h: Value, states: number, order: number, low?: number): void {
  const pairs = new Pairs(machine);
  const square = machine.binary('mul', h, h);
  const second = pairs.twice(square);
  const fourth = pairs.twice(machine.binary('mul', square, square));
  // pair i is x_{2i+1}, x_{2i+2}
  const last = ((order + 1) >> 1) - 1;
  const [first, beside] = last % 2 === 0 ? [last, undefined] : [last - 1, last];
  const together = CHAINS / (machine.hasPairs ? 2 : 4);
  for (let from = 0; from < states; from += together) {
    const chains = Array.from({ length: Math.min(together, states - from) }, (_, i) => {
      const row = (from + i) * (order + 1);
      const start = (pair: number): Pair =>
        2 * pair + 2 > order
          ? pairs.of(machine.load({ position: row + order }), machine.constant(0))
          : pairs.load({ position: row + 2 * pair + 1 });
      return {
        row,
        kept: low === undefined ? undefined : low + from + i,
        even: pairs.variable(start(first)),
        odd: pairs.variable(beside === undefined ? pairs.twice(machine.constant(0)) : start(beside)),
      };
    });
    if (first > 0) {
      machine.descending(2 * first - 4, 4, () => {
        for (const { even, odd, row } of chains) {
          pairs.assign(
            even,
            pairs.binary('add', pairs.binary('mul', even, fourth), pairs.load({ position: row + 1, index: 'j' })),
          );
          pairs.assign(odd, pairs.binary('add', pairs.binary('mul', odd, fourth), pairs.load({ position: row + 3, index: 'j' })));
        }
      });
    }
    for (const { even, odd, row, kept } of chains) {
      const sums = pairs.binary('add', even, pairs.binary('mul', second, odd));
      const [o, e] = pairs.lanes(sums);
      let increment = machine.binary('mul', h, machine.binary('add', o, machine.binary('mul', h, e)));
      if (kept !== undefined) increment = machine.binary('add', increment, machine.load({ position: kept }));
      const start = machine.load({ position: row });
      const sum = machine.binary('add', start, increment);
      machine.store({ position: row }, sum);
      if (kept === undefined) continue;
      // TwoSum
      const part = machine.binary('sub', sum, start);
      const rest = machine.binary('sub', start, machine.binary('sub', sum, part));
      machine.store({ position: kept }, machine.binary('add', rest, machine.binary('sub', increment, part)));
    }
  }
}

/** Two values: one vector of a machine that has pairs, otherwise each by itself. */
type Pair = readonly Value[];

/** Operations of pairs. */
class Pairs {
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  of(a: Value, b: Value): Pair {
    return this.#machine.hasPairs ? [this.#machine.pack(a, b)] : [a, b];
  }

  twice(a: Value): Pair {
    return this.#machine.hasPairs ? [this.#machine.splat(a)] : [a, a];
  }

  /** Coefficients that follow each other. */
  load(place: Place): Pair {
    const machine = this.#machine;
    if (machine.hasPairs) return [machine.loadPair(place)];
    return [machine.load(place), machine.load({ ...place, position: place.position + 1 })];
  }

  lanes(pair: Pair): readonly [Value, Value] {
    const machine = this.#machine;
    return machine.hasPairs ? [machine.lane(pair[0]!, 0), machine.lane(pair[0]!, 1)] : [pair[0]!, pair[1]!];
  }

  variable(start: Pair): Pair {
    return start.map((value) => this.#machine.variable(value));
  }

  assign(variable: Pair, value: Pair): void {
    for (const [i, part] of variable.entries()) this.#machine.assign(part, value[i]!);
  }

  binary(name: 'add' | 'mul', a: Pair, b: Pair): Pair {
    return a.map((part, i) => this.#machine.binary(name, part, b[i]!));
  }
}
