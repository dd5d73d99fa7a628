/**
 * Functions with kinks and jumps, in the few operations that every machine has, with the bits of `Math`: signs of zeros and NaN included.
 */
import type { PiecewiseName, StepName } from '../../algebra/order.js';
import type { Side } from '../../series/grading.js';
import type { Machine, Value } from './machine.js';

/** The value of such a function. */
export function piecewise(machine: Machine, name: PiecewiseName, x: Value): Value {
  switch (name) {
    case 'abs':
    case 'floor':
    case 'ceil':
    case 'trunc':
      return machine.piece(name, x);
    case 'sign':
      return sign(machine, x);
    case 'step':
      return step(machine, x);
    case 'round': {
      const floor = machine.piece('floor', x);
      const isDown = machine.less(machine.binary('sub', x, floor), machine.constant(0.5));
      const rounded = machine.select(isDown, floor, machine.binary('add', floor, machine.constant(1)));
      // −0 for what is rounded up to it
      return machine.select(machine.less(x, machine.constant(0)), machine.neg(machine.piece('abs', rounded)), rounded);
    }
  }
}

function sign(machine: Machine, x: Value): Value {
  const zero = machine.constant(0);
  const notPositive = machine.select(machine.less(x, zero), machine.constant(-1), x);
  return machine.select(machine.less(zero, x), machine.constant(1), notPositive);
}

/** 1 + min(sign x, 0) */
function step(machine: Machine, x: Value): Value {
  return machine.binary('add', machine.constant(1), machine.binary('min', sign(machine, x), machine.constant(0)));
}

/** 0 where a step function is constant around x, as `Order.isFlat` says, otherwise 1. */
export function jumpsAt(machine: Machine, name: StepName, x: Value): Value {
  return machine.binary('sub', machine.constant(1), isFlat(machine, name, x));
}

function isFlat(machine: Machine, name: StepName, x: Value): Value {
  const one = machine.constant(1);
  const size = machine.piece('abs', x);
  const bounded = machine.less(size, machine.constant(Infinity));
  /** 1 for a finite number that is not whole. */
  const isBroken = (y: Value): Value => machine.less(machine.piece('floor', y), y);
  switch (name) {
    case 'sign':
    case 'step':
      return machine.binary('mul', machine.less(machine.constant(0), size), bounded);
    case 'floor':
    case 'ceil':
      return isBroken(x);
    case 'trunc':
      return machine.binary('max', isBroken(x), machine.less(size, one));
    // at halves of odd numbers
    case 'round': {
      const isWhole = machine.binary('mul', machine.binary('sub', one, isBroken(x)), bounded);
      return machine.binary('max', isBroken(machine.binary('mul', machine.constant(2), x)), isWhole);
    }
  }
}

/** The sign of x t^k beside t = 0 for an odd k: on one side, or on both, where a term other than zero has none. */
export function signOfOddTerm(machine: Machine, x: Value, side: Side): Value {
  if (side === 0) return machine.select(x, machine.constant(Number.NaN), machine.constant(0));
  return side === 1 ? sign(machine, x) : machine.neg(sign(machine, x));
}
