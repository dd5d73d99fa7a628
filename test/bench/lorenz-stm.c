/* Taylor's method of order 20 for the Lorenz system with the derivative of its flow, as one would write it by hand: the reference for `npm run bench`.
   Prints the time of one step in nanoseconds (the least of some slices), the number of steps, and the derivative of x by its start at the end. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ORDER = 20, SLICES = 9 };

/* The orbit, and three neighbors. */
static double x[4][ORDER + 1], y[4][ORDER + 1], z[4][ORDER + 1];

static double norm(int k) {
  return fmax(fabs(x[0][k]), fmax(fabs(y[0][k]), fabs(z[0][k])));
}

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

static int integrate(double end) {
  double t = 0;
  int steps = 0;
  x[0][0] = 15, y[0][0] = 15, z[0][0] = 36;
  for (int v = 1; v < 4; v++) x[v][0] = v == 1, y[v][0] = v == 2, z[v][0] = v == 3;
  while (t < end) {
    for (int k = 0; k < ORDER; k++) {
      for (int v = 0; v < 4; v++) {
        double xz = product(x[0], z[v], k), xy = product(x[0], y[v], k);
        if (v > 0) xz += product(x[v], z[0], k), xy += product(x[v], y[0], k);
        x[v][k + 1] = 10 * (y[v][k] - x[v][k]) / (k + 1);
        y[v][k + 1] = (28 * x[v][k] - xz - y[v][k]) / (k + 1);
        z[v][k + 1] = (xy - 8.0 / 3 * z[v][k]) / (k + 1);
      }
    }
    double scale = log(fmax(1, norm(0)));
    double last = (scale - log(norm(ORDER))) / ORDER;
    double before = (scale - log(norm(ORDER - 1))) / (ORDER - 1);
    double h = exp(fmin(last, before) - 2 - 0.7 / (ORDER - 1));
    if (h > end - t) h = end - t;
    for (int v = 0; v < 4; v++) x[v][0] = horner(x[v], h), y[v][0] = horner(y[v], h), z[v][0] = horner(z[v], h);
    t += h;
    steps++;
  }
  return steps;
}

static int increasing(const void *a, const void *b) {
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

int main(int argc, char **argv) {
  double end = argc > 1 ? atof(argv[1]) : 20, times[SLICES];
  int steps = integrate(end);
  for (int i = 0; i < SLICES; i++) {
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    integrate(end);
    clock_gettime(CLOCK_MONOTONIC, &to);
    times[i] = ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / steps;
  }
  qsort(times, SLICES, sizeof *times, increasing);
  printf("%.17g %d %.17g\n", times[0], steps, x[1][0]);
}
