/* Taylor's method of order 20 for the Lorenz system as one would write it by hand: the reference for `npm run bench`.
   Prints the time of one step in nanoseconds (median of slices), the number of steps, and x at the end. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ORDER = 20, SLICES = 9 };

static double norm(const double *x, const double *y, const double *z, int k) {
  return fmax(fabs(x[k]), fmax(fabs(y[k]), fabs(z[k])));
}

/* The k-th coefficients of x·z and x·y are sums of products; those with the newest coefficients enter last. */
static double product(const double *a, const double *b, int k) {
  double sum = 0;
  for (int j = 1; j < k; j++) sum += a[j] * b[k - j];
  return k == 0 ? a[0] * b[0] : sum + a[0] * b[k] + a[k] * b[0];
}

static double horner(const double *c, double h) {
  double sum = c[ORDER];
  for (int k = ORDER - 1; k >= 0; k--) sum = sum * h + c[k];
  return sum;
}

static int integrate(double *state, double end) {
  double x[ORDER + 1], y[ORDER + 1], z[ORDER + 1], t = 0;
  int steps = 0;
  x[0] = 15, y[0] = 15, z[0] = 36;
  while (t < end) {
    for (int k = 0; k < ORDER; k++) {
      x[k + 1] = 10 * (y[k] - x[k]) / (k + 1);
      y[k + 1] = (28 * x[k] - product(x, z, k) - y[k]) / (k + 1);
      z[k + 1] = (product(x, y, k) - 8.0 / 3 * z[k]) / (k + 1);
    }
    double scale = log(fmax(1, norm(x, y, z, 0)));
    double last = (scale - log(norm(x, y, z, ORDER))) / ORDER;
    double before = (scale - log(norm(x, y, z, ORDER - 1))) / (ORDER - 1);
    double h = exp(fmin(last, before) - 2 - 0.7 / (ORDER - 1));
    if (h > end - t) h = end - t;
    x[0] = horner(x, h), y[0] = horner(y, h), z[0] = horner(z, h);
    t += h;
    steps++;
  }
  state[0] = x[0], state[1] = y[0], state[2] = z[0];
  return steps;
}

static int increasing(const void *a, const void *b) {
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

int main(int argc, char **argv) {
  double end = argc > 1 ? atof(argv[1]) : 20, times[SLICES], state[3];
  int steps = integrate(state, end);
  for (int i = 0; i < SLICES; i++) {
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    integrate(state, end);
    clock_gettime(CLOCK_MONOTONIC, &to);
    times[i] = ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / steps;
  }
  qsort(times, SLICES, sizeof *times, increasing);
  printf("%.17g %d %.17g\n", times[SLICES / 2], steps, state[0]);
}
