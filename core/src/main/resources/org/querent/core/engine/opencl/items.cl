// The shape of kernels for processors: a work-item sums and solves a row, in the order of its
// ratings, with vectors of 8 numbers as accumulators, which are what a processor's instructions take.
// RIGHT(X) is X(0) ..., one a vector that holds some of the K factors.
#define VECTORS (TILES * TILE)
#define SPARE(length) ((length) > 0 ? (length) : 1)

#define DECLARE(n) double8 sum##n = 0;
#define ADD(n) sum##n += record[n];
#define ADD_FOUR(n) sum##n += (a[n] + b[n]) + (c[n] + d[n]);
#define STORE(n) vstore8(sum##n, tile * TILE + n, sums);
#define DECLARE_RIGHT(n) double8 product##n = 0;
#define ADD_RIGHT(n) product##n += y * record[n];
#define ADD_RIGHT_FOUR(n) product##n += (ya * a[n] + yb * b[n]) + (yc * c[n] + yd * d[n]);
#define STORE_RIGHT(n) vstore8(product##n, n, products);

// Sums the records that ratings meet, and with rho = y - m0 - s of each E[z rho], z = (1, b);
// returns the sum of E[rho^2].
double sum_ratings(
    int from, int to, global const int *ends, global const float *ratings,
    global const double8 *records, global const double *slopes, double bias,
    double *sums, double *right) {
  double plain = 0;
  double squares = 0;
  double products[SPARE((K + 7) / 8) * 8];
  for (int tile = 0; tile < TILES; tile++) {
    EACH(DECLARE)
    RIGHT(DECLARE_RIGHT)
    int n = from;
    for (; n < to - 3; n += 4) {
      global const double8 *a = records + (size_t) ends[n] * VECTORS + tile * TILE;
      global const double8 *b = records + (size_t) ends[n + 1] * VECTORS + tile * TILE;
      global const double8 *c = records + (size_t) ends[n + 2] * VECTORS + tile * TILE;
      global const double8 *d = records + (size_t) ends[n + 3] * VECTORS + tile * TILE;
      EACH(ADD_FOUR)
      if (tile == 0) {
        double ya = ratings[n] - bias - slopes[ends[n]];
        double yb = ratings[n + 1] - bias - slopes[ends[n + 1]];
        double yc = ratings[n + 2] - bias - slopes[ends[n + 2]];
        double yd = ratings[n + 3] - bias - slopes[ends[n + 3]];
        plain += (ya + yb) + (yc + yd);
        squares += (ya * ya + yb * yb) + (yc * yc + yd * yd);
        RIGHT(ADD_RIGHT_FOUR)
      }
    }
    for (; n < to; n++) {
      int end = ends[n];
      global const double8 *record = records + (size_t) end * VECTORS + tile * TILE;
      EACH(ADD)
      if (tile == 0) {
        double y = ratings[n] - bias - slopes[end];
        plain += y;
        squares += y * y;
        RIGHT(ADD_RIGHT)
      }
    }
    EACH(STORE)
    if (tile == 0) {
      RIGHT(STORE_RIGHT)
    }
  }
  right[0] = plain;
  for (int f = 0; f < K; f++) {
    right[f + 1] = products[f];
#if SHAPE == 2
    right[f + 1] -= sums[COVARIANCES + f];
#endif
  }
#if SHAPE > 0
  squares += sums[VARIANCE];
#endif
  return squares;
}

#if SHAPE == 2
// All parameters at once, with their covariance; returns 0, or 1 + the pivot that is not positive,
// which is *failed, and nothing has moved.
int move_all(
    const double *sums, const double *right, double count, global double *mean,
    global double *covariance, global const double *center, global const double *prior,
    double beta, double weight, double *failed) {
  double factor[WIDTH * WIDTH];
  double evidence[WIDTH];
  for (int a = 0; a < WIDTH; a++) {
    double sum = beta * right[a];
    for (int b = 0; b < WIDTH; b++) {
      sum += weight * prior[a * WIDTH + b] * center[b];
    }
    evidence[a] = sum;
    for (int b = 0; b <= a; b++) {
      factor[a * WIDTH + b] =
          weight * prior[a * WIDTH + b] + beta * gram(sums, count, a, b);
    }
  }
  for (int c = 0; c < WIDTH; c++) {
    double pivot = factor[c * WIDTH + c];
    for (int i = 0; i < c; i++) {
      pivot -= factor[c * WIDTH + i] * factor[c * WIDTH + i];
    }
    if (!(pivot > 0)) {
      *failed = pivot;
      return 1 + c;
    }
    double root = sqrt(pivot);
    double reciprocal = 1 / root;
    factor[c * WIDTH + c] = root;
    for (int r = c + 1; r < WIDTH; r++) {
      double sum = factor[r * WIDTH + c];
      for (int i = 0; i < c; i++) {
        sum -= factor[r * WIDTH + i] * factor[c * WIDTH + i];
      }
      factor[r * WIDTH + c] = sum * reciprocal;
    }
  }
  // L^-1 in the place of L, column by column, then its transpose times itself.
  for (int c = 0; c < WIDTH; c++) {
    factor[c * WIDTH + c] = 1 / factor[c * WIDTH + c];
  }
  for (int r = 1; r < WIDTH; r++) {
    for (int c = 0; c < r; c++) {
      double sum = 0;
      for (int i = c; i < r; i++) {
        sum -= factor[r * WIDTH + i] * factor[i * WIDTH + c];
      }
      factor[r * WIDTH + c] = sum * factor[r * WIDTH + r];
    }
  }
  for (int r = 0; r < WIDTH; r++) {
    for (int c = r; c < WIDTH; c++) {
      double sum = 0;
      for (int i = c; i < WIDTH; i++) {
        sum += factor[i * WIDTH + r] * factor[i * WIDTH + c];
      }
      covariance[r * WIDTH + c] = sum;
      covariance[c * WIDTH + r] = sum;
    }
  }
  for (int a = 0; a < WIDTH; a++) {
    double sum = 0;
    for (int b = 0; b < WIDTH; b++) {
      sum += covariance[a * WIDTH + b] * evidence[b];
    }
    mean[a] = sum;
  }
  if (weight != 1) {
    for (int n = 0; n < BLOCK; n++) {
      covariance[n] *= weight;
    }
  }
  return 0;
}
#endif

// Sums and solves each row, and measures it: of a row, outcome holds the sum of its residuals and
// that of their expected squares, its effective parameters, and 0, or 1 + the pivot that was not
// positive, with the pivot in the place of the first. A center is the prior mean of a row; all have
// the same if their stride is 0; order holds the rows in the order in which they are begun.
KERNEL void go_over_rows(
    int rows, int first, global const int *order, global const int *starts, global const int *ends,
    global const float *ratings, global const double8 *records, global const double *slopes,
    global double *means, global double *covariances, global const double *centers,
    int center_stride, global const double *prior, global double *outcomes, double bias,
    double beta, double slope_weight, double factor_weight, int update) {
  int place = get_global_id(0);
  if (place >= rows) {
    return;
  }
  int row = order[place];
  global double *outcome = outcomes + (size_t) row * 4;
  for (int n = 0; n < 4; n++) {
    outcome[n] = 0;
  }
  int from = starts[row];
  int to = starts[row + 1];
  if (from == to) {
    return;
  }
  double count = to - from;
  double sums[8 * VECTORS];
  double right[WIDTH];
  double squares =
      sum_ratings(from, to, ends, ratings, records, slopes, bias, sums, right);
  global double *mean = means + (size_t) (first + row) * WIDTH;
  global double *covariance = covariances + (size_t) (first + row) * BLOCK;
  global const double *center = centers + (size_t) row * center_stride;
  if (update) {
#if SHAPE == 2
    double pivot = 0;
    int failed =
        move_all(sums, right, count, mean, covariance, center, prior, beta, factor_weight, &pivot);
    if (failed) {
      outcome[0] = pivot;
      outcome[3] = failed;
      return;
    }
#else
    move_each(
        sums, right, count, mean, covariance, center, prior, beta, slope_weight, factor_weight);
#endif
  }
  double explained = 0;
  double spread = 0;
  double predicted = 0;
  double effective = 0;
  for (int a = 0; a < WIDTH; a++) {
    explained += right[a] * mean[a];
    predicted += gram(sums, count, a, 0) * mean[a];
    spread += spread_of(a, sums, count, mean, covariance);
    effective += effective_of(a, sums, count, prior, a == 0 ? slope_weight : factor_weight);
  }
  outcome[0] = right[0] - predicted;
  outcome[1] = squares - 2 * explained + spread;
  outcome[2] = fmin(count, effective);
}
