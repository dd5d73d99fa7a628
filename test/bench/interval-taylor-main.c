/* What `npm run bench` puts behind the C code of `toC({ taylor, arithmetic: 'interval' })`: prints the least time of a call in nanoseconds, then coefficients. START are
   the initial boxes as -lo, hi, in the order of the states, LAST the order of the last coefficient; it is that of each state that is printed. */
#include <stdio.h>
#include <time.h>

int main(void) {
  static double m[kernel_size];
  static const double start[] = {START};
  for (unsigned i = 0; i < sizeof start / sizeof *start; i++) m[kernel_inputs[i / 2] + i % 2] = start[i];
  fesetround(FE_UPWARD);
  double least = 1e300;
  for (int slice = 0; slice < 15; slice++) {
    enum { CALLS = 500 };
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int i = 0; i < CALLS; i++) {
      kernel_upward(m);
      __asm__ volatile("" : : "r"(m) : "memory");
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    double time = ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / CALLS;
    if (time < least) least = time;
  }
  fesetround(FE_TONEAREST);
  printf("%.17g\n", least);
  for (unsigned i = 0; i < sizeof start / sizeof *start; i++) printf("%.17g\n", m[kernel_inputs[i / 2] + 2 * LAST + i % 2]);
}
