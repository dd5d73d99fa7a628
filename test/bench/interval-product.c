/* Product of two series of intervals of order 20 in C, bounds rounded by the processor: the reference for `npm run bench`.
   Compiled with -frounding-math. BOUNDS are those of 2·21 intervals, by commas. Prints the least time of a product in nanoseconds, then its bounds. */
#include <fenv.h>
#include <stdio.h>
#include <time.h>

#pragma STDC FENV_ACCESS ON

enum { N = 21, SLICES = 15 };

static double x[2 * N], y[2 * N], z[2 * N];

static double larger(double a, double b) { return a > b ? a : b; }

/* −lo and hi, both rounded up. */
__attribute__((noinline)) static void product(void) {
  for (int k = 0; k < N; k++) {
    double lo = 0, hi = 0;
    for (int j = 0; j <= k; j++) {
      const double al = x[2 * j], ah = x[2 * j + 1], bl = y[2 * (k - j)], bh = y[2 * (k - j) + 1];
      lo += larger(larger(-al * bl, -al * bh), larger(-ah * bl, -ah * bh));
      hi += larger(larger(al * bl, al * bh), larger(ah * bl, ah * bh));
    }
    z[2 * k] = -lo;
    z[2 * k + 1] = hi;
  }
}

int main(void) {
  const double bounds[] = {BOUNDS};
  for (int i = 0; i < 2 * N; i++) {
    x[i] = bounds[i];
    y[i] = bounds[2 * N + i];
  }
  fesetround(FE_UPWARD);
  double least = 1e300;
  for (int slice = 0; slice < SLICES; slice++) {
    enum { CALLS = 2000 };
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int i = 0; i < CALLS; i++) {
      product();
      __asm__ volatile("" : : "r"(z) : "memory");
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    double time = ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / CALLS;
    if (time < least) least = time;
  }
  fesetround(FE_TONEAREST);
  printf("%.17g\n", least);
  for (int i = 0; i < 2 * N; i++) printf("%.17g\n", z[i]);
}
