/* Largest error of h + l against MPFR:  gcc -O2 -o measure measure.c -lmpfr -lgmp;  measure <function> < records
 *
 * A record is five doubles: x, h, l, m, error, meaning f(x) = 2^m (h + l) with |f(x)/2^m - (h + l)| <= error.
 * Prints the largest relative error (log2), the largest error in units of the stated bound, and where each occurs.
 * measure.mjs writes the records. */
#include <math.h>
#include <mpfr.h>
#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  int (*f)(mpfr_t, mpfr_t, mpfr_rnd_t);
} table[] = {
    {"exp", (void *)mpfr_exp}, {"log", (void *)mpfr_log},     {"sin", (void *)mpfr_sin},     {"cos", (void *)mpfr_cos},
    {"cbrt", (void *)mpfr_cbrt},   {"sinpi", (void *)mpfr_sinpi}, {"cospi", (void *)mpfr_cospi}, {"tanpi", (void *)mpfr_tanpi},
    {"tan", (void *)mpfr_tan},     {"cot", (void *)mpfr_cot},     {"sec", (void *)mpfr_sec},     {"csc", (void *)mpfr_csc},
        {"atan", (void *)mpfr_atan},   {"asin", (void *)mpfr_asin},   {"acos", (void *)mpfr_acos},
    {"expm1", (void *)mpfr_expm1}, {"log1p", (void *)mpfr_log1p}, {"sinh", (void *)mpfr_sinh},   {"cosh", (void *)mpfr_cosh},
    {"tanh", (void *)mpfr_tanh},   {"exp2", (void *)mpfr_exp2},   {"exp10", (void *)mpfr_exp10}, {"log2", (void *)mpfr_log2},
    {"log10", (void *)mpfr_log10}, {"asinh", (void *)mpfr_asinh}, {"acosh", (void *)mpfr_acosh}, {"atanh", (void *)mpfr_atanh},
};

int main(int argc, char **argv) {
  size_t which = 0, known = sizeof table / sizeof *table;
  if (argc != 2) return 2;
  while (which < known && strcmp(table[which].name, argv[1])) which++;
  if (which == known) return 2;
  mpfr_t x, y, s, t;
  mpfr_inits2(53, x, NULL);
  mpfr_inits2(240, y, s, t, NULL);
  double record[5], relative = 0, relative_at = 0, ratio = 0, ratio_at = 0;
  long count = 0;
  while (fread(record, sizeof(double), 5, stdin) == 5) {
    mpfr_set_d(x, record[0], MPFR_RNDN);
    table[which].f(y, x, MPFR_RNDN);
    mpfr_mul_2si(y, y, -(long)record[3], MPFR_RNDN);
    mpfr_set_d(s, record[1], MPFR_RNDN);
    mpfr_add_d(s, s, record[2], MPFR_RNDN);
    mpfr_sub(t, s, y, MPFR_RNDN);
    double absolute = fabs(mpfr_get_d(t, MPFR_RNDA));
    mpfr_div(t, t, y, MPFR_RNDN);
    double r = fabs(mpfr_get_d(t, MPFR_RNDA)), q = absolute / record[4];
    if (!(r <= relative)) relative = r, relative_at = record[0];
    if (!(q <= ratio)) ratio = q, ratio_at = record[0];
    count++;
  }
  printf("%-6s %8ld points: relative error 2^%.2f at %a; %.4f of the stated bound at %a\n", argv[1], count, log2(relative),
         relative_at, ratio, ratio_at);
  return !(ratio < 1);
}
