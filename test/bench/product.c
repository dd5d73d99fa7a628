/* Truncated products of series as one would write them by hand: the reference for `npm run bench`.
   product ORDER: one variable. scatter: many, with a table of targets read from standard input: the number of monomials,
   and for each how many partners it has and the number of each product.
   Prints nanoseconds a product, least and median of some hundred runs, and the sum of the coefficients.   gcc -O3 -march=native */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 301 };
static double *a, *b, *c;
static int size;
static int *starts;
static unsigned short *targets;

/* c_k = Σ_{j=0..k} a_j b_{k−j} */
__attribute__((noinline)) static void product(void) {
  for (int k = 0; k < size; k++) {
    double sum = 0;
    for (int j = 0; j <= k; j++) sum += a[j] * b[k - j];
    c[k] = sum;
  }
}

/* In graded order the partners of a monomial are a prefix of the numbering. */
__attribute__((noinline)) static void scatter(void) {
  memset(c, 0, size * sizeof *c);
  for (int i = 0; i < size; i++) {
    const unsigned short *to = targets + starts[i];
    double x = a[i];
    int count = starts[i + 1] - starts[i];
    for (int j = 0; j < count; j++) c[to[j]] += x * b[j];
  }
}

static int ascending(const void *x, const void *y) {
  double d = *(const double *)x - *(const double *)y;
  return (d > 0) - (d < 0);
}

int main(int argc, char **argv) {
  int many = strcmp(argv[1], "scatter") == 0;
  void (*run)(void) = many ? scatter : product;
  double samples[ROUNDS], sum = 0;
  if (many) {
    if (scanf("%d", &size) != 1) return 1;
    starts = malloc((size + 1) * sizeof *starts);
    targets = NULL;
    starts[0] = 0;
    for (int i = 0; i < size; i++) {
      int count;
      if (scanf("%d", &count) != 1) return 1;
      starts[i + 1] = starts[i] + count;
      targets = realloc(targets, starts[i + 1] * sizeof *targets);
      for (int j = 0; j < count; j++) if (scanf("%hu", targets + starts[i] + j) != 1) return 1;
    }
  } else {
    size = 1 + atoi(argv[2]);
  }
  a = malloc(size * sizeof *a), b = malloc(size * sizeof *b), c = malloc(size * sizeof *c);
  for (int k = 0; k < size; k++) a[k] = 1.0 / (k + 1), b[k] = 1 - 1.0 / (k + 2);
  long calls = 1 + 1000000 / ((long)size * size);
  for (int round = 0; round < ROUNDS; round++) {
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (long i = 0; i < calls; i++) run();
    clock_gettime(CLOCK_MONOTONIC, &end);
    samples[round] = ((end.tv_sec - start.tv_sec) * 1e9 + (end.tv_nsec - start.tv_nsec)) / calls;
  }
  for (int k = 0; k < size; k++) sum += c[k];
  qsort(samples, ROUNDS, sizeof *samples, ascending);
  printf("%.4f %.4f %.17g\n", samples[0], samples[ROUNDS / 2], sum);
  return 0;
}
