/*
 * The largest Lyapunov exponent of Henon and Heiles at energy 1/8, by one tangent vector and the classical Runge-Kutta method with h = 1/100: two orbits of the
 * same chaotic sea, averaged over t = 0..10^6, and the average after each tenth.
 *
 * Run: gcc -O2 -o /tmp/henon-heiles test/data/henon-heiles.c -lm && /tmp/henon-heiles > test/data/henon-heiles.json
 */
#include <math.h>
#include <stdio.h>

static void field(const double *z, double *f) {
  double x = z[0], y = z[1], a = z[4], b = z[5];
  f[0] = z[2];
  f[1] = z[3];
  f[2] = -x - 2 * x * y;
  f[3] = -y - x * x + y * y;
  f[4] = z[6];
  f[5] = z[7];
  f[6] = -(1 + 2 * y) * a - 2 * x * b;
  f[7] = -2 * x * a - (1 - 2 * y) * b;
}

static void step(double *z, double h) {
  double k[4][8], w[8];
  field(z, k[0]);
  for (int s = 1; s < 4; s++) {
    for (int i = 0; i < 8; i++) w[i] = z[i] + (s < 3 ? h / 2 : h) * k[s - 1][i];
    field(w, k[s]);
  }
  for (int i = 0; i < 8; i++) z[i] += h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
}

int main(void) {
  const double starts[2] = {-0.25, -0.016};
  printf("[");
  for (int s = 0; s < 2; s++) {
    double y = starts[s], z[8] = {0, y, sqrt(0.25 - y * y + 2 * y * y * y / 3), 0, 1, 0, 0, 0}, sum = 0;
    printf("%s\n  { \"y\": %g, \"averages\": [", s ? "," : "", y);
    for (int tenth = 1; tenth <= 10; tenth++) {
      for (int t = 0; t < 100000; t++) {
        for (int i = 0; i < 100; i++) step(z, 0.01);
        double size = sqrt(z[4] * z[4] + z[5] * z[5] + z[6] * z[6] + z[7] * z[7]);
        sum += log(size);
        for (int i = 4; i < 8; i++) z[i] /= size;
      }
      printf("%s%.5f", tenth > 1 ? ", " : "", sum / (1e5 * tenth));
    }
    printf("] }");
  }
  printf("\n]\n");
  return 0;
}
