/*
 * Halo orbits of the restricted three-body problem with mu = 0.04: the first three columns of table I of K. C. Howell, Three-dimensional, periodic, 'halo' orbits,
 * Celest. Mech. 32 (1984) 53-71, refined to the digits of doubles, with their stability index (l + 1/l)/2 for the largest multiplier l.
 *
 * An orbit that crosses the plane y = 0 at right angles twice is periodic. Newton's method, with z fixed, on x, the speed in y and the half period T:
 * y = u = w = 0 there. The classical Runge-Kutta method with 20000 steps carries the state and the derivative of the flow.
 *
 * Run: gcc -O2 -o /tmp/halo test/data/halo.c -lm && /tmp/halo > test/data/halo.json
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

static const double mu = 0.04;

static void field(const double *z, double *f) {
  double x = z[0], y = z[1], h = z[2], a = x + mu, b = x - 1 + mu;
  double r1 = sqrt(a * a + y * y + h * h), r2 = sqrt(b * b + y * y + h * h);
  double p1 = (1 - mu) / (r1 * r1 * r1), p2 = mu / (r2 * r2 * r2), q1 = 3 * p1 / (r1 * r1), q2 = 3 * p2 / (r2 * r2);
  double xx = 1 - p1 - p2 + q1 * a * a + q2 * b * b, xy = (q1 * a + q2 * b) * y, xz = (q1 * a + q2 * b) * h;
  double yy = 1 - p1 - p2 + (q1 + q2) * y * y, yz = (q1 + q2) * y * h, zz = -p1 - p2 + (q1 + q2) * h * h;
  f[0] = z[3];
  f[1] = z[4];
  f[2] = z[5];
  f[3] = x + 2 * z[4] - p1 * a - p2 * b;
  f[4] = y - 2 * z[3] - (p1 + p2) * y;
  f[5] = -(p1 + p2) * h;
  for (int j = 0; j < 6; j++) {
    const double *m = z + 6 + 6 * j;
    double *d = f + 6 + 6 * j;
    d[0] = m[3];
    d[1] = m[4];
    d[2] = m[5];
    d[3] = xx * m[0] + xy * m[1] + xz * m[2] + 2 * m[4];
    d[4] = xy * m[0] + yy * m[1] + yz * m[2] - 2 * m[3];
    d[5] = xz * m[0] + yz * m[1] + zz * m[2];
  }
}

static void flow(double *z, double t) {
  const int steps = 20000;
  double h = t / steps, k[4][42], w[42];
  for (int n = 0; n < steps; n++) {
    field(z, k[0]);
    for (int s = 1; s < 4; s++) {
      for (int i = 0; i < 42; i++) w[i] = z[i] + (s < 3 ? h / 2 : h) * k[s - 1][i];
      field(w, k[s]);
    }
    for (int i = 0; i < 42; i++) z[i] += h / 6 * (k[0][i] + 2 * k[1][i] + 2 * k[2][i] + k[3][i]);
  }
}

static void start(double *z, double x, double h, double v) {
  memset(z, 0, 42 * sizeof *z);
  z[0] = x;
  z[2] = h;
  z[4] = v;
  for (int j = 0; j < 6; j++) z[6 + 7 * j] = 1;
}

int main(void) {
  double table[3][4] = {{0.723268, 0.04, 0.198019, 1.300177}, {0.729988, 0.215589, 0.397259, 1.348532}, {0.7537, 0.267595, 0.399909, 1.211253}};
  printf("[");
  for (int c = 0; c < 3; c++) {
    double x = table[c][0], h = table[c][1], v = table[c][2], t = table[c][3], z[42], f[42];
    for (int n = 0; n < 8; n++) {
      start(z, x, h, v);
      flow(z, t);
      field(z, f);
      /* rows y, u, w; columns x, v, t */
      int rows[3] = {1, 3, 5};
      double a[3][4];
      for (int i = 0; i < 3; i++) {
        a[i][0] = z[6 + rows[i]];
        a[i][1] = z[6 + 6 * 4 + rows[i]];
        a[i][2] = f[rows[i]];
        a[i][3] = -z[rows[i]];
      }
      for (int k = 0; k < 3; k++) {
        int p = k;
        for (int i = k; i < 3; i++) if (fabs(a[i][k]) > fabs(a[p][k])) p = i;
        for (int j = 0; j < 4; j++) { double swap = a[k][j]; a[k][j] = a[p][j]; a[p][j] = swap; }
        for (int i = 0; i < 3; i++) {
          if (i == k) continue;
          double factor = a[i][k] / a[k][k];
          for (int j = k; j < 4; j++) a[i][j] -= factor * a[k][j];
        }
      }
      x += a[0][3] / a[0][0];
      v += a[1][3] / a[1][1];
      t += a[2][3] / a[2][2];
    }
    start(z, x, h, v);
    flow(z, 2 * t);
    /* the largest multiplier, by powers of the monodromy matrix */
    double w[6] = {1, 1, 1, 1, 1, 1}, l = 0;
    for (int n = 0; n < 200; n++) {
      double next[6] = {0}, size = 0;
      for (int j = 0; j < 6; j++) for (int i = 0; i < 6; i++) next[i] += z[6 + 6 * j + i] * w[j];
      for (int i = 0; i < 6; i++) size = fmax(size, fabs(next[i]));
      l = next[0] / w[0];
      for (int i = 0; i < 6; i++) w[i] = next[i] / size;
    }
    printf("%s\n  { \"x\": %.14f, \"z\": %g, \"v\": %.14f, \"period\": %.13f, \"index\": %.10g }", c ? "," : "", x, h, v, 2 * t, (l + 1 / l) / 2);
  }
  printf("\n]\n");
  return 0;
}
