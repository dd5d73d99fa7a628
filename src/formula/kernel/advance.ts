import type { Machine, Value } from './machine.js';

/** How many states move in one loop: two sums each hide the latency of a multiplication and an addition, more would not fit the registers. */
const CHAINS = 4;

/**
 * x ← x_0 + h·(o + h·e) for every state, with o = x_1 + x_3 h² + … and e = x_2 + x_4 h² + … by Horner's rule in h², which halves the chain of dependent
 * operations. Only the last sum rounds at the size of the state.
 *
 * @param low - where there is one coefficient for each state, from this position on, what that sum rounds away is kept there and enters the next
 */
export function writeAdvance(machine: Machine, h: Value, states: number, order: number, low?: number): void {
  const square = machine.binary('mul', h, h);
  // x_1, x_2 is the first pair; the last may lack its second
  const last = 2 * ((order + 1) >> 1) - 1;
  for (let from = 0; from < states; from += CHAINS) {
    const chains = Array.from({ length: Math.min(CHAINS, states - from) }, (_, i) => {
      const row = (from + i) * (order + 1);
      return {
        row,
        kept: low === undefined ? undefined : low + from + i,
        odd: machine.variable(machine.load({ position: row + last })),
        even: machine.variable(last === order ? machine.constant(0) : machine.load({ position: row + order })),
      };
    });
    const horner = (sum: Value, position: number): void => {
      const product = machine.binary('mul', sum, square);
      machine.assign(sum, machine.binary('add', product, machine.load({ position, index: 'j' })));
    };
    if (last > 1) {
      machine.descending(last - 3, 2, () => {
        for (const { odd, even, row } of chains) {
          horner(odd, row + 1);
          horner(even, row + 2);
        }
      });
    }
    for (const { odd, even, row, kept } of chains) {
      let increment = machine.binary('mul', h, machine.binary('add', odd, machine.binary('mul', h, even)));
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
