// Half a sweep of coordinate ascent: the sums over the ratings of each row, as RowLoops makes them,
// and the regression of the row that they are, as RowSolver solves it.
//
// Defined before this by SweepSource:
//   K          factors
//   SHAPE      0 without variances, 1 a variance a parameter, 2 a covariance matrix a row
//   TILES      parts of a record that are summed one after the other, each of
//   TILE       vectors of 8 numbers
//   EACH(X)    X(0) ... X(TILE - 1)
//   RIGHT(X)   X(0) ..., one a vector that holds some of the K factors
//
// One work-item sums and solves one row, in the order of its ratings: no result depends on which
// item runs when. Every number comes from the same operations in the same order as in RowLoops,
// RowSolver, Cholesky and Residuals, each rounded by itself: so it has the same bits, and what is
// changed there is changed here. Accumulators are variables and not an array, which compilers keep
// in registers.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF

#define WIDTH (K + 1)
#define BLOCK (SHAPE == 2 ? WIDTH * WIDTH : SHAPE * WIDTH)
#define VECTORS (TILES * TILE)
#define PRODUCTS (K * (K + 1) / 2)
#define COVARIANCES (K + PRODUCTS)
#define VARIANCE (COVARIANCES + (SHAPE == 2 ? K : 0))
#define SPARE(length) ((length) > 0 ? (length) : 1)

// A record of a row, padded with zeros: E[b], the lower triangle of E[b b^T], Cov(b, s) where they
// correlate, Var(s); E[s] apart.
kernel __attribute__((reqd_work_group_size(8, 1, 1))) void lay_records(
    int rows, int first, global const double *means, global const double *covariances,
    global double *records, global double *slopes) {
  int row = get_global_id(0);
  if (row >= rows) {
    return;
  }
  global const double *mean = means + (size_t) (first + row) * WIDTH;
  global const double *covariance = covariances + (size_t) (first + row) * BLOCK;
  global double *record = records + (size_t) row * (8 * VECTORS);
  slopes[row] = mean[0];
  for (int a = 1; a <= K; a++) {
    record[a - 1] = mean[a];
  }
  int to = K;
  for (int a = 1; a <= K; a++) {
    for (int b = 1; b <= a; b++) {
      double product = mean[a] * mean[b];
#if SHAPE == 2
      product += covariance[a * WIDTH + b];
#elif SHAPE == 1
      product += a == b ? covariance[a] : 0;
#endif
      record[to++] = product;
    }
  }
#if SHAPE == 2
  for (int a = 1; a <= K; a++) {
    record[to++] = covariance[a];
  }
#endif
#if SHAPE > 0
  record[to++] = covariance[0];
#endif
  while (to < 8 * VECTORS) {
    record[to++] = 0;
  }
}

// Entry (a, b), b <= a, of the Gram matrix that records sum up to.
double gram(const double *sums, double count, int a, int b) {
  return b > 0 ? sums[K + a * (a - 1) / 2 + b - 1] : a > 0 ? sums[a - 1] : count;
}

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
int solve(
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
#else
// One parameter after the other, each at its optimum given the others.
void solve(
    const double *sums, const double *right, double count, global double *mean,
    global double *covariance, global const double *center, global const double *prior,
    double beta, double slope_weight, double factor_weight) {
  for (int a = 0; a < WIDTH; a++) {
    double own = gram(sums, count, a, a);
    double evidence = right[a] + own * mean[a];
    for (int b = 0; b < WIDTH; b++) {
      evidence -= (b <= a ? gram(sums, count, a, b) : gram(sums, count, b, a)) * mean[b];
    }
    double weight = a == 0 ? slope_weight : factor_weight;
    double pull = weight * prior[a * WIDTH + a];
    double precision = pull + beta * own;
    if (precision != 0) { // Else neither prior nor evidence: the parameter stays where it is.
      mean[a] = (pull * center[a] + beta * evidence) / precision;
#if SHAPE == 1
      covariance[a] = weight / precision;
#endif
    }
  }
}
#endif

// Sums and solves each row, and measures it: of a row, outcome holds the sum of its residuals and
// that of their expected squares, its effective parameters, and 0, or 1 + the pivot that was not
// positive, with the pivot in the place of the first. A center is the prior mean of a row; all have
// the same if their stride is 0.
kernel __attribute__((reqd_work_group_size(8, 1, 1))) void go_over_rows(
    int rows, int first, global const int *starts, global const int *ends,
    global const float *ratings, global const double8 *records, global const double *slopes,
    global double *means, global double *covariances, global const double *centers,
    int center_stride, global const double *prior, global double *outcomes, double bias,
    double beta, double slope_weight, double factor_weight, int update) {
  int row = get_global_id(0);
  if (row >= rows) {
    return;
  }
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
        solve(sums, right, count, mean, covariance, center, prior, beta, factor_weight, &pivot);
    if (failed) {
      outcome[0] = pivot;
      outcome[3] = failed;
      return;
    }
#else
    solve(
        sums, right, count, mean, covariance, center, prior, beta, slope_weight, factor_weight);
#endif
  }
  double explained = 0;
  double spread = 0;
  double predicted = 0;
  double effective = 0;
  for (int a = 0; a < WIDTH; a++) {
    double mine = mean[a];
    explained += right[a] * mine;
    predicted += gram(sums, count, a, 0) * mine;
    double beside = 0;
    for (int b = 0; b < a; b++) {
      double second = mine * mean[b];
#if SHAPE == 2
      second += covariance[a * WIDTH + b];
#endif
      beside += gram(sums, count, a, b) * second;
    }
    double square = mine * mine;
#if SHAPE == 2
    square += covariance[a * (WIDTH + 1)];
#elif SHAPE == 1
    square += covariance[a];
#endif
    double own = gram(sums, count, a, a);
    spread += 2 * beside + own * square;
    double weight = a == 0 ? slope_weight : factor_weight;
    effective += own > 0 ? own / (own + weight * prior[a * (WIDTH + 1)]) : 0;
  }
  outcome[0] = right[0] - predicted;
  outcome[1] = squares - 2 * explained + spread;
  outcome[2] = fmin(count, effective);
}
