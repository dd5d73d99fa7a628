/*
 * Bounds of the elementary functions by MPFR's correct rounding downward and upward, for any points, and of the special functions that MPFR has
 * not, by Arb's balls, which shrink until they decide the rounding.
 *
 *   gcc -O2 -o elementary-digest elementary-digest.c -lflint-arb -lflint -lmpfr -lgmp      (elementary-digest.mjs does it)
 *   elementary-digest <function> digests <points in a block> < arguments     a digest for each block, in hexadecimal
 *   elementary-digest <function> bounds < arguments                          lo and hi for each point
 *   elementary-digest <function> hardest <count> < arguments                 the points whose values are closest to a double, hardest first
 *
 * Points and bounds are binary doubles: x, or x and y; lo and hi. The digest is FNV-1a, 64 bits, over lo and hi as eight bytes each, lowest
 * first, −0 as 0, NaN as 7ff8000000000000. Needs MPFR 4.2, Arb 2.23 and a little-endian machine.
 *
 * Conventions are brook's: outside the domain both bounds are NaN; at a pole where the function tends to ±∞ from both sides alike, or from
 * its only side, they are those of an overflow, [MAX, ∞] or [−∞, −MAX]; at any other pole NaN.
 */
#include <acb.h>
#include <arb.h>
#include <arb_hypgeom.h>
#include <arb_poly.h>
#include <math.h>
#include <mpfr.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "slopes.h"

#define GREATEST 1.7976931348623157e308

/* doubles: 53 bits, 2^-1074 the smallest */
static void narrow(void) { mpfr_set_emin(-1073); mpfr_set_emax(1024); }
static void broad(void) { mpfr_set_emin(mpfr_get_emin_min()); mpfr_set_emax(mpfr_get_emax_max()); }

typedef int (*Unary)(mpfr_t, const mpfr_t, mpfr_rnd_t);
typedef int (*Binary)(mpfr_t, const mpfr_t, const mpfr_t, mpfr_rnd_t);

/* acot x = atan2(1, x), in (0, π), and acoth x = atanh(1/x): in steps of more bits until they decide the rounding (no value is a double) */
static int precisely(mpfr_t z, const mpfr_t x, mpfr_rnd_t r, int hyperbolic) {
  mpfr_t t, one;
  mpfr_exp_t least = mpfr_get_emin(), most = mpfr_get_emax();
  broad();
  mpfr_init2(one, 2);
  mpfr_set_ui(one, 1, MPFR_RNDN);
  for (mpfr_prec_t bits = 256;; bits *= 2) {
    mpfr_init2(t, bits);
    if (hyperbolic) {
      mpfr_ui_div(t, 1, x, MPFR_RNDN);
      mpfr_atanh(t, t, MPFR_RNDN);
    } else mpfr_atan2(t, one, x, MPFR_RNDN);
    /* atanh magnifies the error of 1/x by less than 2^54 */
    if (mpfr_can_round(t, bits - 64, MPFR_RNDN, MPFR_RNDZ, mpfr_get_prec(z))) break;
    mpfr_clear(t);
  }
  mpfr_set_emin(least);
  mpfr_set_emax(most);
  int i = mpfr_check_range(z, mpfr_set(z, t, r), r);
  mpfr_clears(t, one, (mpfr_ptr)0);
  return i;
}
static int acot(mpfr_t z, const mpfr_t x, mpfr_rnd_t r) { return precisely(z, x, r, 0); }
static int acoth(mpfr_t z, const mpfr_t x, mpfr_rnd_t r) {
  if (mpfr_cmpabs_ui(x, 1) > 0) return precisely(z, x, r, 1);
  if (mpfr_cmpabs_ui(x, 1) < 0) mpfr_set_nan(z);
  else mpfr_set_inf(z, mpfr_sgn(x));
  return 0;
}

static int undefined(mpfr_t z) { mpfr_set_nan(z); return 0; }

/* a pole whose sides differ */
#define ODD_POLE(name, isPole) \
  static int name(mpfr_t z, const mpfr_t x, mpfr_rnd_t r) { return isPole ? undefined(z) : mpfr_##name(z, x, r); }
static int isHalf(const mpfr_t x) { double d = fabs(mpfr_get_d(x, MPFR_RNDN)); return fmod(d, 1) == 0.5; }
ODD_POLE(cot, mpfr_zero_p(x))
ODD_POLE(csc, mpfr_zero_p(x))
ODD_POLE(coth, mpfr_zero_p(x))
ODD_POLE(csch, mpfr_zero_p(x))
ODD_POLE(tanpi, isHalf(x))

static int power(mpfr_t z, const mpfr_t x, const mpfr_t y, mpfr_rnd_t r) {
  if (mpfr_sgn(x) < 0 || (mpfr_zero_p(x) && mpfr_zero_p(y))) return undefined(z);
  return mpfr_pow(z, x, y, r);
}
static int isOdd(const mpfr_t n) { return fmod(mpfr_get_d(n, MPFR_RNDN), 2) != 0; }
static int integerPower(mpfr_t z, const mpfr_t x, const mpfr_t n, mpfr_rnd_t r) {
  if (mpfr_zero_p(x) && mpfr_sgn(n) < 0 && isOdd(n)) return undefined(z);
  return mpfr_pow(z, x, n, r);
}
static int root(mpfr_t z, const mpfr_t x, const mpfr_t n, mpfr_rnd_t r) {
  if (mpfr_zero_p(n) || (mpfr_zero_p(x) && mpfr_sgn(n) < 0 && isOdd(n))) return undefined(z);
  return mpfr_rootn_si(z, x, mpfr_get_si(n, MPFR_RNDN), r);
}
static int angle(mpfr_t z, const mpfr_t y, const mpfr_t x, mpfr_rnd_t r) {
  if (mpfr_zero_p(x) && mpfr_zero_p(y)) return undefined(z);
  return mpfr_atan2(z, y, x, r);
}

static int turn(mpfr_t z, const mpfr_t y, const mpfr_t x, mpfr_rnd_t r) {
  if (mpfr_zero_p(x) && mpfr_zero_p(y)) return undefined(z);
  return mpfr_atan2pi(z, y, x, r);
}
/* (1 + x)^y to 5000 bits, then minus 1, both in the direction r: d + 1 has fewer bits for every double d, so the last rounding is that of the value */
static int compound(mpfr_t z, const mpfr_t x, const mpfr_t y, mpfr_rnd_t r) {
  mpfr_t t;
  mpfr_exp_t least = mpfr_get_emin(), most = mpfr_get_emax();
  if (mpfr_cmp_si(x, -1) < 0 || (mpfr_cmp_si(x, -1) == 0 && mpfr_zero_p(y))) return undefined(z);
  broad();
  mpfr_init2(t, 5000);
  mpfr_add_ui(t, x, 1, MPFR_RNDN);
  mpfr_pow(t, t, y, r);
  mpfr_sub_ui(t, t, 1, r);
  mpfr_set_emin(least);
  mpfr_set_emax(most);
  int i = mpfr_check_range(z, mpfr_set(z, t, r), r);
  mpfr_clear(t);
  return i;
}

/* special functions: undefined at the poles of either sign, and at −∞ */
static int isGammaPole(const mpfr_t x) { return mpfr_inf_p(x) ? mpfr_sgn(x) < 0 : mpfr_integer_p(x) && mpfr_sgn(x) <= 0; }
static int gammaOf(mpfr_t z, const mpfr_t x, mpfr_rnd_t r) { return isGammaPole(x) ? undefined(z) : mpfr_gamma(z, x, r); }
ODD_POLE(digamma, isGammaPole(x))
static int lgammaOf(mpfr_t z, const mpfr_t x, mpfr_rnd_t r) {
  int sign;
  return mpfr_inf_p(x) && mpfr_sgn(x) < 0 ? undefined(z) : mpfr_lgamma(z, &sign, x, r);
}
/* mpfr_jn stops at assertions for negative orders and large arguments, and where its own steps underflow: J₍₋ₙ₎ = (−1)ⁿ·Jₙ */
static int besselJ(mpfr_t z, const mpfr_t n, const mpfr_t x, mpfr_rnd_t r) {
  mpfr_exp_t least = mpfr_get_emin(), most = mpfr_get_emax();
  broad();
  long order = mpfr_get_si(n, MPFR_RNDN);
  int turned = order < 0 && order % 2 != 0;
  int i = mpfr_jn(z, labs(order), x, turned ? (r == MPFR_RNDD ? MPFR_RNDU : r == MPFR_RNDU ? MPFR_RNDD : r) : r);
  if (turned) i = -i, mpfr_neg(z, z, MPFR_RNDN);
  mpfr_set_emin(least);
  mpfr_set_emax(most);
  return mpfr_check_range(z, i, r);
}

/* A value by Arb at n and x, enclosed at ever more bits until its rounding is known: no value is a double but those said before. */
typedef void (*Enclosure)(arb_t, long, const arb_t, slong);
static int byArb(mpfr_t z, Enclosure f, long n, const mpfr_t x, mpfr_rnd_t r) {
  mpfr_exp_t least = mpfr_get_emin(), most = mpfr_get_emax();
  broad();
  arb_t a, y;
  arb_init(a);
  arb_init(y);
  arf_set_mpfr(arb_midref(a), x);
  for (slong bits = 192;; bits *= 2) {
    f(y, n, a, bits);
    if (arb_can_round_mpfr(y, mpfr_get_prec(z), r)) break;
  }
  int i = arf_get_mpfr(z, arb_midref(y), r);
  arb_clear(a);
  arb_clear(y);
  mpfr_set_emin(least);
  mpfr_set_emax(most);
  return mpfr_check_range(z, i, r);
}

static void lambert(arb_t y, long lower, const arb_t x, slong bits) { arb_lambertw(y, x, lower, bits); }
static int isBelowStart(const mpfr_t x) { return mpfr_cmp_d(x, -0.3678794411714423) < 0; } /* the least double above -1/e */
static int lambertW(mpfr_t z, const mpfr_t x, mpfr_rnd_t r) {
  if (isBelowStart(x)) return undefined(z);
  if (mpfr_zero_p(x)) return mpfr_set(z, x, r);
  return byArb(z, lambert, 0, x, r);
}
static int lambertWLower(mpfr_t z, const mpfr_t x, mpfr_rnd_t r) {
  return isBelowStart(x) || mpfr_sgn(x) >= 0 ? undefined(z) : byArb(z, lambert, 1, x, r);
}

/* For x < 0: polygamma(n, x) = (-1)^n polygamma(n, 1 - x) - pi n! [t^n] cot(pi (x + t)) */
static void polygammaArb(arb_t y, long n, const arb_t x, slong bits) {
  acb_t s, a;
  acb_init(s);
  acb_init(a);
  acb_set_si(s, n);
  if (arb_is_positive(x)) acb_set_arb(a, x);
  else arb_sub_ui(acb_realref(a), x, 1, 4096), arb_neg(acb_realref(a), acb_realref(a));
  acb_polygamma(a, s, a, bits);
  arb_set(y, acb_realref(a));
  if (!arb_is_positive(x)) {
    arb_poly_t h;
    arb_t c;
    arb_poly_init(h);
    arb_init(c);
    arb_poly_set_coeff_arb(h, 0, x);
    arb_poly_set_coeff_si(h, 1, 1);
    arb_poly_cot_pi_series(h, h, n + 1, bits);
    arb_poly_get_coeff_arb(c, h, n);
    arb_const_pi(acb_realref(s), bits);
    arb_mul(c, c, acb_realref(s), bits);
    arb_fac_ui(acb_realref(s), n, bits);
    arb_mul(c, c, acb_realref(s), bits);
    if (n % 2 != 0) arb_neg(y, y);
    arb_sub(y, y, c, bits);
    arb_clear(c);
    arb_poly_clear(h);
  }
  acb_clear(s);
  acb_clear(a);
}
static int polygamma(mpfr_t z, const mpfr_t n, const mpfr_t x, mpfr_rnd_t r) {
  return isGammaPole(x) ? undefined(z) : byArb(z, polygammaArb, mpfr_get_si(n, MPFR_RNDN), x, r);
}

/* sqrt(pi/(2x)) times the Bessel function of order n + 1/2, for x > 0; even or odd as n is */
static void sphericalArb(arb_t y, long n, const arb_t x, slong bits) {
  arb_t order, t;
  arb_init(order);
  arb_init(t);
  arb_set_si(order, 2 * n + 1);
  arb_mul_2exp_si(order, order, -1);
  arb_hypgeom_bessel_j(y, order, x, bits);
  arb_const_pi(t, bits);
  arb_div(t, t, x, bits);
  arb_mul_2exp_si(t, t, -1);
  arb_sqrt(t, t, bits);
  arb_mul(y, y, t, bits);
  arb_clear(order);
  arb_clear(t);
}
static int sphericalJ(mpfr_t z, const mpfr_t n, const mpfr_t x, mpfr_rnd_t r) {
  long order = mpfr_get_si(n, MPFR_RNDN);
  if (mpfr_zero_p(x)) return mpfr_set_si(z, order == 0, r);
  int turned = order % 2 != 0 && mpfr_sgn(x) < 0;
  mpfr_t size;
  mpfr_init2(size, mpfr_get_prec(x));
  mpfr_abs(size, x, MPFR_RNDN);
  int i = byArb(z, sphericalArb, order, size, turned ? (r == MPFR_RNDD ? MPFR_RNDU : r == MPFR_RNDU ? MPFR_RNDD : r) : r);
  mpfr_clear(size);
  if (turned) i = -i, mpfr_neg(z, z, MPFR_RNDN);
  return i;
}

static const struct { const char *name; Unary unary; Binary binary; } functions[] = {
  {"exp", mpfr_exp}, {"exp2", mpfr_exp2}, {"exp10", mpfr_exp10}, {"expm1", mpfr_expm1},
  {"log", mpfr_log}, {"log2", mpfr_log2}, {"log10", mpfr_log10}, {"log1p", mpfr_log1p},
  {"sin", mpfr_sin}, {"cos", mpfr_cos}, {"tan", mpfr_tan}, {"cot", cot}, {"sec", mpfr_sec}, {"csc", csc},
  {"sinpi", mpfr_sinpi}, {"cospi", mpfr_cospi}, {"tanpi", tanpi},
  {"asin", mpfr_asin}, {"acos", mpfr_acos}, {"atan", mpfr_atan}, {"acot", acot},
  {"sinh", mpfr_sinh}, {"cosh", mpfr_cosh}, {"tanh", mpfr_tanh}, {"coth", coth}, {"sech", mpfr_sech}, {"csch", csch},
  {"asinh", mpfr_asinh}, {"acosh", mpfr_acosh}, {"atanh", mpfr_atanh}, {"acoth", acoth}, {"cbrt", mpfr_cbrt},
  {"rsqrt", mpfr_rec_sqrt}, {"exp2m1", mpfr_exp2m1}, {"exp10m1", mpfr_exp10m1}, {"log2p1", mpfr_log2p1}, {"log10p1", mpfr_log10p1},
  {"asinpi", mpfr_asinpi}, {"acospi", mpfr_acospi}, {"atanpi", mpfr_atanpi}, {"atan2pi", 0, turn}, {"compoundm1", 0, compound},
  {"expSlope1", expSlope1}, {"expSlope2", expSlope2}, {"logSlope1", logSlope1}, {"logSlope2", logSlope2}, {"cosSlope2", cosSlope2},
  {"sinSlope3", sinSlope3}, {"asinSlope3", asinSlope3}, {"atanSlope3", atanSlope3}, {"coshSlope2", coshSlope2}, {"sinhSlope3", sinhSlope3},
  {"erf", mpfr_erf}, {"erfc", mpfr_erfc}, {"gamma", gammaOf}, {"lgamma", lgammaOf}, {"digamma", digamma}, {"besselJ", 0, besselJ},
  {"lambertW", lambertW}, {"lambertWLower", lambertWLower}, {"polygamma", 0, polygamma}, {"sphericalJ", 0, sphericalJ},
  {"pow", 0, power}, {"pown", 0, integerPower}, {"rootn", 0, root}, {"hypot", 0, mpfr_hypot}, {"atan2", 0, angle},
};

static mpfr_t ax, ay, az;

static double rounded(int f, mpfr_rnd_t r) {
  int i = functions[f].unary ? functions[f].unary(az, ax, r) : functions[f].binary(az, ax, ay, r);
  if (mpfr_inf_p(az) && i == 0) /* a pole, by convention an overflow */
    return mpfr_sgn(az) > 0 ? (r == MPFR_RNDD ? GREATEST : INFINITY) : (r == MPFR_RNDD ? -INFINITY : -GREATEST);
  mpfr_subnormalize(az, i, r);
  return mpfr_get_d(az, MPFR_RNDN) + 0.0;
}

static uint64_t hash;
static void enter(double d) {
  uint64_t word = 0x7ff8000000000000ULL;
  if (!isnan(d)) memcpy(&word, &d, 8);
  for (int i = 0; i < 64; i += 8) hash = (hash ^ (word >> i & 255)) * 0x100000001b3ULL;
}

/* ---- hard points ---- */

static mpfr_t fine;

/* within 2^-20 of each other or of each other's negative: such a value is decided by the next term of an expansion, not by chance */
static int isNear(double f, double c) { return fabs(fabs(f / c) - 1) < 0x1p-20; }
static int isSimple(double f, double c) { return isNear(f, c) || isNear(f, 1 / c) || isNear(f, c - 1); }

/* arcs in half turns come near to the angles of the axes and the diagonals */
static int isArcInTurns(int f) { return functions[f].name[0] == 'a' && strstr(functions[f].name, "pi") != 0; }

/*
 * Distance of the value at (x, y) to the closest double, in units of the last place. 1 for values that are doubles or out of range, and for those
 * that their form brings closer than chance would, which the ordinary points have: near something simple, or below 2^-24.
 */
static double hardness(int f, double x, double y) {
  mpfr_set_d(ax, x, MPFR_RNDN);
  mpfr_set_d(ay, y, MPFR_RNDN);
  mpfr_set_emin(-5000);
  mpfr_set_emax(5000);
  if (functions[f].unary) functions[f].unary(fine, ax, MPFR_RNDN);
  else functions[f].binary(fine, ax, ay, MPFR_RNDN);
  broad();
  double d = mpfr_get_d(fine, MPFR_RNDN);
  if (!isfinite(d) || fabs(d) < 0x1p-1022 || isNear(d, 1) || isNear(d, M_PI) || isNear(d, M_PI_2) || isSimple(d, x)) return 1;
  if (isArcInTurns(f) && (isNear(d, 0.5) || isNear(d, 0.25) || isNear(d, 0.75))) return 1;
  if (!functions[f].unary && (isSimple(d, y) || isNear(d, x / y))) return 1;
  mpfr_sub_d(fine, fine, d, MPFR_RNDN);
  double h = fabs(mpfr_get_d(fine, MPFR_RNDN)) / (nextafter(fabs(d), INFINITY) - fabs(d));
  return h > 0x1p-24 ? h : 1;
}

typedef struct { double hardness, x, y; } Case;
static int byHardness(const void *a, const void *b) {
  double d = ((const Case *)a)->hardness - ((const Case *)b)->hardness;
  return (d > 0) - (d < 0);
}

static void printHardest(int f, int arity, int count) {
  size_t length = 0, room = 1 << 16;
  Case *cases = malloc(room * sizeof(Case));
  mpfr_init2(fine, 120);
  for (double point[2] = {0, 0}; fread(point, 8, arity, stdin) == (size_t)arity; length++) {
    if (length == room) cases = realloc(cases, (room *= 2) * sizeof(Case));
    cases[length] = (Case){hardness(f, point[0], point[1]), point[0], point[1]};
  }
  qsort(cases, length, sizeof(Case), byHardness);
  for (int i = 0; i < count && (size_t)i < length; i++) fwrite(&cases[i].x, 8, arity, stdout);
  fprintf(stderr, "%s: hardest 2^%.1f, last 2^%.1f ulp from a double\n", functions[f].name, log2(cases[0].hardness), log2(cases[count - 1].hardness));
}

/* ---- bounds ---- */

static void printBounds(int f, int arity, int length) {
  double point[2] = {0, 0};
  narrow();
  for (int n = 1; fread(point, 8, arity, stdin) == (size_t)arity; n++) {
    if (length > 0 && n % length == (length > 1)) hash = 0xcbf29ce484222325ULL;
    /* + 0.0: the sign of a zero says nothing */
    mpfr_set_d(ax, point[0] + 0.0, MPFR_RNDN);
    mpfr_set_d(ay, point[1] + 0.0, MPFR_RNDN);
    double lo = rounded(f, MPFR_RNDD), hi = rounded(f, MPFR_RNDU);
    if (!(isnan(lo) && isnan(hi)) && lo != hi && nextafter(lo, INFINITY) != hi) {
      fprintf(stderr, "%s(%.17g, %.17g): bad bounds %a, %a\n", functions[f].name, point[0], point[1], lo, hi);
      exit(1);
    }
    if (length == 0) fwrite((double[]){lo, hi}, 8, 2, stdout);
    else {
      enter(lo);
      enter(hi);
      if (n % length == 0) printf("%016llx\n", (unsigned long long)hash);
    }
  }
}

int main(int argc, char **argv) {
  int f = 0, count = sizeof functions / sizeof *functions, n = argc == 4 ? atoi(argv[3]) : 0;
  while (argc >= 3 && f < count && strcmp(functions[f].name, argv[1]) != 0) f++;
  if (argc < 3 || f == count) return fprintf(stderr, "usage: elementary-digest <function> digests <n> | bounds | hardest <n>\n"), 2;
  int arity = functions[f].unary ? 1 : 2;
  mpfr_inits2(53, ax, ay, az, (mpfr_ptr)0);
  if (strcmp(argv[2], "hardest") == 0) printHardest(f, arity, n);
  else printBounds(f, arity, n);
  return 0;
}
