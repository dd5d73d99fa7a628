import { describe, test } from 'vitest';
import { sweeps } from './sweep.js';

describe('directed operations: the tightest bounds on a million operands each', () => {
  for (const [operation, sweep] of Object.entries(sweeps)) {
    test(operation, () => {
      const seed = Number(process.env['BROOK_SEED'] ?? 20_260);
      sweep(seed, 1_000_000, (name, wrong, xs) => {
        throw new Error(`${name}(${xs.join(', ')}): ${wrong}; seed ${seed}`);
      });
    }, 600_000);
  }
});
