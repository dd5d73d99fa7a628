import { F64, FunctionBody, I32, op } from '../../wasm/encoder.js';

/** How many states move in one loop: enough to hide the latency of a multiplication and an addition, few enough for the registers. */
const CHAINS = 8;

/** The function `advance(h)`: x_i ← Σ_k x_i^[k] h^k by Horner's rule, one loop over the orders for several states in step. */
export function writeAdvance(states: number, order: number): FunctionBody {
  const body = new FunctionBody('advance', [F64], []);
  const h = 0;
  const k8 = body.local(I32);
  for (let from = 0; from < states; from += CHAINS) {
    const chains = Array.from({ length: Math.min(CHAINS, states - from) }, (_, i) => ({
      sum: body.local(F64),
      row: 8 * (from + i) * (order + 1),
    }));
    for (const { sum, row } of chains) {
      body.i32(0);
      body.load(row + 8 * order);
      body.set(sum);
    }
    body.i32(8 * (order - 1));
    body.set(k8);
    body.loop();
    for (const { sum, row } of chains) {
      body.get(sum);
      body.get(h);
      body.emit(op.f64Mul);
      body.get(k8);
      body.load(row);
      body.emit(op.f64Add);
      body.set(sum);
    }
    body.get(k8);
    body.i32(8);
    body.emit(op.i32Sub);
    body.tee(k8);
    body.i32(0);
    body.emit(op.i32LtS);
    body.emit(op.i32Eqz);
    body.branchIf(0);
    body.end();
    for (const { sum, row } of chains) {
      body.i32(0);
      body.get(sum);
      body.store(row);
    }
  }
  return body;
}
