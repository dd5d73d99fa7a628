/* Prints the least time of a call of solve in nanoseconds, then the memory. */
int main(void) {
  start();
  fesetround(FE_UPWARD);
  double least = 1e300;
  for (int slice = 0; slice < 15; slice++) {
    enum { CALLS = 500 };
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int i = 0; i < CALLS; i++) {
      solve();
      __asm__ volatile("" : : "r"(m) : "memory");
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    double time = ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / CALLS;
    if (time < least) least = time;
  }
  fesetround(FE_TONEAREST);
  printf("%.17g\n", least);
  for (int i = 0; i < SIZE; i++) printf("%.17g\n", m[i]);
}
