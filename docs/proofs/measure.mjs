// Records of kernel results for measure.c.   npm run build && node measure.mjs <function> [count] | ./measure <function>
import * as area from '../../dist/rounding/elementary/kernel/area.js';
import * as asin from '../../dist/rounding/elementary/kernel/asin.js';
import * as atan from '../../dist/rounding/elementary/kernel/atan.js';
import * as base from '../../dist/rounding/elementary/kernel/base.js';
import * as exp from '../../dist/rounding/elementary/kernel/exp.js';
import * as halfturn from '../../dist/rounding/elementary/kernel/halfturn.js';
import * as hyperbolic from '../../dist/rounding/elementary/kernel/hyperbolic.js';
import * as log from '../../dist/rounding/elementary/kernel/log.js';
import * as root from '../../dist/rounding/elementary/kernel/root.js';
import * as sine from '../../dist/rounding/elementary/kernel/sine.js';
import * as tan from '../../dist/rounding/elementary/kernel/tan.js';
import * as trig from '../../dist/rounding/elementary/kernel/trig.js';

const [name, count = '1000000'] = process.argv.slice(2);
const pair = new Float64Array(2);

let seed = 1;
/** mulberry32: 32 random bits */
function bits() {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}
const random = () => (bits() * 2 ** 20 + (bits() >>> 12)) / 2 ** 52;

const uniform = (lo, hi) => lo + (hi - lo) * random();
/** of either sign, uniform in the logarithm of its size */
const sized = (lo, hi) => (random() < 0.5 ? -1 : 1) * 2 ** uniform(lo, hi);
const oneOf = (...choices) => choices[Math.floor(random() * choices.length)]();
const rootsOfSine = () => Math.round(uniform(-32000, 32000)) * (Math.PI / 2);
const angle = () =>
  oneOf(
    () => sized(-26, 15),
    () => uniform(-6, 6),
    () => uniform(-5e4, 5e4),
    rootsOfSine,
    () => rootsOfSine() + sized(-50, -8),
  );

const ratio = () =>
  oneOf(
    () => uniform(-1, 1),
    () => sized(-26, 0),
    () => 1 - Math.abs(sized(-53, -1)),
  );

const positive = () =>
  oneOf(
    () => Math.abs(sized(-1021, 1023)),
    () => uniform(0, 3) + 1e-3,
    () => 1 + sized(-52, -1),
    () => uniform(0.99, 1.01),
  );
const moderate = () =>
  oneOf(
    () => uniform(-2, 2),
    () => sized(-26, 9),
    () => sized(-6, -3),
  );

const turns = () =>
  oneOf(
    () => uniform(-2, 2),
    () => sized(-27, 39),
    () => Math.round(uniform(-99, 99)) / 2 + sized(-40, -9),
  ) + 1e-3;

/** A kernel that writes h and l and has a relative error bound. */
function relative(argument, kernel, bound) {
  return {
    argument,
    run(x) {
      kernel(x, pair);
      return [0, bound * Math.abs(pair[0])];
    },
  };
}

/** For each function: a random argument, and the kernel giving [exponent, error]. */
const functions = {
  exp: {
    argument: () =>
      oneOf(
        () => uniform(-10, 10),
        () => uniform(-745, 709),
        () => sized(-40, -3),
      ),
    run(x) {
      if (Math.abs(x) <= 2 ** -9) return [0, exp.expNearZero(x, pair)];
      return [exp.expKernel(x, pair), exp.expError * pair[0]];
    },
  },
  log: {
    argument: () =>
      oneOf(
        () => Math.abs(sized(-1021, 1023)),
        () => uniform(0, 3) + 1e-3,
        () => 1 + sized(-52, -1),
        () => uniform(0.99, 1.01),
      ),
    run: (x) => [0, log.logKernel(x, pair)],
  },
  log1p: {
    argument: () =>
      oneOf(
        () => uniform(-1, 3),
        () => sized(-53, -9),
        () => sized(-9, -1),
        () => Math.abs(sized(-2, 999)),
      ),
    run: (x) => [0, log.log1pKernel(x, pair)],
  },
  exp2: {
    argument: () =>
      oneOf(
        () => uniform(-10, 10),
        () => uniform(-1021, 1022),
        () => sized(-40, -3),
      ),
    run: (x) => [base.exp2Kernel(x, pair), base.baseError * pair[0]],
  },
  exp10: {
    argument: () =>
      oneOf(
        () => uniform(-10, 10),
        () => uniform(-307, 307),
        () => sized(-40, -3),
      ),
    run: (x) => [base.exp10Kernel(x, pair), base.baseError * pair[0]],
  },
  log2: { argument: positive, run: (x) => [0, base.log2Kernel(x, pair)] },
  log10: { argument: positive, run: (x) => [0, base.log10Kernel(x, pair)] },
  expm1: {
    argument: () =>
      oneOf(
        () => uniform(-2, 2),
        () => uniform(-40, 708),
        () => sized(-53, -4),
      ),
    run: (x) => [0, hyperbolic.expm1Kernel(x, pair)],
  },
  sinh: { argument: moderate, run: (x) => [0, hyperbolic.sinhKernel(x, pair)] },
  cosh: { argument: moderate, run: (x) => [0, hyperbolic.coshKernel(x, pair)] },
  tanh: {
    argument: () =>
      oneOf(
        () => uniform(-2, 2),
        () => sized(-26, 4),
      ),
    run: (x) => [0, hyperbolic.tanhKernel(x, pair)],
  },
  asinh: {
    argument: () =>
      oneOf(
        () => uniform(-2, 2),
        () => sized(-26, 99),
        () => sized(-12, -8),
      ),
    run: (x) => [0, area.asinhKernel(x, pair)],
  },
  acosh: {
    argument: () =>
      oneOf(
        () => uniform(1, 5),
        () => 1 + Math.abs(sized(-52, 90)),
      ),
    run: (x) => [0, area.acoshKernel(x, pair)],
  },
  atanh: { argument: ratio, run: (x) => [0, area.atanhKernel(x, pair)] },
  sinpi: relative(turns, halfturn.sinpiKernel, sine.trigError),
  cospi: relative(turns, halfturn.cospiKernel, sine.trigError),
  tanpi: relative(turns, halfturn.tanpiKernel, tan.tanError),
  cbrt: relative(
    () =>
      oneOf(
        () => uniform(-10, 10),
        () => sized(-1021, 1023),
      ),
    root.cbrtKernel,
    root.cbrtError,
  ),
  sin: relative(angle, trig.sinKernel, sine.trigError),
  cos: relative(angle, trig.cosKernel, sine.trigError),
  tan: relative(angle, tan.tanKernel, tan.tanError),
  cot: relative(angle, tan.cotKernel, tan.tanError),
  sec: relative(angle, tan.secKernel, tan.secError),
  csc: relative(angle, tan.cscKernel, tan.secError),
  atan: relative(
    () =>
      oneOf(
        () => sized(-26, 0),
        () => sized(-30, 60),
        () => uniform(-1, 1),
      ),
    atan.atanKernel,
    atan.atanError,
  ),
  asin: relative(ratio, asin.asinKernel, asin.asinError),
  acos: relative(ratio, asin.acosKernel, asin.asinError),
};

const records = new Float64Array(5 * Number(count));
for (let i = 0; i < records.length; i += 5) {
  let x = functions[name].argument();
  while (x === 0 || x === 1) x = functions[name].argument();
  const [m, error] = functions[name].run(x);
  records.set([x, pair[0], pair[1], m, error], i);
}
process.stdout.write(new Uint8Array(records.buffer));
