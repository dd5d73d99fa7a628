/*
 * Golden bounds of the elementary functions, from MPFR's correct rounding downward and upward.
 *
 *   gcc -O2 -o /tmp/elementary test/data/elementary.c -lmpfr -lgmp -lm && /tmp/elementary > test/data/elementary.txt
 *
 * Needs MPFR 4.2. The output is the same on every run: the generator below is seeded by the name of the function.
 * Format: a line "name" starts a function; each line after it is  x[ y] lo mark,  doubles by their 16 hexadecimal digits,
 * mark "=" if the value is the double lo and "+" if it lies between lo and the next double.
 */
#include <math.h>
#include <mpfr.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "slopes.h"

#define MAX 1.7976931348623157e308
#define TINY 5e-324

static uint64_t state;
static uint64_t bits64(void) { /* splitmix64 */
  uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}
static double unit(void) { return (double)(bits64() >> 11) * 0x1p-53; }
static int below(int n) { return (int)(bits64() % (uint64_t)n); }
static double fromBits(uint64_t u) { double d; memcpy(&d, &u, 8); return d; }
static uint64_t toBits(double d) { uint64_t u; memcpy(&u, &d, 8); return u; }
static double any(void) { double d; do d = fromBits(bits64()); while (!isfinite(d)); return d; }
/* random mantissa and sign, exponent in [a, b] */
static double scaled(int a, int b) { double m = 1 + unit(); return ldexp(below(2) ? m : -m, a + below(b - a + 1)); }
/* few significant bits */
static double simple(int a, int b) { double m = 1 + below(64) / 64.0; return ldexp(below(2) ? m : -m, a + below(b - a + 1)); }
static double step(double x, int k) {
  for (; k > 0; k--) x = nextafter(x, INFINITY);
  for (; k < 0; k++) x = nextafter(x, -INFINITY);
  return x;
}
static double nudge(double x) { return step(x, below(7) - 3); }

/* ---- functions ---- */
typedef int (*Unary)(mpfr_t, const mpfr_t, mpfr_rnd_t);
typedef int (*Binary)(mpfr_t, double, double, mpfr_rnd_t);

static int wide(mpfr_t y, const mpfr_t x, mpfr_rnd_t r, int coth) {
  /* acot x = atan2(1, x) and acoth x = atanh(1/x), with enough bits in between that the last rounding decides */
  mpfr_t t;
  mpfr_exp_t lo = mpfr_get_emin(), hi = mpfr_get_emax();
  mpfr_set_emin(mpfr_get_emin_min());
  mpfr_set_emax(mpfr_get_emax_max());
  mpfr_init2(t, 4000);
  if (coth) {
    mpfr_ui_div(t, 1, x, MPFR_RNDN);
    mpfr_atanh(t, t, MPFR_RNDN);
  } else {
    mpfr_t one;
    mpfr_init2(one, 53);
    mpfr_set_ui(one, 1, MPFR_RNDN);
    mpfr_atan2(t, one, x, MPFR_RNDN);
    mpfr_clear(one);
  }
  mpfr_set_emin(lo);
  mpfr_set_emax(hi);
  int i = mpfr_set(y, t, r);
  i = mpfr_check_range(y, i, r);
  mpfr_clear(t);
  return i;
}
static int acot(mpfr_t y, const mpfr_t x, mpfr_rnd_t r) { return wide(y, x, r, 0); }
static int acoth(mpfr_t y, const mpfr_t x, mpfr_rnd_t r) { return wide(y, x, r, 1); }

static mpfr_t ax, ay;
static int powers(mpfr_t z, double x, double y, mpfr_rnd_t r) { mpfr_set_d(ax, x, MPFR_RNDN); mpfr_set_d(ay, y, MPFR_RNDN); return mpfr_pow(z, ax, ay, r); }
static int integerPowers(mpfr_t z, double x, double y, mpfr_rnd_t r) { mpfr_set_d(ax, x, MPFR_RNDN); return mpfr_pow_si(z, ax, (long)y, r); }
static int roots(mpfr_t z, double x, double y, mpfr_rnd_t r) { mpfr_set_d(ax, x, MPFR_RNDN); return mpfr_rootn_si(z, ax, (long)y, r); }
static int hypots(mpfr_t z, double x, double y, mpfr_rnd_t r) { mpfr_set_d(ax, x, MPFR_RNDN); mpfr_set_d(ay, y, MPFR_RNDN); return mpfr_hypot(z, ax, ay, r); }
static int angles(mpfr_t z, double x, double y, mpfr_rnd_t r) { mpfr_set_d(ax, x, MPFR_RNDN); mpfr_set_d(ay, y, MPFR_RNDN); return mpfr_atan2(z, ax, ay, r); }

static int turns(mpfr_t z, double x, double y, mpfr_rnd_t r) { mpfr_set_d(ax, x, MPFR_RNDN); mpfr_set_d(ay, y, MPFR_RNDN); return mpfr_atan2pi(z, ax, ay, r); }
static int compounds(mpfr_t z, double x, double y, mpfr_rnd_t r) {
  /* (1 + x)^y, rounded to 5000 bits in the direction r, minus 1: all d + 1 for doubles d have fewer bits, so the last rounding is that of the value */
  mpfr_t t;
  mpfr_exp_t lo = mpfr_get_emin(), hi = mpfr_get_emax();
  mpfr_set_emin(mpfr_get_emin_min());
  mpfr_set_emax(mpfr_get_emax_max());
  mpfr_init2(t, 5000);
  mpfr_set_d(t, x, MPFR_RNDN);
  mpfr_add_ui(t, t, 1, MPFR_RNDN);
  mpfr_set_d(ay, y, MPFR_RNDN);
  mpfr_pow(t, t, ay, r);
  mpfr_sub_ui(t, t, 1, r);
  mpfr_set_emin(lo);
  mpfr_set_emax(hi);
  int i = mpfr_set(z, t, r);
  i = mpfr_check_range(z, i, r);
  mpfr_clear(t);
  return i;
}

/* ---- arguments: kind i of `kinds`, for each family ---- */
static double nearHalfPi(void) {
  mpfr_t t;
  mpfr_init2(t, 2200);
  mpfr_const_pi(t, MPFR_RNDN);
  mpfr_mul_d(t, t, below(2) ? floor(ldexp(unit(), 1 + below(20))) / 2 : floor(ldexp(1 + unit(), 52)), MPFR_RNDN);
  if (below(3) == 0) mpfr_mul_2si(t, t, below(960) - 2, MPFR_RNDN);
  double d = mpfr_get_d(t, MPFR_RNDN);
  mpfr_clear(t);
  return isfinite(d) ? nudge(below(2) ? d : -d) : 1;
}
static double general(double ends[], int n) {
  switch (below(10)) {
    case 0: case 1: return any();
    case 2: case 3: case 4: return scaled(-12, 9);
    case 5: return scaled(-60, 0);
    case 6: return simple(-40, 10);
    case 7: return scaled(-30, -24); /* where the short cuts begin */
    case 8: return below(2) ? nudge(below(2) ? 1 : -1) : ldexp(1 + below(1 << 20) * 0x1p-52, below(3) - 1);
    default: return n ? nudge(ends[below(n)]) : scaled(-1074, -1000);
  }
}
static double ofExp(void) {
  double e[] = {0x1.62e42fefa39efp+9, -0x1.74910d52d3051p+9, -745.5, 709.5, -708.396, -0x1.6232bdd7abcd2p+9, 711, 5e-17, -5e-17, 2e-17, -40, 1, -1, 0x1p-52, -0x1p-53, 0x1p-26};
  return general(e, 16);
}
static double ofExp2(void) {
  double e[] = {1024, 1023, -1022, -1074, -1075, 0.5, 1, -1, 10, 52, 2e-17, 0x1p-53};
  return below(8) ? general(e, 12) : below(2200) - 1100;
}
static double ofExp10(void) {
  double e[] = {308.25471555991674, -307.6526555685888, -323.3062153431158, -323.607, 22, 23, 1, -1, 2e-17, 0x1p-54};
  return below(8) ? general(e, 10) : below(660) - 330;
}
static double ofLog(void) {
  double e[] = {1, 0.5, 2, 0.75, 1.5, 10, 100, 1e22, 1e23, 0x1p-1022, TINY, MAX, 0x1.62e42fefa39efp-1, 2.718281828459045};
  if (below(8) == 0) { double p = 1; for (int k = below(26); k > 0; k--) p *= 10; return below(2) ? p : 1 / p; }
  if (below(8) == 0) return ldexp(1, below(2098) - 1074);
  return fabs(general(e, 14));
}
static double ofLog1p(void) {
  double e[] = {-1, -0.5, -0x1p-53, 0x1p-53, 5e-17, -5e-17, 0.03125, -0.03125, 1e16, MAX, 0.5, -0.9999999};
  double x;
  do x = general(e, 12); while (!(x > -1));
  return x;
}
static double ofExp2m1(void) {
  double e[] = {1024, 53, 54, -53, -54, -60, 1, -1, 0.5, -0.5, 1.4426950408889634, -1.4426950408889634, 1023.9999, 0x1p-53};
  return below(6) ? general(e, 14) : below(1100) - 70;
}
static double ofExp10m1(void) {
  double e[] = {308.25471555991674, 15, 16, 22, 23, -16, -17, -19, 1, -1, 0.43429448190325182, -0.43429448190325182, 0x1p-54};
  return below(6) ? general(e, 13) : below(340) - 25;
}
static double ofLogp1(void) {
  switch (below(6)) {
    case 0: return fmax(nudge(ldexp(1, below(107) - 53) - 1), -1 + 0x1p-53);
    case 1: return ldexp(1, below(1024));
    case 2: { double p = 1; for (int k = below(23); k > 0; k--) p *= 10; return nudge(p - (p < 1e16)); }
    default: return ofLog1p();
  }
}
static double ofArc(void) {
  double e[] = {0.5, -0.5, 1, -1, 1e-16, -1e-16, 0x1p-53, 0x1.6a09e667f3bcdp-1, 0.99, 0x1p-1022};
  double x;
  do x = below(4) ? general(e, 10) : scaled(-6, -1); while (!(fabs(x) <= 1));
  return x;
}
static double ofExpSlope(void) {
  double e[] = {709.782712893384, 716.3565264166785, 722.2496453418683, 740, -128, 5e-17, -5e-17, 1, -1, 2, -0.5, 0x1p-54};
  switch (below(5)) {
    case 0: return -fabs(scaled(0, 1023));
    case 1: return nudge(-ldexp(1, below(1024)));
    default: return general(e, 12);
  }
}
static double ofLogSlope(void) {
  switch (below(4)) {
    case 0: return nudge(ldexp(below(2) ? 1 : 3, below(1000)));
    case 1: return fabs(scaled(20, 200));
    default: return ofLog1p();
  }
}
static double ofHyperbolicSlope(void) {
  double e[] = {709.782712893384, 722.9430275, 728.53, 740, 7e-9, -7e-9, 1, -1, 0x1p-27};
  return below(4) ? general(e, 9) : 760 * (2 * unit() - 1);
}
static double ofRadicand(void) {
  double m = 1 + below(1 << 26), e[] = {1, 2, 4, MAX, TINY, 0x1p-1022};
  switch (below(4)) {
    case 0: return fabs(nudge(ldexp(m * m, 2 * (below(900) - 480))));
    case 1: return ldexp(1, below(2098) - 1074);
    default: return fabs(general(e, 6));
  }
}
static double ofTrig(void) {
  double e[] = {0x1.6ac5b262ca1ffp+849, 0x1p1023, MAX, 0x1.921fb54442d18p+0, 0x1.921fb54442d18p+1, 0x1.2d97c7f3321d2p+1, 7e-9, 0.78, 0x1p-27, 0x1.0c152382d7366p-1};
  switch (below(4)) {
    case 0: return nearHalfPi();
    case 1: return scaled(0, 1023);
    default: return general(e, 10);
  }
}
static double ofTrigSlope(void) {
  switch (below(5)) {
    case 0: return nudge(6.283185307179586 * (1 + below(1000000)));
    case 1: return fabs(scaled(-27, -1));
    case 2: return nudge(ldexp(1, below(600) - 30));
    default: return ofTrig();
  }
}
static double ofTurn(void) {
  double e[] = {0.5, 0.25, 0.75, 1, 1.5, 0x1p-28, 3.7e-9, 0x1p52, 0x1p53, 0x1p51, 1e300, TINY};
  return below(5) ? general(e, 12) : (below(4000) - 2000) * 0.25;
}
static double ofTurnWithoutPole(void) { double x; do x = ofTurn(); while (fmod(fabs(x), 1) == 0.5); return x; }
static double ofUnitDisk(void) {
  double e[] = {1, -1, 0.5, -0.5, 7e-9, 0x1p-27, 0.03125, 0x1.6a09e667f3bcdp-1, 0.99, 0.0625};
  double x;
  do x = below(4) ? general(e, 10) : scaled(-6, -1); while (!(fabs(x) < 1));
  return x;
}
static double ofLine(void) {
  double e[] = {1, -1, 7e-9, -7e-9, 0x1p-27, 0.03125, 0x1p27, 0x1p54, 2e16, 1e300, MAX, 16, 712, 711, 710, 20, -20, 747, 745.2, 746, 710.4758600739439};
  return general(e, 21);
}
static double ofAboveOne(void) {
  double e[] = {1, 1.5, 0x1p27, 0x1p54, 2e16, 1e300, MAX, 2, 32};
  double x;
  do x = fabs(general(e, 9)); while (!(x > 1));
  return x;
}
static double ofBeyondOne(void) { double x = ofAboveOne(); return below(2) ? x : -x; }
static double ofCube(void) {
  double c = below(1 << (1 + below(17))) + 1.0;
  double e[] = {1, -1, TINY, MAX, 0x1p-1022};
  switch (below(3)) {
    case 0: return nudge(ldexp(c * c * c, 3 * (below(600) - 330)) * (below(2) ? 1 : -1));
    default: return general(e, 5);
  }
}
static double nonzero(double (*f)(void)) { double x; do x = f(); while (x == 0 || !isfinite(x)); return x; }

static void ofPow(double *x, double *y) {
  switch (below(10)) {
    case 0: *x = fabs(any()); *y = any(); break;
    case 1: case 2: *x = fabs(scaled(-20, 20)); *y = scaled(-4, 5); break;
    case 3: *x = fabs(any()); *y = (below(2) ? 1 : -1) * 746 * unit() / fabs(log(*x)); break;
    case 4: *x = nudge(1 + scaled(-52, -20)); *y = scaled(10, 60); break;
    case 5: *x = ldexp(1, below(2098) - 1074); *y = simple(-7, 4); break;
    case 6: { /* exact: (m^(2^k))^(n/2^k) and neighbors */
      int k = below(6); double m = 3 + 2 * below(k < 2 ? 2000 : k < 3 ? 50 : k < 4 ? 5 : 1);
      double b = m; for (int i = 0; i < k; i++) b *= b;
      if (b >= 0x1p53) b = m;
      *x = ldexp(b, (1 << k) * (below(9) - 4)); *y = ldexp(1 + below(12), -k) * (below(3) ? 1 : -1);
      if (below(4) == 0) *x = nudge(*x);
      break; }
    case 7: *x = 1 + below(40); *y = below(80) - 40; break;
    case 8: *x = fabs(scaled(-2, 2)); *y = scaled(-1074, -50); break;
    default: *x = fabs(simple(-10, 10)); *y = simple(-3, 5); break;
  }
}
static void ofPown(double *x, double *n) {
  switch (below(7)) {
    case 0: *x = any(); *n = below(9) - 4; break;
    case 1: *x = scaled(-12, 12); *n = below(141) - 70; break;
    case 2: *x = (1 + below(60)) * (below(2) ? 1 : -1) * ldexp(1, below(9) - 4); *n = below(70) - 20; break;
    case 3: *x = step(below(2) ? 1 : -1, below(41) - 20); *n = floor(ldexp(unit(), 1 + below(53))) * (below(2) ? 1 : -1); break;
    case 4: *x = scaled(-1, 1); *n = below(4000) - 2000; break;
    case 5: *x = ldexp(below(2) ? 1 : -1, below(200) - 100); *n = below(60) - 30; break;
    default: *x = simple(-20, 20); *n = below(60) - 25; break;
  }
  if (*n == 0) *n = 2;
}
static void ofRootn(double *x, double *n) {
  *n = below(4) ? 2 + below(9) : 2 + below(70);
  if (below(10) == 0) *n = 2 + floor(ldexp(unit(), below(52)));
  int k = (int)fmin(*n, 60);
  switch (below(6)) {
    case 0: *x = any(); break;
    case 1: *x = scaled(-30, 30); break;
    case 2: case 3: {
      double m = 1 + below((int)fmin(pow(2, 53.0 / k), 1 << 26)), p = 1;
      for (int i = 0; i < k; i++) p *= m;
      if (p >= 0x1p53) p = 1;
      *x = ldexp(p, k * (below(2000 / k) - 1000 / k));
      if (below(2)) *x = nudge(*x);
      break; }
    case 4: *x = nudge(1); break;
    default: *x = scaled(-1074, -1000); break;
  }
  if (fmod(*n, 2) == 0) *x = fabs(*x);
  if (below(3) == 0) *n = -*n;
}
static void ofHypot(double *x, double *y) {
  switch (below(8)) {
    case 0: *x = any(); *y = any(); break;
    case 1: *x = any(); *y = *x * scaled(-30, 30); break;
    case 2: { /* Pythagorean: (u² − v², 2uv) */
      double u = 1 + below(1 << 20), v = 1 + below(1 << 20); int e = below(1900) - 1000;
      *x = ldexp(u * u - v * v, e); *y = ldexp(2 * u * v, e);
      if (below(2)) *y = nudge(*y);
      break; }
    case 3: *x = scaled(-1074, -1010); *y = scaled(-1074, -1010); break;
    case 4: *x = scaled(1022, 1023); *y = scaled(990, 1023); break;
    case 5: *x = simple(-3, 3); *y = ldexp(*x, -26 - below(4)); break;
    case 6: *x = simple(-3, 3); *y = *x * 7.450580596923828e-9; *y = nudge(*y); break;
    default: *x = scaled(-3, 3); *y = scaled(-3, 3); break;
  }
  if (!isfinite(*y)) *y = 1;
}
static void ofAtan2(double *y, double *x) {
  switch (below(7)) {
    case 0: *x = any(); *y = any(); break;
    case 1: *x = any(); *y = *x * scaled(-30, 30); break;
    case 2: *x = any(); *y = ldexp(nudge(*x), below(140) - 120); break;
    case 3: *x = scaled(-3, 3); *y = nudge(below(2) ? *x : -*x); break;
    case 4: *x = simple(900, 1023); *y = scaled(-200, 100); break;
    case 5: *x = simple(-5, 5); *y = simple(-60, 5); break;
    default: *x = scaled(-3, 3); *y = scaled(-8, 8); break;
  }
  if (!isfinite(*y)) *y = 1;
}

static void ofCompound(double *x, double *y) {
  do switch (below(10)) {
    case 0: *x = any(); *y = any(); break;
    case 1: *x = scaled(-20, 20); *y = scaled(-4, 5); break;
    case 2: *x = any(); *y = (below(2) ? 1 : -1) * 720 * unit() / fabs(log1p(*x)); break;
    case 3: *x = scaled(-60, -4); *y = scaled(-10, 60); break;
    case 4: { /* exact: 1 + x a square, a fourth power …, and neighbors */
      int k = below(5), s = below(12); double b = 1 + (2 * below(k < 2 ? 2000 : 20) + 1) * ldexp(1, -s);
      for (int i = 0; i < k; i++) b *= b;
      *x = b - 1; *y = ldexp(1 + below(12), -k) * (below(3) ? 1 : -1);
      if (below(4) == 0) *x = nudge(*x);
      break; }
    case 5: *x = ldexp(1, below(60) - 50) - 1; *y = simple(-7, 4); break;
    case 6: *x = simple(-26, 3); *y = 1 + below(9); break;
    case 7: *x = simple(-1060, -40); *y = simple(-30, 30); break;
    case 8: *x = scaled(-1074, -100); *y = scaled(-300, 1000); break;
    default: *x = nudge(-1) + (below(2) ? 0 : unit()); *y = simple(-8, 8); break;
  } while (!(*x > -1));
}

/* ---- output ---- */
static mpfr_t lo, hi, fine, dist;
static void narrow(void) { mpfr_set_emin(-1073); mpfr_set_emax(1024); }
static void broad(void) { mpfr_set_emin(mpfr_get_emin_min()); mpfr_set_emax(mpfr_get_emax_max()); }

/* distance of a value to the next double, in units of its last place */
static double hardness(mpfr_t v) {
  double d = mpfr_get_d(v, MPFR_RNDN);
  if (d == 0 || !isfinite(d)) return 1;
  mpfr_sub_d(dist, v, d, MPFR_RNDN);
  double h = fabs(mpfr_get_d(dist, MPFR_RNDN)) / (nextafter(fabs(d), INFINITY) - fabs(d));
  return h > 0 ? h : 1;
}
static void end(double l, double h) {
  if (isnan(l) || isnan(h) || (l != h && nextafter(l, INFINITY) != h)) { fprintf(stderr, "bad pair %a %a\n", l, h); exit(1); }
  printf("%016llx%s\n", (unsigned long long)toBits(l + 0.0), l == h ? "=" : "+");
}
static void emit(Unary f, double x) {
  mpfr_set_d(ax, x, MPFR_RNDN);
  int i = f(lo, ax, MPFR_RNDD);
  mpfr_subnormalize(lo, i, MPFR_RNDD);
  i = f(hi, ax, MPFR_RNDU);
  mpfr_subnormalize(hi, i, MPFR_RNDU);
  printf("%016llx ", (unsigned long long)toBits(x));
  end(mpfr_get_d(lo, MPFR_RNDN), mpfr_get_d(hi, MPFR_RNDN));
}
static void emit2(Binary f, double x, double y) {
  int i = f(lo, x, y, MPFR_RNDD);
  mpfr_subnormalize(lo, i, MPFR_RNDD);
  i = f(hi, x, y, MPFR_RNDU);
  mpfr_subnormalize(hi, i, MPFR_RNDU);
  printf("%016llx %016llx ", (unsigned long long)toBits(x), (unsigned long long)toBits(y));
  end(mpfr_get_d(lo, MPFR_RNDN), mpfr_get_d(hi, MPFR_RNDN));
}

#define POINTS 1000
#define HARD 150
#define TRIES 12000
typedef struct { double h, x, y; } Case;
static int byHardness(const void *a, const void *b) { double d = ((const Case *)a)->h - ((const Case *)b)->h; return d < 0 ? -1 : d > 0; }
static Case cases[TRIES];
static void seed(const char *name) { state = 0; for (const char *c = name; *c; c++) state = state * 131 + (uint64_t)*c; }

static void unary(const char *name, Unary f, double (*argument)(void)) {
  seed(name);
  printf("%s\n", name);
  broad();
  for (int i = 0; i < TRIES; i++) {
    double x = nonzero(argument);
    mpfr_set_d(ax, x, MPFR_RNDN);
    f(fine, ax, MPFR_RNDN);
    cases[i] = (Case){hardness(fine), x, 0};
  }
  qsort(cases, TRIES, sizeof(Case), byHardness);
  narrow();
  for (int i = 0; i < HARD; i++) emit(f, cases[i].x);
  for (int i = HARD; i < POINTS; i++) emit(f, nonzero(argument));
}
static void binary(const char *name, Binary f, void (*arguments)(double *, double *)) {
  seed(name);
  printf("%s\n", name);
  double x, y;
  broad();
  for (int i = 0; i < TRIES; i++) {
    do arguments(&x, &y); while (x == 0 || y == 0 || !isfinite(x) || !isfinite(y));
    mpfr_set_emin(-100000); mpfr_set_emax(100000); /* a power beyond this is huge or 0 quickly */
    f(fine, x, y, MPFR_RNDN);
    broad();
    cases[i] = (Case){hardness(fine), x, y};
  }
  qsort(cases, TRIES, sizeof(Case), byHardness);
  narrow();
  for (int i = 0; i < HARD; i++) emit2(f, cases[i].x, cases[i].y);
  for (int i = HARD; i < POINTS; i++) {
    do arguments(&x, &y); while (x == 0 || y == 0 || !isfinite(x) || !isfinite(y));
    emit2(f, x, y);
  }
}

int main(void) {
  mpfr_inits2(53, ax, ay, lo, hi, (mpfr_ptr)0);
  mpfr_inits2(200, fine, dist, (mpfr_ptr)0);
  unary("exp", mpfr_exp, ofExp);
  unary("exp2", mpfr_exp2, ofExp2);
  unary("exp10", mpfr_exp10, ofExp10);
  unary("expm1", mpfr_expm1, ofExp);
  unary("log", mpfr_log, ofLog);
  unary("log2", mpfr_log2, ofLog);
  unary("log10", mpfr_log10, ofLog);
  unary("log1p", mpfr_log1p, ofLog1p);
  unary("sin", mpfr_sin, ofTrig);
  unary("cos", mpfr_cos, ofTrig);
  unary("tan", mpfr_tan, ofTrig);
  unary("cot", mpfr_cot, ofTrig);
  unary("sec", mpfr_sec, ofTrig);
  unary("csc", mpfr_csc, ofTrig);
  unary("sinpi", mpfr_sinpi, ofTurn);
  unary("cospi", mpfr_cospi, ofTurn);
  unary("tanpi", mpfr_tanpi, ofTurnWithoutPole);
  unary("asin", mpfr_asin, ofUnitDisk);
  unary("acos", mpfr_acos, ofUnitDisk);
  unary("atan", mpfr_atan, ofLine);
  unary("acot", acot, ofLine);
  unary("sinh", mpfr_sinh, ofLine);
  unary("cosh", mpfr_cosh, ofLine);
  unary("tanh", mpfr_tanh, ofLine);
  unary("coth", mpfr_coth, ofLine);
  unary("sech", mpfr_sech, ofLine);
  unary("csch", mpfr_csch, ofLine);
  unary("asinh", mpfr_asinh, ofLine);
  unary("acosh", mpfr_acosh, ofAboveOne);
  unary("atanh", mpfr_atanh, ofUnitDisk);
  unary("acoth", acoth, ofBeyondOne);
  unary("cbrt", mpfr_cbrt, ofCube);
  binary("pow", powers, ofPow);
  binary("pown", integerPowers, ofPown);
  binary("rootn", roots, ofRootn);
  binary("hypot", hypots, ofHypot);
  binary("atan2", angles, ofAtan2);
  unary("rsqrt", mpfr_rec_sqrt, ofRadicand);
  unary("exp2m1", mpfr_exp2m1, ofExp2m1);
  unary("exp10m1", mpfr_exp10m1, ofExp10m1);
  unary("log2p1", mpfr_log2p1, ofLogp1);
  unary("log10p1", mpfr_log10p1, ofLogp1);
  unary("asinpi", mpfr_asinpi, ofArc);
  unary("acospi", mpfr_acospi, ofArc);
  unary("atanpi", mpfr_atanpi, ofLine);
  binary("atan2pi", turns, ofAtan2);
  binary("compoundm1", compounds, ofCompound);
  unary("expSlope1", expSlope1, ofExpSlope);
  unary("expSlope2", expSlope2, ofExpSlope);
  unary("logSlope1", logSlope1, ofLogSlope);
  unary("logSlope2", logSlope2, ofLogSlope);
  unary("cosSlope2", cosSlope2, ofTrigSlope);
  unary("sinSlope3", sinSlope3, ofTrigSlope);
  unary("asinSlope3", asinSlope3, ofUnitDisk);
  unary("atanSlope3", atanSlope3, ofLine);
  unary("coshSlope2", coshSlope2, ofHyperbolicSlope);
  unary("sinhSlope3", sinhSlope3, ofHyperbolicSlope);
  return 0;
}
