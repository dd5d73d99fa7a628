import { describe, expect, test } from 'vitest';
import { pred, succ } from '../../src/rounding/neighbor.js';
import { ETA, MAX, nextDown, nextUp, operands } from './oracle.js';

describe('succ and pred: the next double up and down', () => {
  test('agree with the bits for 30 000 random and adversarial doubles', () => {
    const { any } = operands(3);
    for (let i = 0; i < 30_000; i++) {
      const x = any();
      if (succ(x) !== nextUp(x) || pred(x) !== nextDown(x)) throw new Error(`at ${x}: ${pred(x)}, ${succ(x)}; seed 3`);
    }
  });

  test('agree with the bits around every power of two, where the spacing changes', () => {
    for (let k = -1074; k <= 1023; k++) {
      const power = 2 ** k;
      for (const x of [nextDown(nextDown(power)), nextDown(power), power, nextUp(power), nextUp(nextUp(power))]) {
        if (succ(x) !== nextUp(x) || pred(x) !== nextDown(x)) throw new Error(`at ${x}, near 2^${k}`);
        if (succ(-x) !== nextUp(-x) || pred(-x) !== nextDown(-x)) throw new Error(`at ${-x}, near -2^${k}`);
      }
    }
  });

  test('step through zero and past the ends', () => {
    expect([pred(0), succ(0), pred(-0), succ(-0)]).toEqual([-ETA, ETA, -ETA, ETA]);
    expect([succ(-ETA), pred(ETA)]).toEqual([0, 0]);
    expect([succ(MAX), succ(Infinity), succ(-Infinity)]).toEqual([Infinity, Infinity, -MAX]);
    expect([pred(-MAX), pred(-Infinity), pred(Infinity)]).toEqual([-Infinity, -Infinity, MAX]);
    expect([succ(NaN), pred(NaN)]).toEqual([NaN, NaN]);
  });
});
