/* Timing of generated code: compiled together with what `toC({ taylor: 20, name: 'kernel' })` gives, and with INITIAL, the initial values by commas.
   Prints the least time of solve and advance in nanoseconds, and the last coefficient of the first state. */
#include <stdio.h>
#include <time.h>

enum { ORDER = 20, SLICES = 9 };

static double m[kernel_size];

static double nanoseconds(int calls) {
  struct timespec from, to;
  clock_gettime(CLOCK_MONOTONIC, &from);
  for (int i = 0; i < calls; i++) {
    kernel_solve(m);
    kernel_advance(m, 0.0);
  }
  clock_gettime(CLOCK_MONOTONIC, &to);
  return ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / calls;
}

int main(void) {
  const double initial[] = {INITIAL};
  for (unsigned i = 0; i < sizeof initial / sizeof *initial; i++) m[i * (ORDER + 1)] = initial[i];
  int calls = 1;
  while (nanoseconds(calls) * calls < 5e5) calls *= 2;
  double least = 1e300;
  for (int i = 0; i < SLICES; i++) {
    double time = nanoseconds(calls);
    if (time < least) least = time;
  }
  printf("%.17g %.17g\n", least, m[ORDER]);
}
