/** 1/e in two parts. */
const HIGH = 0.36787944117144233;
const LOW = -1.2428753672788363e-17;

/** W(x) ≥ −1 with W e^W = x, the principal branch of Lambert's function; NaN below −1/e (Corless and others 1996). */
export function lambertW(x: number): number {
  if (x === 0 || x === Infinity) return x;
  const above = aboveBranch(x);
  if (!(above >= 0)) return Number.NaN;
  if (above < 0.25) return nearBranch(above) - 1;
  let w = x < 1 ? nearBranch(Math.min(above, 1)) - 1 : Math.log(x) - Math.log(Math.log(x) + 1);
  if (x > -0.2 && x < 0.5) w = x * (1 - x * (1 - 1.5 * x));
  // Halley's method; each step triples the digits
  for (let i = 0; i < 8; i++) {
    const power = Math.exp(w);
    const error = x > 1 ? w - x / power : (w * power - x) / power;
    const step = error / (w + 1 - ((w + 2) * error) / (2 * w + 2));
    w -= step;
    if (Math.abs(step) <= 1e-9 * Math.abs(w)) break;
  }
  // a last step of Newton's, for the rounding of the last
  return w - (w - x * Math.exp(-w)) / (1 + w);
}

/** e·x + 1 without cancellation. */
export function aboveBranch(x: number): number {
  return Math.E * (x + HIGH + LOW);
}

/** W₋₁(x) ≤ −1 with W e^W = x for −1/e ≤ x < 0, the other real branch. */
export function lambertWm1(x: number): number {
  const above = aboveBranch(x);
  if (!(above >= 0 && x < 0)) return Number.NaN;
  if (above < 0.25) return nearBranch(above, -1) - 1;
  // w + ln(w/x) = 0, by Newton's method from ln(−x) − ln(−ln(−x))
  const log = Math.log(-x);
  let w = log - Math.log(-log);
  for (let i = 0; i < 10; i++) {
    const step = ((w - log + Math.log(-w)) * w) / (1 + w);
    w -= step;
    if (Math.abs(step) <= 2 ** -40 * Math.abs(w)) break;
  }
  return w;
}

/** d = 1 + W by Newton's method for 1 + (d − 1)e^d = Σ_{k≥2} (k − 1) d^k/k! = ex + 1, which keeps its digits where d is small. */
function nearBranch(above: number, sign: 1 | -1 = 1): number {
  if (above === 0) return 0;
  const p = sign * Math.sqrt(2 * above);
  // d = p − p²/3 + 11 p³/72 − … (4.22)
  let d = p * (1 + p * (-1 / 3 + (p * 11) / 72));
  for (let i = 0; i < 5; i++) {
    let [sum, power] = [0, d];
    for (let k = 2; k < 25; k++) {
      power *= d / k;
      sum += (k - 1) * power;
    }
    d -= (sum - above) / (d * Math.exp(d));
  }
  return d;
}
