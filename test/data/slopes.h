/*
 * The slope functions of IEEE 1788-2015, table 10.6, by MPFR: (a*g(x) + b[0] + b[1]*x + b[2]*x^2)/x^m, 1 at x = 0, +oo at the pole of the logarithm.
 *
 * All of it is enclosed, rounded downward and upward, with ever more bits until the bounds are neighboring doubles: no value at an x other than 0 is a
 * double (Lindemann).
 */
#include <math.h>
#include <mpfr.h>

typedef struct {
  int (*g)(mpfr_t, const mpfr_t, mpfr_rnd_t);
  double a, b[3];
  int m;
} Slope;

static const Slope expSlope1s = {mpfr_exp, 1, {-1}, 1}, expSlope2s = {mpfr_exp, 2, {-2, -2}, 2};
static const Slope logSlope1s = {mpfr_log1p, -2, {0, 2}, 2}, logSlope2s = {mpfr_log1p, 3, {0, -3, 1.5}, 3};
static const Slope cosSlope2s = {mpfr_cos, -2, {2}, 2}, sinSlope3s = {mpfr_sin, -6, {0, 6}, 3};
static const Slope asinSlope3s = {mpfr_asin, 6, {0, -6}, 3}, atanSlope3s = {mpfr_atan, -3, {0, 3}, 3};
static const Slope coshSlope2s = {mpfr_cosh, 2, {-2}, 2}, sinhSlope3s = {mpfr_sinh, 6, {0, -6}, 3};

/* lo <= f(x) <= hi, to about the precision of these */
static void slopeBounds(mpfr_t lo, mpfr_t hi, const Slope *f, const mpfr_t x) {
  mpfr_t rest, divisor, factor;
  mpfr_inits2(6000, rest, divisor, factor, (mpfr_ptr)0); /* exact */
  mpfr_set_d(factor, f->a, MPFR_RNDN);
  mpfr_set_d(rest, f->b[2], MPFR_RNDN);
  for (int j = 1; j >= 0; j--) {
    mpfr_mul(rest, rest, x, MPFR_RNDN);
    mpfr_add_d(rest, rest, f->b[j], MPFR_RNDN);
  }
  mpfr_pow_ui(divisor, x, f->m, MPFR_RNDN);
  f->g(lo, x, f->a > 0 ? MPFR_RNDD : MPFR_RNDU);
  f->g(hi, x, f->a > 0 ? MPFR_RNDU : MPFR_RNDD);
  mpfr_fma(lo, factor, lo, rest, MPFR_RNDD);
  mpfr_fma(hi, factor, hi, rest, MPFR_RNDU);
  if (mpfr_sgn(divisor) < 0) mpfr_swap(lo, hi);
  mpfr_div(lo, lo, divisor, MPFR_RNDD);
  mpfr_div(hi, hi, divisor, MPFR_RNDU);
  mpfr_clears(rest, divisor, factor, (mpfr_ptr)0);
}

static int slope(mpfr_t z, const mpfr_t x, mpfr_rnd_t r, const Slope *f) {
  if (mpfr_zero_p(x)) return mpfr_set_ui(z, 1, r);
  if ((f->g == mpfr_log1p && mpfr_cmp_si(x, -1) < 0) || (f->g == mpfr_asin && mpfr_cmpabs_ui(x, 1) > 0)) {
    mpfr_set_nan(z);
    return 0;
  }
  if (f->g == mpfr_log1p && mpfr_cmp_si(x, -1) == 0) {
    mpfr_set_inf(z, 1);
    return 0;
  }
  mpfr_exp_t least = mpfr_get_emin(), most = mpfr_get_emax();
  int isDouble = mpfr_get_prec(z) == 53, direction = 0;
  mpfr_t lo, hi;
  mpfr_set_emin(mpfr_get_emin_min());
  mpfr_set_emax(mpfr_get_emax_max());
  for (mpfr_prec_t bits = 256, decided = 0; !decided; bits *= 2) {
    mpfr_inits2(bits, lo, hi, (mpfr_ptr)0);
    slopeBounds(lo, hi, f, x);
    double down = mpfr_get_d(lo, MPFR_RNDD), up = mpfr_get_d(hi, MPFR_RNDU);
    if (isDouble && nextafter(down, INFINITY) == up) {
      mpfr_set_d(z, r == MPFR_RNDD ? down : up, MPFR_RNDN);
      direction = r == MPFR_RNDD ? -1 : 1;
      decided = 1;
    } else if (!isDouble) { /* some more bits than doubles have: near enough */
      mpfr_set(z, lo, r);
      mpfr_sub(hi, hi, lo, MPFR_RNDU);
      decided = bits > 4000 || mpfr_zero_p(hi) || mpfr_get_exp(hi) < mpfr_get_exp(lo) - mpfr_get_prec(z);
    }
    mpfr_clears(lo, hi, (mpfr_ptr)0);
  }
  mpfr_set_emin(least);
  mpfr_set_emax(most);
  return isDouble ? direction : mpfr_check_range(z, 0, r);
}

#define SLOPE(name) static int name(mpfr_t z, const mpfr_t x, mpfr_rnd_t r) { return slope(z, x, r, &name##s); }
SLOPE(expSlope1) SLOPE(expSlope2) SLOPE(logSlope1) SLOPE(logSlope2) SLOPE(cosSlope2)
SLOPE(sinSlope3) SLOPE(asinSlope3) SLOPE(atanSlope3) SLOPE(coshSlope2) SLOPE(sinhSlope3)
