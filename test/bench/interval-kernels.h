/* Interval operations in C for `npm run bench`, with bounds rounded upward by the processor: an interval is the pair −lo, hi. */
#include <fenv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma STDC FENV_ACCESS ON

static double m[SIZE];

static inline double larger(double a, double b) { return a > b ? a : b; }

static inline void zero(double *out) { out[0] = 0, out[1] = 0; }

static inline void copy(double *out, const double *a) {
  const double lo = a[0], hi = a[1];
  out[0] = lo, out[1] = hi;
}

static inline void neg(double *out, const double *a) {
  const double lo = a[0], hi = a[1];
  out[0] = hi, out[1] = lo;
}

static inline void add(double *out, const double *a, const double *b) {
  const double lo = a[0] + b[0], hi = a[1] + b[1];
  out[0] = lo, out[1] = hi;
}

static inline void sub(double *out, const double *a, const double *b) {
  const double lo = a[0] + b[1], hi = a[1] + b[0];
  out[0] = lo, out[1] = hi;
}

static inline void mul(double *out, const double *a, const double *b) {
  const double al = -a[0], ah = a[1], bl = -b[0], bh = b[1];
  const double lo = larger(larger(-al * bl, -al * bh), larger(-ah * bl, -ah * bh));
  const double hi = larger(larger(al * bl, al * bh), larger(ah * bl, ah * bh));
  out[0] = lo, out[1] = hi;
}

/* The divisor must not contain 0. */
static inline void quotient(double *out, const double *a, const double *b) {
  const double al = -a[0], ah = a[1], bl = -b[0], bh = b[1];
  const double lo = larger(larger(-al / bl, -al / bh), larger(-ah / bl, -ah / bh));
  const double hi = larger(larger(al / bl, al / bh), larger(ah / bl, ah / bh));
  out[0] = lo, out[1] = hi;
}

static inline void scale(double *out, const double *a, double c) {
  const double lo = c < 0 ? a[1] * -c : a[0] * c, hi = c < 0 ? a[0] * -c : a[1] * c;
  out[0] = lo, out[1] = hi;
}

/* By a number > 0. */
static inline void over(double *out, const double *a, double c) {
  const double lo = a[0] / c, hi = a[1] / c;
  out[0] = lo, out[1] = hi;
}

static inline void sqr(double *out, const double *a) {
  const double al = -a[0], ah = a[1];
  const double mig = al > 0 ? al : ah < 0 ? -ah : 0, mag = larger(-al, ah);
  out[0] = -mig * mig, out[1] = mag * mag;
}

/* Of an interval ≥ 0. */
static inline void root(double *out, const double *a) {
  const double hi = sqrt(a[1]);
  fesetround(FE_DOWNWARD);
  const double lo = sqrt(-a[0]);
  fesetround(FE_UPWARD);
  out[0] = -lo, out[1] = hi;
}

/* Of an interval ≥ 0, to an odd number of halves. */
static void power(double *out, const double *a, int num, int den) {
  if (den != 2) abort();
  double half[2], whole[2] = {-1, 1};
  root(half, a);
  for (int i = 0; i < (num < 0 ? -num : num); i++) mul(whole, whole, half);
  const double one[2] = {-1, 1};
  if (num < 0) quotient(out, one, whole);
  else copy(out, whole);
}

static void convolve(double *out, const double *x, const double *y, int stride, int k, int from, int last, int p, int q) {
  double lo = out[0], hi = out[1];
  for (int j = from; j <= last; j++) {
    const double *a = x + j * stride, *b = y + (k - j) * stride;
    const double al = -a[0], ah = a[1], bl = -b[0], bh = b[1];
    const double below = larger(larger(-al * bl, -al * bh), larger(-ah * bl, -ah * bh));
    const double above = larger(larger(al * bl, al * bh), larger(ah * bl, ah * bh));
    const double w = p * j + q;
    lo += w >= 0 ? w * below : -w * above;
    hi += w >= 0 ? w * above : -w * below;
  }
  out[0] = lo, out[1] = hi;
}

static void square(double *out, const double *x, int stride, int k, int from) {
  double half[2] = {0, 0};
  convolve(half, x, x, stride, k, from, (k + 1) / 2 - 1, 0, 1);
  double lo = out[0] + 2 * half[0], hi = out[1] + 2 * half[1];
  if (k % 2 == 0) {
    double middle[2];
    sqr(middle, x + k / 2 * stride);
    lo += middle[0], hi += middle[1];
  }
  out[0] = lo, out[1] = hi;
}
