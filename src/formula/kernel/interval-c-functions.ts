/** The operations of intervals in C, kept as −lo, hi in a rounding mode that rounds upward. */

/** A function that does not decrease, of which C has the value at a number without an error. */
function monotone(name: string, exact: string = name): string {
  return `void @${name}(double *out, const double *a) {
  const double lo = -(${exact}(-a[0])), hi = ${exact}(a[1]);
  out[0] = lo, out[1] = hi;
}`;
}

/** Names of the functions that calls become. Later ones call earlier ones. */
export const order = [
  'larger',
  'zero',
  'copy',
  'neg',
  'add',
  'sub',
  'mul',
  'div',
  'times',
  'over',
  'sqr',
  'sqrt',
  'abs',
  'min',
  'max',
  'nearest',
  'signum',
  'floor',
  'ceil',
  'trunc',
  'round',
  'sign',
  'step',
  'raised',
  'power',
  'term',
  'sum',
  'weighted',
  'square',
] as const;

export type Name = (typeof order)[number];

/** Their bodies; `@` stands for the prefix of all names. */
export const functions: Readonly<Record<Name, string>> = {
  larger: 'double @larger(double a, double b) { return a > b ? a : b; }',
  zero: 'void @zero(double *out) { out[0] = 0.0, out[1] = 0.0; }',
  copy: `void @copy(double *out, const double *a) {
  const double lo = a[0], hi = a[1];
  out[0] = lo, out[1] = hi;
}`,
  neg: `void @neg(double *out, const double *a) {
  const double lo = a[0], hi = a[1];
  out[0] = hi, out[1] = lo;
}`,
  add: `void @add(double *out, const double *a, const double *b) {
  const double lo = a[0] + b[0], hi = a[1] + b[1];
  out[0] = lo, out[1] = hi;
}`,
  sub: `void @sub(double *out, const double *a, const double *b) {
  const double lo = a[0] + b[1], hi = a[1] + b[0];
  out[0] = lo, out[1] = hi;
}`,
  mul: `void @mul(double *out, const double *a, const double *b) {
  const double al = -a[0], ah = a[1], bl = -b[0], bh = b[1];
  const double lo = @larger(@larger(-al * bl, -al * bh), @larger(-ah * bl, -ah * bh));
  const double hi = @larger(@larger(al * bl, al * bh), @larger(ah * bl, ah * bh));
  out[0] = lo, out[1] = hi;
}`,
  div: `void @div(double *out, const double *a, const double *b) {
  const double al = -a[0], ah = a[1], bl = -b[0], bh = b[1];
  if (bl <= 0.0 && bh >= 0.0) feraiseexcept(FE_DIVBYZERO);
  const double lo = @larger(@larger(-al / bl, -al / bh), @larger(-ah / bl, -ah / bh));
  const double hi = @larger(@larger(al / bl, al / bh), @larger(ah / bl, ah / bh));
  out[0] = lo, out[1] = hi;
}`,
  times: `/* By a number > 0. */
void @times(double *out, const double *a, double c) {
  const double lo = a[0] * c, hi = a[1] * c;
  out[0] = lo, out[1] = hi;
}`,
  over: `/* By a number > 0. */
void @over(double *out, const double *a, double c) {
  const double lo = a[0] / c, hi = a[1] / c;
  out[0] = lo, out[1] = hi;
}`,
  sqr: `void @sqr(double *out, const double *a) {
  const double al = -a[0], ah = a[1];
  const double least = al > 0.0 ? al : ah < 0.0 ? -ah : 0.0, greatest = @larger(-al, ah);
  out[0] = -least * least, out[1] = greatest * greatest;
}`,
  sqrt: `/* The lower bound is the root rounded upward where that is exact, and its neighbor below where not. */
void @sqrt(double *out, const double *a) {
  const double x = -a[0], lo = sqrt(x), hi = sqrt(a[1]);
  out[0] = lo * lo == x && -(-lo * lo) == x ? -lo : -lo + 0x1p-1074, out[1] = hi;
}`,
  abs: `void @abs(double *out, const double *a) {
  const double al = -a[0], ah = a[1];
  out[0] = al > 0.0 ? -al : ah < 0.0 ? ah : 0.0, out[1] = @larger(-al, ah);
}`,
  min: `void @min(double *out, const double *a, const double *b) {
  const double lo = @larger(a[0], b[0]), hi = -@larger(-a[1], -b[1]);
  out[0] = lo, out[1] = hi;
}`,
  max: `void @max(double *out, const double *a, const double *b) {
  const double lo = -@larger(-a[0], -b[0]), hi = @larger(a[1], b[1]);
  out[0] = lo, out[1] = hi;
}`,
  nearest: `/* Ties go up. Where the difference matters it is no rounded one. */
double @nearest(double x) { return x - floor(x) >= 0.5 ? floor(x) + 1.0 : floor(x); }`,
  signum: 'double @signum(double x) { return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : 0.0; }',
  floor: monotone('floor'),
  ceil: monotone('ceil'),
  trunc: monotone('trunc'),
  round: monotone('round', '@nearest'),
  sign: monotone('sign', '@signum'),
  step: monotone('step', '0.0 <= '),
  raised: `/* start times x^n for x >= 0, from above. */
double @raised(double start, double x, int n) {
  for (int i = 0; i < n; i++) start *= x;
  return start;
}`,
  power: `/* To a whole number n > 0. */
void @power(double *out, const double *a, int n) {
  const double lo = a[0], hi = a[1];
  if (n % 2 == 0) {
    out[0] = @raised(-1.0, lo < 0.0 ? -lo : hi < 0.0 ? -hi : 0.0, n), out[1] = @raised(1.0, @larger(lo, hi), n);
  } else {
    out[0] = @raised(lo < 0.0 ? -1.0 : 1.0, fabs(lo), n), out[1] = @raised(hi < 0.0 ? -1.0 : 1.0, fabs(hi), n);
  }
}`,
  term: `/* Adds w a b. */
void @term(double *sum, const double *a, const double *b, double w) {
  const double al = -a[0], ah = a[1], bl = -b[0], bh = b[1];
  const double lo = @larger(@larger(-al * bl, -al * bh), @larger(-ah * bl, -ah * bh));
  const double hi = @larger(@larger(al * bl, al * bh), @larger(ah * bl, ah * bh));
  sum[0] += w == 1.0 ? lo : w >= 0.0 ? w * lo : -w * hi;
  sum[1] += w == 1.0 ? hi : w >= 0.0 ? w * hi : -w * lo;
}`,
  sum: `/* Adds x_from y_{k-from} + ... + x_last y_{k-last}. */
void @sum(double *out, const double *x, const double *y, int k, int from, int last) {
  double sum[2] = {out[0], out[1]};
  for (int j = from; j <= last; j++) @term(sum, x + 2 * j, y + 2 * (k - j), 1.0);
  out[0] = sum[0], out[1] = sum[1];
}`,
  weighted: `/* The same with a weight p j + q before the term of x_j. */
void @weighted(double *out, const double *x, const double *y, int k, int from, int last, double p, double q) {
  double sum[2] = {out[0], out[1]};
  for (int j = from; j <= last; j++) @term(sum, x + 2 * j, y + 2 * (k - j), p * j + q);
  out[0] = sum[0], out[1] = sum[1];
}`,
  square: `/* Adds the same sum of x with itself over j = from ... k - from. */
void @square(double *out, const double *x, int k, int from) {
  double sum[2] = {0.0, 0.0}, middle[2] = {0.0, 0.0};
  for (int j = from; 2 * j < k; j++) @term(sum, x + 2 * j, x + 2 * (k - j), 1.0);
  if (k % 2 == 0 && 2 * from <= k) @sqr(middle, x + k);
  out[0] += 2.0 * sum[0] + middle[0], out[1] += 2.0 * sum[1] + middle[1];
}`,
};
