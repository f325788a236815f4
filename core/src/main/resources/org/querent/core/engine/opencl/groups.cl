// The shape of kernels for graphics cards: a work-group sums and solves a row. Its lanes own the
// entries of the sums, TILE each at a time, and read those of a record side by side; the ratings are
// staged in local memory, LANES at a time. Whatever is added up is added up by one lane, in the order
// of the loops: a long row is not cut, which would be another order, but begun before shorter ones.
// Barriers are where all lanes come whatever the data are, and nothing returns before them: PoCL 3.1
// was seen to leave out what follows a barrier under a condition that is the same for all lanes.
#define TRIANGLE(a, b) ((a) * ((a) + 1) / 2 + (b))
#define PARTS (LANES / 4 + 3) // of four ratings of a chunk, and what is left

#define DECLARE(n) double sum##n = 0;
#define PLACE(n) int place##n = min((tile * TILE + n) * LANES + lane, RECORD - 1);
#define ADD(n) sum##n += records[a + place##n];
#define ADD_FOUR(n) \
  sum##n += (records[a + place##n] + records[b + place##n]) \
      + (records[c + place##n] + records[d + place##n]);
#define STORE(n) \
  if ((tile * TILE + n) * LANES + lane < RECORD) { \
    sums[place##n] = sum##n; \
  }

// Sums the records that ratings meet, and with rho = y - m0 - s of each E[z rho], z = (1, b); the
// sum of E[rho^2] goes to squares.
void sum_ratings(
    int from, int to, global const int *ends, global const float *ratings,
    global const double *records, global const double *slopes, double bias, local double *sums,
    local double *right, local double *squares, local int *met, local double *left,
    local double *plains, local double *squared) {
  int lane = get_local_id(0);
  double plain = 0;
  double square = 0;
  for (int tile = 0; tile < TILES; tile++) {
    double product = 0; // of the lane's first entry, one of E[b] if the lane is below K
    EACH(DECLARE)
    EACH(PLACE)
    for (int chunk = from; chunk < to; chunk += LANES) {
      int size = min(LANES, to - chunk);
      int whole = size / 4 * 4;
      if (lane < size) {
        int end = ends[chunk + lane];
        met[lane] = end;
        left[lane] = ratings[chunk + lane] - bias - slopes[end];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      int parts = whole / 4 + size - whole;
      if (tile == 0 && lane < whole / 4) {
        double ya = left[4 * lane];
        double yb = left[4 * lane + 1];
        double yc = left[4 * lane + 2];
        double yd = left[4 * lane + 3];
        plains[lane] = (ya + yb) + (yc + yd);
        squared[lane] = (ya * ya + yb * yb) + (yc * yc + yd * yd);
      } else if (tile == 0 && lane < parts) {
        double y = left[whole + lane - whole / 4];
        plains[lane] = y;
        squared[lane] = y * y;
      }
      int n = 0;
#pragma unroll 4
      for (; n < whole; n += 4) {
        size_t a = (size_t) met[n] * RECORD;
        size_t b = (size_t) met[n + 1] * RECORD;
        size_t c = (size_t) met[n + 2] * RECORD;
        size_t d = (size_t) met[n + 3] * RECORD;
        EACH(ADD_FOUR)
        if (tile == 0) {
          product += (left[n] * records[a + place0] + left[n + 1] * records[b + place0])
              + (left[n + 2] * records[c + place0] + left[n + 3] * records[d + place0]);
        }
      }
      for (; n < size; n++) {
        size_t a = (size_t) met[n] * RECORD;
        EACH(ADD)
        if (tile == 0) {
          product += left[n] * records[a + place0];
        }
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      if (tile == 0 && lane == 0) {
        for (int part = 0; part < parts; part++) {
          plain += plains[part];
          square += squared[part];
        }
      }
    }
    EACH(STORE)
    if (tile == 0 && lane < K) {
      right[lane + 1] = product;
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
#if SHAPE == 2
  if (lane < K) {
    right[lane + 1] -= sums[COVARIANCES + lane];
  }
#endif
  if (lane == 0) {
    right[0] = plain;
#if SHAPE > 0
    square += sums[VARIANCE];
#endif
    *squares = square;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

#if SHAPE == 2
// All parameters at once, with their covariance, or nothing where the width is 0; returns 0, or 1 +
// the pivot that is not positive, which is *failed, and nothing has moved. Every lane returns the same.
int move_all(
    int width, local const double *sums, local const double *right, double count,
    global double *mean, global double *covariance, global const double *center,
    global const double *prior, double beta, double weight, local double *factor,
    local double *evidence, local double *reciprocals, double *failed) {
  int lane = get_local_id(0);
  for (int a = lane; a < width; a += LANES) {
    double sum = beta * right[a];
    for (int b = 0; b < WIDTH; b++) {
      sum += weight * prior[a * WIDTH + b] * center[b];
    }
    evidence[a] = sum;
  }
  for (int a = 0; a < width; a++) {
    for (int b = lane; b <= a; b += LANES) {
      factor[TRIANGLE(a, b)] = weight * prior[a * WIDTH + b] + beta * gram(sums, count, a, b);
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  int bad = 0;
  for (int c = 0; c < width && !bad; c++) {
    double pivot = factor[TRIANGLE(c, c)];
    for (int i = 0; i < c; i++) {
      pivot -= factor[TRIANGLE(c, i)] * factor[TRIANGLE(c, i)];
    }
    if (pivot > 0) {
      double reciprocal = 1 / sqrt(pivot);
      for (int r = c + 1 + lane; r < WIDTH; r += LANES) {
        double sum = factor[TRIANGLE(r, c)];
        for (int i = 0; i < c; i++) {
          sum -= factor[TRIANGLE(r, i)] * factor[TRIANGLE(c, i)];
        }
        factor[TRIANGLE(r, c)] = sum * reciprocal;
      }
      if (lane == 0) {
        reciprocals[c] = reciprocal;
      }
    } else {
      *failed = pivot;
      bad = 1 + c;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  width = bad ? 0 : width;
  // L^-1 in the place of L, row by row, then its transpose times itself. K is at most LANES.
  for (int c = lane; c < width; c += LANES) {
    factor[TRIANGLE(c, c)] = reciprocals[c];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int r = 1; r < width; r++) {
    double sum = 0;
    for (int i = lane; i < r; i++) {
      sum -= factor[TRIANGLE(r, i)] * factor[TRIANGLE(i, lane)];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    if (lane < r) {
      factor[TRIANGLE(r, lane)] = sum * reciprocals[r];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  for (int n = lane; n < width * width; n += LANES) {
    int r = n / WIDTH;
    int c = n % WIDTH;
    double sum = 0;
    for (int i = max(r, c); i < WIDTH; i++) {
      sum += factor[TRIANGLE(i, r)] * factor[TRIANGLE(i, c)];
    }
    covariance[n] = sum;
  }
  barrier(CLK_GLOBAL_MEM_FENCE);
  for (int a = lane; a < width; a += LANES) {
    double sum = 0;
    for (int b = 0; b < WIDTH; b++) {
      sum += covariance[a * WIDTH + b] * evidence[b];
    }
    mean[a] = sum;
  }
  barrier(CLK_GLOBAL_MEM_FENCE);
  if (weight != 1) {
    for (int n = lane; n < width * width; n += LANES) {
      covariance[n] *= weight;
    }
  }
  return bad;
}
#endif

// Sums and solves each row, and measures it: of a row, outcome holds the sum of its residuals and
// that of their expected squares, its effective parameters, and 0, or 1 + the pivot that was not
// positive, with the pivot in the place of the first. A center is the prior mean of a row; all have
// the same if their stride is 0; order holds the rows in the order in which they are begun.
KERNEL void go_over_rows(
    int rows, int first, global const int *order, global const int *starts, global const int *ends,
    global const float *ratings, global const double *records, global const double *slopes,
    global double *means, global double *covariances, global const double *centers,
    int center_stride, global const double *prior, global double *outcomes, double bias,
    double beta, double slope_weight, double factor_weight, int update) {
  local double sums[RECORD];
  local double right[WIDTH];
  local double squares;
  local int met[LANES];
  local double left[LANES];
  local double plains[PARTS];
  local double squared[PARTS];
  local double spreads[WIDTH]; // these two are lent to move_all before
  local double effectives[WIDTH];
#if SHAPE == 2
  local double factor[TRIANGLE(WIDTH, 0)];
#endif
  int lane = get_local_id(0);
  int row = order[get_group_id(0)];
  global double *outcome = outcomes + (size_t) row * 4;
  int from = starts[row];
  int to = starts[row + 1];
  double count = to - from;
  sum_ratings(
      from, to, ends, ratings, records, slopes, bias, sums, right, &squares, met, left, plains,
      squared);
  global double *mean = means + (size_t) (first + row) * WIDTH;
  global double *covariance = covariances + (size_t) (first + row) * BLOCK;
  global const double *center = centers + (size_t) row * center_stride;
  int failed = 0;
  double pivot = 0;
#if SHAPE == 2
  failed =
      move_all(
          update && from < to ? WIDTH : 0, sums, right, count, mean, covariance, center, prior,
          beta, factor_weight, factor, spreads, effectives, &pivot);
#else
  if (update && from < to && lane == 0) {
    move_each(
        sums, right, count, mean, covariance, center, prior, beta, slope_weight, factor_weight);
  }
#endif
  barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);
  for (int a = lane; a < WIDTH; a += LANES) {
    spreads[a] = spread_of(a, sums, count, mean, covariance);
    effectives[a] = effective_of(a, sums, count, prior, a == 0 ? slope_weight : factor_weight);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (lane == 0) {
    double explained = 0;
    double spread = 0;
    double predicted = 0;
    double effective = 0;
    for (int a = 0; a < WIDTH; a++) {
      explained += right[a] * mean[a];
      predicted += gram(sums, count, a, 0) * mean[a];
      spread += spreads[a];
      effective += effectives[a];
    }
    outcome[0] = failed ? pivot : right[0] - predicted;
    outcome[1] = squares - 2 * explained + spread;
    outcome[2] = fmin(count, effective);
    outcome[3] = failed;
  }
}
