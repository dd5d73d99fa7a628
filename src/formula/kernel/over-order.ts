import { LAST_DIVIDED } from '../../algebra/algebra.js';
import { ALPHA, BETA, isSplit } from '../../algebra/over-order.js';
import type { Machine, Value } from './machine.js';

/** v/k as `overOrder` has it over float64, for an order that is known, or −v/k. */
export function overOrder(machine: Machine, v: Value, k: number, sign: 1 | -1 = 1): Value {
  if (k === 1) return sign === 1 ? v : machine.neg(v);
  if (!isSplit(k)) return machine.binary('mul', v, machine.constant(sign / k));
  return machine.binary('mul', machine.binary('mul', v, machine.constant(ALPHA)), machine.constant((sign * BETA) / k));
}

/** The same for an order that is a value: what multiplies first, which may be 1, and then. Up to `LAST_DIVIDED`. */
function factors(machine: Machine, k: Value): readonly [Value, Value] {
  const one = machine.constant(1);
  const minus = (power: number): Value => machine.binary('sub', k, machine.constant(power));
  let split = minus(1);
  for (let power = 2; power <= LAST_DIVIDED; power *= 2) split = machine.binary('mul', split, minus(power));
  return [
    machine.select(split, machine.constant(ALPHA), one),
    machine.binary('div', machine.select(split, machine.constant(BETA), one), k),
  ];
}

/** The same for the order at hand of a loop: what takes v to v/k. */
export function overOrderIn(machine: Machine, k: Value): (v: Value) => Value {
  const one = machine.constant(1);
  const first = machine.variable(one);
  const second = machine.variable(machine.binary('div', one, k));
  machine.whenBelow(LAST_DIVIDED + 1, () => {
    const [alpha, beta] = factors(machine, k);
    machine.assign(first, alpha);
    machine.assign(second, beta);
  });
  return (v) => machine.binary('mul', machine.binary('mul', v, first), second);
}

/** The same for the next order of a loop, for all that is written with it: twice, for orders up to `LAST_DIVIDED` and for those beyond, which take one product. */
export function overNextOrder(machine: Machine, k: Value, write: (over: (v: Value) => Value) => void): void {
  const one = machine.constant(1);
  const next = machine.binary('add', k, one);
  machine.whenBelow(LAST_DIVIDED, () => {
    const [alpha, beta] = factors(machine, next);
    write((v) => machine.binary('mul', machine.binary('mul', v, alpha), beta));
  });
  machine.whenAtLeast(LAST_DIVIDED, () => {
    const reciprocal = machine.binary('div', one, next);
    write((v) => machine.binary('mul', v, reciprocal));
  });
}
