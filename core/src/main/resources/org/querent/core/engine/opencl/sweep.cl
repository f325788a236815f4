// What both shapes of the kernels share: half a sweep of coordinate ascent is the sums over the
// ratings of each row, as RowLoops makes them, and the regression of the row that they are, as
// RowSolver solves it. The shape itself, items.cl or groups.cl, follows.
//
// Defined before this by SweepSource:
//   K          factors
//   SHAPE      0 without variances, 1 a variance a parameter, 2 a covariance matrix a row
//   LANES      work-items of a work-group
//   RECORD     numbers of a record
//   TILES      parts of a record that are summed one after the other, each of
//   TILE       accumulators
//   EACH(X)    X(0) ... X(TILE - 1)
//   SUMS       where the sums of a row are: private to a work-item, or local to a work-group
//   ROW, LANE, STEP  the row of a work-item, and its place among those that share the row
//
// No result depends on which item runs when. Every number comes from the same operations in the same
// order as in RowLoops, RowSolver, Cholesky and Residuals, each rounded by itself: so it has the
// same bits, and what is changed there is changed here. Accumulators are variables and not an
// array, which compilers keep in registers.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF

#define WIDTH (K + 1)
#define BLOCK (SHAPE == 2 ? WIDTH * WIDTH : SHAPE * WIDTH)
#define PRODUCTS (K * (K + 1) / 2)
#define COVARIANCES (K + PRODUCTS)
#define VARIANCE (COVARIANCES + (SHAPE == 2 ? K : 0))
#define KERNEL kernel __attribute__((reqd_work_group_size(LANES, 1, 1)))

// A record of a row, padded with zeros: E[b], the lower triangle of E[b b^T], Cov(b, s) where they
// correlate, Var(s); E[s] apart.
KERNEL void lay_records(
    int rows, int first, global const double *means, global const double *covariances,
    global double *records, global double *slopes) {
  int row = ROW;
  int lane = LANE;
  if (row >= rows) {
    return;
  }
  global const double *mean = means + (size_t) (first + row) * WIDTH;
  global const double *covariance = covariances + (size_t) (first + row) * BLOCK;
  global double *record = records + (size_t) row * RECORD;
  if (lane == 0) {
    slopes[row] = mean[0];
  }
  for (int a = 1 + lane; a <= K; a += STEP) {
    record[a - 1] = mean[a];
  }
  for (int a = 1; a <= K; a++) {
    for (int b = 1 + lane; b <= a; b += STEP) {
      double product = mean[a] * mean[b];
#if SHAPE == 2
      product += covariance[a * WIDTH + b];
#elif SHAPE == 1
      product += a == b ? covariance[a] : 0;
#endif
      record[K + a * (a - 1) / 2 + b - 1] = product;
    }
  }
#if SHAPE == 2
  for (int a = 1 + lane; a <= K; a += STEP) {
    record[COVARIANCES + a - 1] = covariance[a];
  }
#endif
  for (int rest = VARIANCE + lane; rest < RECORD; rest += STEP) {
    record[rest] = 0;
  }
#if SHAPE > 0
  if (lane == 0) {
    record[VARIANCE] = covariance[0];
  }
#endif
}

// Entry (a, b), b <= a, of the Gram matrix that records sum up to.
double gram(SUMS const double *sums, double count, int a, int b) {
  return b > 0 ? sums[K + a * (a - 1) / 2 + b - 1] : a > 0 ? sums[a - 1] : count;
}

#if SHAPE < 2
// One parameter after the other, each at its optimum given the others.
void move_each(
    SUMS const double *sums, SUMS const double *right, double count, global double *mean,
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

// The part of parameter a in the expected squares of a row's predictions.
double spread_of(
    int a, SUMS const double *sums, double count, global const double *mean,
    global const double *covariance) {
  double mine = mean[a];
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
  return 2 * beside + gram(sums, count, a, a) * square;
}

// How much of parameter a the ratings tell, and not its prior.
double effective_of(
    int a, SUMS const double *sums, double count, global const double *prior, double weight) {
  double own = gram(sums, count, a, a);
  return own > 0 ? own / (own + weight * prior[a * (WIDTH + 1)]) : 0;
}
