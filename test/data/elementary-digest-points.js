/**
 * Adversarial arguments of the elementary functions: for each function a list of kinds, taken in turn from a seeded source.
 *
 * The same doubles come out in every engine: nothing is used but integers, bits, and − + × ÷ of doubles.
 * `elementary-digest.mjs` gives them to MPFR, the tests to brook.
 */

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer); // low, high

/** The double with these halves. */
function ofWords(high, low) {
  words[0] = low;
  words[1] = high;
  return float[0];
}

/** 2^e, −1074 ≤ e ≤ 1023. */
function power(e) {
  if (e >= -1022) return ofWords((e + 1023) << 20, 0);
  const bit = e + 1074;
  return bit < 32 ? ofWords(0, 2 ** bit) : ofWords(2 ** (bit - 32), 0);
}

/** Seeded by a text. The generator is sfc32 (C. Doty-Humphrey, PractRand), the seed FNV-1a of the text. */
class Source {
  #a;
  #b = 0x9e3779b9;
  #c = 0x243f6a88;
  #count = 1;

  constructor(seed) {
    let h = 0x811c9dc5;
    for (let i = 0; i < seed.length; i++) h = Math.imul(h ^ seed.charCodeAt(i), 0x01000193);
    this.#a = h;
    for (let i = 0; i < 12; i++) this.word();
  }

  /** 32 random bits. */
  word() {
    const sum = (this.#a + this.#b + this.#count++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  below(n) {
    return this.word() % n;
  }

  integer(a, b) {
    return a + this.below(b - a + 1);
  }

  sign() {
    return this.below(2) === 0 ? 1 : -1;
  }

  /** In [1, 2), with all bits random. */
  significand() {
    return ofWords(0x3ff00000 | (this.word() >>> 12), this.word());
  }

  pick(list) {
    return list[this.below(list.length)];
  }
}

/** x with its size moved by up to `most` doubles. */
function nudge(source, x, most = 3) {
  const k = source.integer(-most, most);
  const size = Math.abs(x);
  if (size < most * 5e-324) return k * 5e-324;
  float[0] = size;
  const low = words[0] + k;
  const moved = ofWords(words[1] + Math.floor(low / 4294967296), low >>> 0);
  return Number.isFinite(moved) ? (x < 0 ? -moved : moved) : x;
}

// ---- kinds of numbers ----

/** Every finite double alike. */
const any = (source) => {
  let x;
  do x = ofWords(source.word(), source.word());
  while (!Number.isFinite(x));
  return x;
};

/** Either sign, 2^a ≤ |x| ≤ 2^(b + 1). */
const scaled = (a, b) => (source) => source.sign() * (source.significand() * power(source.integer(a, b)));

/** The same with few significant bits. */
const short = (a, b, bits = 6) => {
  const most = 2 ** bits;
  return (source) => source.sign() * ((1 + source.below(most) / most) * power(source.integer(a, b)));
};

const uniform = (a, b) => (source) => a + (b - a) * (source.significand() - 1);

/** One of these, or one of the doubles beside it. */
const near = (...list) => (source) => nudge(source, source.pick(list));

/** center ± scaled(a, b). */
const around = (center, a, b) => (source) => center + scaled(a, b)(source);

/** Integer multiples of a unit, as the product rounds. */
const grid = (unit, a, b) => (source) => unit * source.integer(a, b);

const nearGrid = (unit, a, b) => (source) => nudge(source, unit * source.integer(a, b));

/** n/k for k = a … b. */
const nearQuotient = (n, a, b) => (source) => nudge(source, n / source.integer(a, b));

const nearPower = (a, b) => (source) => nudge(source, power(source.integer(a, b)));

/** 10^k, as the parser rounds it. */
const nearDecade = (a, b) => (source) => nudge(source, Number(`1e${source.integer(a, b)}`), 2);

const signed = (kind) => (source) => source.sign() * kind(source);
const positive = (kind) => (source) => Math.abs(kind(source));
const negative = (kind) => (source) => -Math.abs(kind(source));

/** Of what does not lie in (a, b), the reciprocal. */
const inside = (a, b, kind) => (source) => {
  const x = kind(source);
  return x > a && x < b ? x : 1 / x;
};
const outside = (kind) => (source) => {
  const x = kind(source);
  return Math.abs(x) > 1 ? x : 1 / x;
};

/** Doubles of each size that come closest to multiples of π/2, and their neighbors. */
const closeToHalfPi = (source) => source.sign() * nudge(source, source.pick(closestToHalfPi()), 1);

let closest;

/**
 * m·2^e with m < 2^53 is close to a multiple of π/2 where m·(2^e·2/π) is close to an integer: the last two convergents m/p of the
 * fractional part of 2^e·2/π, which 160 bits of it settle.
 */
function closestToHalfPi() {
  if (closest !== undefined) return closest;
  closest = [];
  const bits = 1200n;
  const twoOverPi = 2n ** (2n * bits + 1n) / piTimes(bits);
  const limit = 2n ** 53n;
  for (let e = -52; e <= 970; e++) {
    let a = 2n ** 160n;
    let b = (twoOverPi >> (bits - 160n - BigInt(e))) % a;
    let m = 0n;
    let next = 1n;
    let before = 0n;
    while (b !== 0n && next < limit) {
      [a, b, before, m, next] = [b, a % b, m, next, (a / b) * next + m];
    }
    for (const n of [before, m]) closest.push(Number(n) * power(e));
  }
  closest = closest.filter((x) => x > 1);
  return closest;
}

/** ⌊π·2^bits⌋ or a neighbor: 16·arctan(1/5) − 4·arctan(1/239) (Machin). */
function piTimes(bits) {
  const one = 1n << (bits + 20n);
  const arctan = (n) => {
    let power = one / n;
    let sum = power;
    for (let k = 3n; power !== 0n; k += 2n) {
      power /= -n * n;
      sum += power / k;
    }
    return sum;
  };
  return (16n * arctan(5n) - 4n * arctan(239n)) >> 20n;
}

// ---- functions of one argument ----

const tiny = scaled(-1074, -1021);
const ln2 = 0.6931471805599453;
const log10of2 = 0.3010299956639812;
const halfPi = 1.5707963267948966;
const lessThanOne = [
  uniform(-1, 1),
  scaled(-60, -1),
  scaled(-12, -1),
  scaled(-30, -24),
  tiny,
  short(-40, -1),
  short(-12, -1, 20),
  inside(-1, 1, around(1, -53, -1)),
  inside(-1, 1, around(-1, -53, -1)),
  near(1, -1, 0.5, -0.5, 0.0625, 0.03125, 0.7071067811865476, 7e-9, 7.450580596923828e-9, 0.99, 2 ** -11, 0),
  nearGrid(1 / 256, -256, 256),
  inside(-1, 1, any),
];
const line = [
  any,
  scaled(-60, 9),
  scaled(-12, 4),
  scaled(-30, -24),
  tiny,
  uniform(-3, 3),
  short(-40, 10),
  short(-12, 4, 20),
];
const hyperbolic = [
  ...line,
  uniform(-760, 760),
  nearGrid(ln2 / 256, -130_000, 130_000),
  near(1, 710.4758600739439, 710, 711, 709.782712893384, 745.2, 745.1332191019412, 744.4400719213812, 708.396, 746, 747, 0, 20, 19.06),
  signed(near(2 ** -5, 7e-9, 2 ** -27, 708, 100, 36.7, 18.7)),
];
const angle = [
  any,
  scaled(-30, 20),
  scaled(20, 1023),
  tiny,
  closeToHalfPi,
  closeToHalfPi,
  nearGrid(halfPi, -40, 40),
  nearGrid(halfPi, -2_000_000, 2_000_000),
  nearGrid(halfPi / 512, -16_000_000, 16_000_000),
  uniform(-51_000, 51_000),
  uniform(-8, 8),
  short(-30, 60),
  grid(1, -100_000, 100_000),
  signed(near(0.78, 0.7853981633974483, 7e-9, 2 ** -27, 51_000, 1e22, 2 ** 53, 5.319372648326541e255, Number.MAX_VALUE, 0.5235987755982988, 0)),
];
const turn = [
  any,
  scaled(-60, 53),
  scaled(-5, 5),
  tiny,
  grid(0.25, -4000, 4000),
  nearGrid(0.25, -4000, 4000),
  grid(1 / 1024, -100_000, 100_000),
  nearGrid(1 / 12, -1000, 1000),
  nearGrid(0.5, -2_000_000_000, 2_000_000_000),
  uniform(-1, 1),
  around(0.5, -54, -2),
  short(-30, 60),
  signed(near(2 ** -28, 3.7e-9, 2 ** 51, 2 ** 52, 2 ** 53, 1e300, Number.MAX_VALUE, 0)),
];
const positives = [
  positive(any),
  positive(scaled(-1074, 1023)),
  positive(scaled(-4, 4)),
  around(1, -53, -2),
  around(1, -53, -30),
  (source) => 1 + source.integer(-1000, 1000) * 2 ** -52,
  nearPower(-1074, 1023),
  (source) => (source.integer(256, 1024) / 512) * power(source.integer(-3, 3)),
  (source) => nudge(source, (source.integer(512, 1024) / 512) * power(source.integer(-1000, 1000))),
  positive(short(-40, 40)),
  positive(short(-1074, 1023, 20)),
  nearDecade(-323, 308),
  grid(1, 1, 100_000),
  near(0, 1, Math.E, 2, 10, 2 ** -1022, 5e-324, Number.MAX_VALUE, -1),
];
const exponents = (doubling, ...ends) => [
  any,
  uniform(-1076 * doubling, 1025 * doubling),
  uniform(-1076 * doubling, -1021 * doubling),
  uniform(-15 * doubling, 15 * doubling),
  scaled(-60, -2),
  scaled(-56, -50),
  scaled(-12, 9),
  tiny,
  short(-40, 9),
  short(-70, -20, 20),
  nearGrid(doubling / 256, -270_000, 270_000),
  nearGrid(doubling, -1080, 1030),
  grid(1, -1100, 1030),
  signed(near(2 ** -9, 2 ** -53, 2 ** -54, 1e-16, 2e-17, 5e-17, 36.7, 40, 1, 0)),
  near(...ends),
];

const beyondMinusOne = [
  positive(any),
  uniform(-1, 3),
  scaled(-60, -1),
  scaled(-56, -50),
  positive(scaled(-5, 1023)),
  tiny,
  around(-1, -53, -1),
  inside(-1, Infinity, around(-1, -53, -30)),
  short(-70, -2, 20),
  negative(short(-40, -1)),
  nearGrid(1 / 512, -512, 512),
  near(-1, -0.5, 2 ** -53, -(2 ** -53), 5e-17, -5e-17, 2 ** -9, -(2 ** -9), 0.03125, -0.03125, 2 ** 53, Number.MAX_VALUE, 0),
  nearPower(-1074, 1023),
];
const wideLine = [
  ...line,
  scaled(-30, 60),
  nearGrid(1 / 256, -300, 300),
  nearQuotient(256, 1, 257),
  signed(nearPower(-60, 60)),
  signed(near(1, 2 ** -27, 2 ** 27, 2 ** 53, 2 ** 54, 1.633123935319537e16, 2 ** 300, Number.MAX_VALUE, 0)),
];

// Slope functions: where their short cuts begin, where they overflow and underflow, and where 1 is near.
const slopeOfExp = [
  any,
  ...line.slice(1, 4),
  tiny,
  uniform(-140, 30),
  uniform(-760, 760),
  scaled(-56, -30),
  short(-56, -8),
  short(-12, 9, 20),
  negative(scaled(0, 1023)),
  negative(scaled(-2, 80)),
  negative(short(0, 200, 20)),
  (source) => -nearPower(0, 1023)(source),
  near(-128, 5e-17, -5e-17, 2 ** -54, -(2 ** -54), 1, -1, 709.782712893384, 716.3549, 722.2637, 740, 2, 0, -Number.MAX_VALUE),
  near(716.3565264166785, 722.2496453418683, 0.5, -0.5, -200, -1000),
];
const slopeOfLog = [
  ...beyondMinusOne,
  uniform(-0.1, 0.1),
  positive(scaled(20, 200)),
  positive(short(20, 200)),
  nearPower(0, 1023),
  (source) => 3 * power(source.integer(-20, 1000)),
];
const slopeOfAngle = [
  ...angle,
  scaled(-30, -24),
  scaled(-27, -1),
  (source) => 4 * closeToHalfPi(source),
  nearGrid(4 * halfPi, -2_000_000, 2_000_000),
  nearGrid(4 * halfPi, -10, 10),
  signed(nearPower(-30, 700)),
  scaled(500, 545),
  short(-27, 545),
  signed(near(7e-9, 8.986818915818128, 15.450503673875362, 21.808243318857798, 2 ** 537, 2 ** 538, 1.47e162, 9.3e161)),
];
const slopeOfLine = [...wideLine, scaled(-27, -1), signed(nearPower(-30, 700)), scaled(500, 545), signed(near(7e-9, 2 ** 537, 2 ** 538, 1e162, 7e161))];
const slopeOfHyperbolic = [
  ...hyperbolic,
  scaled(-27, -1),
  uniform(-1.1, 1.1),
  signed(near(7e-9, 2 ** -27, 1, 722.9, 728.5, 740, 722.9430275, 728.53)),
];

// Gamma and its kin: poles and extrema on the left, and where they overflow.
const gammaArguments = [
  uniform(-6, 6),
  uniform(-190, 175),
  scaled(-60, 6),
  tiny,
  short(-8, 6, 12),
  nearGrid(1, -200, 175),
  nearGrid(0.5, -60, 60),
  grid(0.25, -400, 700),
  around(1, -53, -3),
  around(2, -52, -3),
  around(1.4616321449683622, -52, -10),
  near(1, 2, 1.4616321449683622, -0.5040830082644554, -1.5734984731623905, -2.457024738220800, -2.7476826467274127, 171.6243769563027, -184.5, 0),
];
// The least double above −1/e.
const lambertStart = -0.3678794411714423;

const unary = {
  erf: [...line, uniform(-6.5, 6.5), signed(near(0.5, 5.863584748755168, 5.921587195794507, 6, 0.84375, 1.25, 2.857)), nearGrid(1 / 64, -400, 400)],
  erfc: [
    ...line,
    uniform(-7, 28),
    uniform(0.4, 12),
    scaled(-60, -50),
    signed(near(0.5, 26.5, 26.543258430632, 27.226017111108, 28, 4e-17, 6, 9.9, 10.1)),
    nearGrid(1 / 64, -400, 1800),
  ],
  gamma: [...gammaArguments, any, scaled(-1030, -100)],
  lgamma: [...gammaArguments, any, positive(scaled(3, 1015)), uniform(-3000, 3000), around(-30_000, -20, 10)],
  digamma: [...gammaArguments, any, positive(scaled(3, 1023)), uniform(-3000, 3000), around(-30_000, -20, 10)],
  lambertW: [
    positive(any),
    uniform(-0.367879441171443, 0.5),
    uniform(0, 20),
    around(lambertStart, -55, -3),
    (source) => lambertStart + source.integer(-2, 1000) * 2 ** -54,
    scaled(-60, -2),
    scaled(-30, -24),
    tiny,
    positive(scaled(0, 60)),
    positive(scaled(60, 1023)),
    positive(short(-40, 40)),
    negative(short(-40, -3, 20)),
    nearDecade(-323, 308),
    near(0, lambertStart, Math.E, 2 * Math.E ** 2, 1, -0.25, 0.25, 2 ** -54, 5e-17, Number.MAX_VALUE),
  ],
  lambertWLower: [
    uniform(-0.367879441171443, 0),
    uniform(-0.367879441171443, -0.3),
    around(lambertStart, -55, -3),
    (source) => lambertStart + source.integer(-2, 1000) * 2 ** -54,
    negative(scaled(-60, -3)),
    negative(scaled(-1074, -60)),
    negative(tiny),
    negative(short(-40, -3, 20)),
    negative(short(-1074, -3)),
    (source) => -nearDecade(-323, -1)(source),
    near(0, lambertStart, -2 / Math.E ** 2, -0.25, -(2 ** -54), -5e-17, -(2 ** -1022), -5e-324),
  ],
  exp: exponents(ln2, 709.782712893384, -745.1332191019412, -744.4400719213812, -708.3964185322641, 708, -708, 710, -746),
  exp2: exponents(1, 1024, 1023, -1021, -1022, -1023, -1073, -1074, -1075, 0.5),
  exp10: exponents(log10of2, 308.25471555991674, -307.6526555685888, -323.3062153431158, -323.607, 22, 23, 308, 309, -323, -324),
  expm1: [...exponents(ln2, 709.782712893384, 710, -36.7, -37.4, -40), uniform(-0.1, 0.1)],
  log: positives,
  log2: positives,
  log10: [...positives, grid(1, 1, 1000), nearDecade(0, 23)],
  log1p: beyondMinusOne,
  sin: angle,
  cos: angle,
  tan: angle,
  cot: angle,
  sec: angle,
  csc: angle,
  sinpi: turn,
  cospi: turn,
  tanpi: turn,
  asin: lessThanOne,
  acos: lessThanOne,
  atan: wideLine,
  acot: [
    ...line,
    scaled(-60, 60),
    scaled(1000, 1023),
    nearGrid(1 / 256, -300, 300),
    nearQuotient(256, 1, 257),
    signed(nearPower(-1074, 1023)),
    signed(near(1, 2 ** -27, 2 ** 27, 2 ** 53, 2 ** 54, 1.633123935319537e16, 2 ** 300, Number.MAX_VALUE, 0)),
  ],
  sinh: hyperbolic,
  cosh: hyperbolic,
  tanh: hyperbolic,
  coth: hyperbolic,
  sech: hyperbolic,
  csch: hyperbolic,
  asinh: [
    ...line,
    scaled(-30, 110),
    scaled(-12, -8),
    signed(nearPower(-60, 110)),
    signed(near(1, 2 ** -10, 1e-8, 7e-9, 0.75, 2 ** 27, 2 ** 54, 2 ** 100, Number.MAX_VALUE, 0)),
  ],
  acosh: [
    outside(positive(any)),
    uniform(1, 4),
    positive(scaled(0, 1023)),
    positive(scaled(0, 60)),
    (source) => 1 + Math.abs(scaled(-52, -1)(source)),
    (source) => 1 + source.integer(0, 1000) * 2 ** -52,
    (source) => 1 + 2 ** -20 + scaled(-52, -40)(source),
    positive(short(0, 60)),
    positive(short(0, 20, 20)),
    nearPower(0, 1023),
    near(1, 1 + 2 ** -20, 1.25, 2 ** 27, 2 ** 54, 2 ** 100, Number.MAX_VALUE),
  ],
  atanh: lessThanOne,
  acoth: [
    outside(any),
    uniform(1, 10),
    signed(uniform(1, 3)),
    scaled(0, 60),
    scaled(0, 1023),
    outside(signed(around(1, -52, -1))),
    outside(signed((source) => 1 + source.integer(0, 1000) * 2 ** -52)),
    short(0, 60),
    signed(nearPower(0, 1023)),
    signed(near(1, 2, 2048, 2 ** 27, 1e15, 2 ** 53, 2 ** 54, Number.MAX_VALUE)),
  ],
  rsqrt: [...positives, (source) => square(source), (source) => nudge(source, square(source)), positive(tiny)],
  exp2m1: [...exponents(1, 1024, 1023, 53, 54, -53, -54, -60, 0.5, -0.5, 1.4426950408889634), uniform(-0.1, 0.1), grid(1, -70, 70)],
  exp10m1: [
    ...exponents(log10of2, 308.25471555991674, 15, 16, 17, 22, 23, 309, -16, -17, -19),
    uniform(-0.1, 0.1),
    grid(1, -25, 310),
  ],
  log2p1: [...beyondMinusOne, (source) => power(source.integer(-53, 53)) - 1, (source) => nudge(source, power(source.integer(-53, 53)) - 1)],
  log10p1: [...beyondMinusOne, (source) => Number(`1e${source.integer(0, 22)}`) - 1, nearDecade(0, 23)],
  asinpi: [...lessThanOne, near(0.5, -0.5, 1, -1), scaled(-60, -50)],
  acospi: [...lessThanOne, near(0.5, -0.5, 1, -1, 1e-16, -1e-16), scaled(-60, -50)],
  atanpi: wideLine,
  expSlope1: slopeOfExp,
  expSlope2: slopeOfExp,
  logSlope1: slopeOfLog,
  logSlope2: slopeOfLog,
  cosSlope2: slopeOfAngle,
  sinSlope3: slopeOfAngle,
  asinSlope3: [...lessThanOne, scaled(-27, -1), near(1, -1, 7e-9, -7e-9)],
  atanSlope3: slopeOfLine,
  coshSlope2: slopeOfHyperbolic,
  sinhSlope3: slopeOfHyperbolic,
  cbrt: [
    any,
    scaled(-12, 12),
    tiny,
    short(-1074, 1023, 20),
    (source) => cube(source),
    (source) => nudge(source, cube(source)),
    (source) => nudge(source, source.integer(1, 1000) ** 3),
    signed(near(1, 5e-324, Number.MAX_VALUE, 2 ** -1022, 0)),
  ],
};

/** n²·2^2k, exact. */
function square(source) {
  const n = source.integer(1, 2 ** source.integer(1, 26));
  const scale = power(source.integer(-500, 480));
  return n * n * scale * scale;
}

/** n³·2^3k, exact. */
function cube(source) {
  const n = source.integer(1, 2 ** source.integer(1, 17));
  const scale = power(source.integer(-330, 300));
  return source.sign() * (n * n * n * scale * scale * scale);
}

// ---- functions of two arguments ----

const both = (x, y) => (source) => [x(source), y(source)];

/** (x, x·r). */
const ratio = (x, r) => (source) => {
  const first = x(source);
  const second = first * r(source);
  return [first, Number.isFinite(second) ? second : 1];
};

/** log₂ x within 0.09, by its exponent and a chord. */
function roughLog(x) {
  float[0] = x;
  const e = (words[1] >>> 20) - 1023;
  return e + ofWords(0x3ff00000 | (words[1] & 0xfffff), words[0]) - 1;
}

/** x and y with x^y near 2^target. */
const aimed = (x, target) => (source) => {
  const base = x(source);
  const size = roughLog(base);
  return [base, target(source) / (size === 0 ? 1 : size)];
};

/** (m^(2^k)·2^(j·2^k))^(n/2^k) is m^n·2^(jn): a double, if it is short enough. */
const exactPower = (source) => {
  const k = source.below(6);
  let base = 3 + 2 * source.below([2000, 2000, 50, 5, 1, 1][k]);
  for (let i = 0; i < k; i++) base *= base < 2 ** 26 ? base : 1;
  const x = base * power((1 << k) * source.integer(-4, 4));
  const y = (source.integer(1, 12) / (1 << k)) * (source.below(3) === 0 ? -1 : 1);
  return [source.below(4) === 0 ? nudge(source, x) : x, y];
};

/** x and y with y·ln(1 + x) near a target: ln(1 + x) is x up to 1/16, and from the rough logarithm beyond. */
const aimedAtRate = (x, target) => (source) => {
  const rate = x(source);
  const size = Math.abs(rate) < 1 / 16 ? rate : ln2 * roughLog(1 + rate);
  return [rate, target(source) / (size === 0 ? 1 : size)];
};

/** ((1 + m·2^-s)^(2^k) − 1, n/2^k), whose value (1 + m·2^-s)^n − 1 is a double, if it is short enough; or a double beside. */
const exactRate = (source) => {
  const k = source.below(5);
  let base = 1 + (2 * source.below([2000, 2000, 60, 8, 2][k]) + 1) * power(-source.integer(0, [40, 20, 9, 4, 2][k]));
  for (let i = 0; i < k; i++) base *= base;
  const y = (source.integer(1, 12) / (1 << k)) * (source.below(3) === 0 ? -1 : 1);
  return [source.below(4) === 0 ? nudge(source, base - 1) : base - 1, y];
};

/** An n-th power, or a double beside it. */
const perfect = (source) => {
  const n = source.integer(1, 40);
  const root = source.integer(1, Math.max(2, [0, 2 ** 30, 2 ** 26, 2 ** 17, 8191, 1552, 456, 190, 98, 59, 39][n] ?? 8));
  let x = 1;
  for (let i = 0; i < n && x * root < 2 ** 53; i++) x *= root;
  const scale = power(n * source.integer(-Math.floor(500 / n), Math.floor(500 / n)));
  return [(n % 2 ? source.sign() : 1) * nudge(source, x * scale, source.below(2)), source.sign() * n];
};

/** (u² − v²)² + (2uv)² = (u² + v²)². */
const pythagorean = (source) => {
  const [u, v] = [source.integer(1, 2 ** 20), source.integer(1, 2 ** 20)];
  const scale = power(source.integer(-1000, 900));
  const y = 2 * u * v * scale;
  return [(u * u - v * v) * scale, source.below(2) ? nudge(source, y) : y];
};

const near1 = positive(around(1, -52, -20));
const besideOne = (source) => source.sign() * (1 + source.integer(-20, 20) * 2 ** -52);
const large = (source) => source.sign() * Math.floor(source.significand() * power(source.integer(1, 52)));

const upTo = (least, most) => (source) => source.integer(least, most);
const order = (most) => upTo(-most, most);

const directions = [
  both(any, any),
  ratio(any, scaled(-60, 60)),
  ratio(any, scaled(-3, 3)),
  ratio(any, nearGrid(1 / 256, -256, 256)),
  ratio(scaled(-3, 3), near(1, -1, 2 ** -27, 2 ** -53, 2 ** 27, 2 ** 54)),
  ratio(any, nearPower(-140, 140)),
  both(scaled(-200, 100), short(900, 1023)),
  both(scaled(-1074, -1021), scaled(-1074, -1021)),
  both(short(-60, 5), short(-5, 5)),
  both(scaled(-8, 8), scaled(-3, 3)),
  both(grid(1, -30, 30), grid(1, -30, 30)),
  both(scaled(-1074, -900), scaled(-60, 1023)),
];

const binary = {
  besselJ: [
    both(order(5), uniform(-30, 30)),
    both(order(3), scaled(-60, 12)),
    both(order(2), scaled(12, 60)),
    both(order(40), uniform(0, 100)),
    both(order(150), uniform(-400, 400)),
    both(order(1), near(2.404825557695773, 3.8317059702075125, 5.520078110286311, 7.015586669815619, 8.653727912911013, 37.69911184307752)),
    both(order(8), grid(0.5, -200, 200)),
    both(order(4), tiny),
    both(order(20), scaled(-40, -1)),
    both(order(1), signed(near(1e-8, 5e-17, 80, 96, 112, 64, 0))),
  ],
  polygamma: [
    both(upTo(1, 5), uniform(-6, 6)),
    both(upTo(1, 3), uniform(-190, 175)),
    both(upTo(1, 3), scaled(-60, 6)),
    both(upTo(1, 2), positive(scaled(3, 1023))),
    both(upTo(1, 40), uniform(-20, 60)),
    both(upTo(1, 150), uniform(-5, 200)),
    both(upTo(1, 4), nearGrid(1, -200, 175)),
    both(upTo(1, 6), nearGrid(0.5, -60, 60)),
    both(upTo(1, 8), grid(0.25, -400, 700)),
    both(upTo(1, 6), around(1, -53, -3)),
    both(upTo(1, 3), scaled(-520, -100)),
    both(upTo(1, 3), short(-8, 6, 12)),
    both(upTo(1, 2), tiny),
    both(upTo(1, 3), around(-30_000, -20, 10)),
    // zeros of ψ″ and minima of ψ′
    both(upTo(1, 2), near(-0.4952790, -1.4916, -0.5604, -1.4926, -1e15 + 0.5, -(2 ** 40) - 0.5, 2 ** 300, Number.MAX_VALUE, 0)),
  ],
  sphericalJ: [
    both(upTo(0, 5), uniform(-30, 30)),
    both(upTo(0, 3), scaled(-60, 12)),
    both(upTo(0, 2), scaled(12, 60)),
    both(upTo(0, 40), uniform(0, 100)),
    both(upTo(0, 150), uniform(-400, 400)),
    both(upTo(0, 1), nearGrid(2 * halfPi, -200, 200)),
    both(upTo(0, 1), near(4.493409457909064, 7.725251836937707, 2.0815759778181, 5.763459196894550)),
    both(upTo(0, 8), grid(0.5, -200, 200)),
    both(upTo(0, 4), tiny),
    both(upTo(0, 20), scaled(-40, -1)),
    both(upTo(0, 1), signed(near(1e-8, 5e-17, 1, 2, 3, 64, 0))),
    both(upTo(0, 2), closeToHalfPi),
    (source) => {
      const n = source.integer(1, 100);
      return [n, nudge(source, n)];
    },
  ],
  pow: [
    both(positive(any), any),
    both(positive(scaled(-20, 20)), scaled(-4, 5)),
    aimed(positive(any), uniform(-1080, 1030)),
    aimed(positive(any), near(1024, -1022, -1074, -1075)),
    aimed(positive(scaled(-3, 3)), uniform(-60, 60)),
    both(near1, scaled(10, 60)),
    both((source) => nudge(source, 1), scaled(40, 63)),
    both(nearPower(-1074, 1023), short(-7, 4)),
    exactPower,
    both(grid(1, 0, 40), grid(1, -40, 40)),
    both(grid(1, 1, 1000), grid(0.25, -40, 40)),
    both(positive(scaled(-2, 2)), scaled(-1074, -50)),
    both(positive(scaled(-1074, 1023)), signed(near(0.5, 1, 1.5, 2, 3, 1 / 3, 2.5, 0.25))),
    both(positive(short(-10, 10)), short(-3, 5)),
    both(near(0, 1, 2, -1, 10, 5e-324, Number.MAX_VALUE), near(0, 1, -1, 0.5, 1e300, -1e300)),
  ],
  pown: [
    both(any, grid(1, -4, 4)),
    both(scaled(-12, 12), grid(1, -70, 70)),
    both(short(-4, 8), grid(1, -20, 49)),
    both(grid(1, -60, 60), grid(1, -20, 40)),
    both(besideOne, large),
    both(scaled(-1, 1), grid(1, -2000, 2000)),
    both(signed(nearPower(-60, 60)), grid(1, -30, 30)),
    both(scaled(-1074, 1023), signed(near(1, 2, 3))),
    both(signed(around(1, -40, -8)), grid(1, -100_000, 100_000)),
    both(signed(near(0, 1, 2, 10, 5e-324, Number.MAX_VALUE)), grid(1, -3, 3)),
    both(scaled(-3, 3), (source) => source.pick([1e300, -1e300, 2 ** 53, 2 ** 53 - 1, -(2 ** 53 - 1), 2 ** 31, 2 ** 32 + 1])),
  ].map((kind) => (source) => {
    const [x, n] = kind(source);
    return [x, Math.round(n)];
  }),
  rootn: [
    both(any, grid(1, 2, 10)),
    both(scaled(-30, 30), grid(1, -10, 10)),
    both(any, grid(1, -70, 70)),
    both(positive(any), large),
    perfect,
    perfect,
    both((source) => nudge(source, 1), grid(1, -60, 60)),
    both(signed(nearPower(-1074, 1023)), grid(1, -40, 40)),
    both(tiny, grid(1, -5, 5)),
    both(short(-100, 100), grid(1, 1, 30)),
    both(near(0, 1, -1, 5e-324, Number.MAX_VALUE), grid(1, -4, 4)),
  ],
  hypot: [
    both(any, any),
    ratio(any, scaled(-30, 30)),
    ratio(any, scaled(-2, 2)),
    pythagorean,
    both(scaled(-1074, -1010), scaled(-1074, -1010)),
    both(scaled(1022, 1023), scaled(990, 1023)),
    ratio(short(-3, 3), short(-30, -25)),
    ratio(scaled(-3, 3), near(2 ** -27, 2 ** -28, 2 ** -26, 7.450580596923828e-9, 2 ** -53)),
    both(scaled(-3, 3), scaled(-3, 3)),
    both(grid(1, -1000, 1000), grid(1, -1000, 1000)),
    both(near(0, 5e-324, 1, Number.MAX_VALUE), any),
  ],
  atan2: directions,
  atan2pi: directions,
  compoundm1: [
    both(inside(-1, Infinity, any), any),
    both(inside(-1, Infinity, scaled(-20, 20)), scaled(-4, 5)),
    aimedAtRate(inside(-1, Infinity, scaled(-60, 60)), uniform(-720, 720)),
    aimedAtRate(scaled(-1074, -40), uniform(-40, 720)),
    aimedAtRate(scaled(-60, -4), near(709.782712893384, -36.7, -40, 1, -1)),
    both(scaled(-300, -40), scaled(-10, 40)),
    both(scaled(-112, -108), scaled(-3, 3)),
    both(short(-1060, -40), short(-30, 30)),
    both((source) => power(source.integer(-53, 53)) - 1, short(-7, 4)),
    exactRate,
    exactRate,
    both(short(-26, 3), grid(1, 1, 70)),
    both(grid(1, 0, 40), grid(1, -40, 70)),
    both(grid(1, 0, 1000), grid(0.25, -40, 40)),
    both(inside(-1, Infinity, around(-1, -53, -1)), scaled(-6, 6)),
    both(inside(-1, Infinity, scaled(-3, 3)), scaled(-1074, -50)),
    both(inside(-1, Infinity, scaled(-60, 60)), near(0.5, 1, 1.5, 2, 3, -1, -2, 0.25)),
    both(near(0, 1, -1, 3, 10, 5e-324, -5e-324, Number.MAX_VALUE), near(0, 1, -1, 0.5, 1e300, -1e300)),
  ],
};

/** Points in a block, the unit in which bounds are compared. */
export const blockLength = 500;

/** Blocks of each function. */
export const blocks = 40;

/** The functions by name, with how many arguments each takes. */
export const arities = Object.fromEntries([...Object.keys(unary).map((name) => [name, 1]), ...Object.keys(binary).map((name) => [name, 2])]);

/** The arguments of `count` different points of a function, one after the other; finite. */
export function points(name, count = blockLength * blocks) {
  const arity = arities[name];
  const kinds = arity === 1 ? unary[name] : binary[name];
  const source = new Source(name);
  const list = new Float64Array(arity * count);
  const seen = new Set();
  for (let i = 0; seen.size < count; i++) {
    const drawn = kinds[i % kinds.length](source);
    const point = arity === 1 ? [drawn] : drawn;
    const key = arity === 1 ? drawn : drawn.join();
    if (seen.has(key) || !point.every(Number.isFinite)) continue;
    list.set(point, arity * seen.size);
    seen.add(key);
  }
  return list;
}
