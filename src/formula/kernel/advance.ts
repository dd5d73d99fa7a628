import type { Machine, Value } from './machine.js';

/** How many states move in one loop: enough to hide the latency of a multiplication and an addition, few enough for the registers. */
const CHAINS = 8;

/** x_i ← Σ_k x_i^[k] h^k by Horner's rule, one loop over the orders for several states in step. */
export function writeAdvance(machine: Machine, h: Value, states: number, order: number): void {
  for (let from = 0; from < states; from += CHAINS) {
    const chains = Array.from({ length: Math.min(CHAINS, states - from) }, (_, i) => {
      const row = (from + i) * (order + 1);
      return { row, sum: machine.variable(machine.load({ position: row + order })) };
    });
    machine.descending(order - 1, () => {
      for (const { sum, row } of chains) {
        const product = machine.binary('mul', sum, h);
        machine.assign(sum, machine.binary('add', product, machine.load({ position: row, index: 'j' })));
      }
    });
    for (const { sum, row } of chains) machine.store({ position: row }, sum);
  }
}
