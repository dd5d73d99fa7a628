/*
 * Bounds of the elementary functions by MPFR's correct rounding downward and upward, for any points.
 *
 *   gcc -O2 -o elementary-digest elementary-digest.c -lmpfr -lgmp      (elementary-digest.mjs does it)
 *   elementary-digest <function> <points in a block> < arguments       a digest for each block
 *   elementary-digest <function> 0 < arguments                         the bounds, as binary doubles lo, hi
 *
 * Arguments are binary doubles: x, or x and y, for each point. The digest is FNV-1a, 64 bits, over lo and hi as eight bytes each, lowest
 * first, −0 as 0, NaN as 7ff8000000000000. Needs MPFR 4.2 and a little-endian machine.
 *
 * Conventions are brook's: outside the domain both bounds are NaN; at a pole where the function tends to ±∞ from both sides alike, or from
 * its only side, they are those of an overflow, [MAX, ∞] or [−∞, −MAX]; at any other pole NaN.
 */
#include <math.h>
#include <mpfr.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX 1.7976931348623157e308

/* doubles: 53 bits, 2^-1074 the smallest */
static void narrow(void) { mpfr_set_emin(-1073); mpfr_set_emax(1024); }
static void broad(void) { mpfr_set_emin(mpfr_get_emin_min()); mpfr_set_emax(mpfr_get_emax_max()); }

typedef int (*Unary)(mpfr_t, const mpfr_t, mpfr_rnd_t);
typedef int (*Binary)(mpfr_t, const mpfr_t, const mpfr_t, mpfr_rnd_t);

/* acot x = atan2(1, x), in (0, π), and acoth x = atanh(1/x): in steps of more bits until they decide the rounding (no value is a double) */
static int precisely(mpfr_t z, const mpfr_t x, mpfr_rnd_t r, int hyperbolic) {
  mpfr_t t, one;
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
    if (mpfr_can_round(t, bits - 64, MPFR_RNDN, MPFR_RNDZ, 53)) break;
    mpfr_clear(t);
  }
  narrow();
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

static const struct { const char *name; Unary unary; Binary binary; } functions[] = {
  {"exp", mpfr_exp}, {"exp2", mpfr_exp2}, {"exp10", mpfr_exp10}, {"expm1", mpfr_expm1},
  {"log", mpfr_log}, {"log2", mpfr_log2}, {"log10", mpfr_log10}, {"log1p", mpfr_log1p},
  {"sin", mpfr_sin}, {"cos", mpfr_cos}, {"tan", mpfr_tan}, {"cot", cot}, {"sec", mpfr_sec}, {"csc", csc},
  {"sinpi", mpfr_sinpi}, {"cospi", mpfr_cospi}, {"tanpi", tanpi},
  {"asin", mpfr_asin}, {"acos", mpfr_acos}, {"atan", mpfr_atan}, {"acot", acot},
  {"sinh", mpfr_sinh}, {"cosh", mpfr_cosh}, {"tanh", mpfr_tanh}, {"coth", coth}, {"sech", mpfr_sech}, {"csch", csch},
  {"asinh", mpfr_asinh}, {"acosh", mpfr_acosh}, {"atanh", mpfr_atanh}, {"acoth", acoth}, {"cbrt", mpfr_cbrt},
  {"pow", 0, power}, {"pown", 0, integerPower}, {"rootn", 0, root}, {"hypot", 0, mpfr_hypot}, {"atan2", 0, angle},
};

static mpfr_t ax, ay, az;

static double rounded(int f, mpfr_rnd_t r) {
  int i = functions[f].unary ? functions[f].unary(az, ax, r) : functions[f].binary(az, ax, ay, r);
  if (mpfr_inf_p(az) && i == 0) /* a pole, by convention an overflow */
    return mpfr_sgn(az) > 0 ? (r == MPFR_RNDD ? MAX : INFINITY) : (r == MPFR_RNDD ? -INFINITY : -MAX);
  mpfr_subnormalize(az, i, r);
  return mpfr_get_d(az, MPFR_RNDN) + 0.0;
}

static uint64_t hash;
static void enter(double d) {
  uint64_t word = 0x7ff8000000000000ULL;
  if (!isnan(d)) memcpy(&word, &d, 8);
  for (int i = 0; i < 64; i += 8) hash = (hash ^ (word >> i & 255)) * 0x100000001b3ULL;
}

int main(int argc, char **argv) {
  int f = 0, length = argc == 3 ? atoi(argv[2]) : -1, count = sizeof functions / sizeof *functions;
  while (length >= 0 && f < count && strcmp(functions[f].name, argv[1]) != 0) f++;
  if (length < 0 || f == count) { fprintf(stderr, "usage: elementary-digest <function> <points in a block, or 0>\n"); return 2; }
  mpfr_inits2(53, ax, ay, az, (mpfr_ptr)0);
  narrow();
  double point[2];
  for (int n = 1; fread(point, 8, functions[f].unary ? 1 : 2, stdin) == (functions[f].unary ? 1 : 2); n++) {
    if (length > 0 && n % length == 1) hash = 0xcbf29ce484222325ULL;
    /* + 0.0: the sign of a zero says nothing */
    mpfr_set_d(ax, point[0] + 0.0, MPFR_RNDN);
    if (!functions[f].unary) mpfr_set_d(ay, point[1] + 0.0, MPFR_RNDN);
    double bounds[2] = {rounded(f, MPFR_RNDD), rounded(f, MPFR_RNDU)};
    if (!(isnan(bounds[0]) && isnan(bounds[1])) && bounds[0] != bounds[1] && nextafter(bounds[0], INFINITY) != bounds[1]) {
      fprintf(stderr, "%s(%.17g, %.17g): bad bounds %a, %a\n", argv[1], point[0], point[1], bounds[0], bounds[1]);
      return 1;
    }
    if (length == 0) fwrite(bounds, 8, 2, stdout);
    else {
      enter(bounds[0]);
      enter(bounds[1]);
      if (n % length == 0) printf("%016llx\n", (unsigned long long)hash);
    }
  }
  return 0;
}
