// Epochs of Adam over users and items that are one feature each: per batch the gradient of every row
// that it meets, as ExpectedLoss makes it, and the step of every parameter, as AdamStep takes it.
//
// Defined before this by DeviceAdam:
//   K          factors
//   POINT      whether there are no variances
//   LANES      work-items of a work-group
//
// Every number comes from the same operations in the same order as in ExpectedLoss and AdamStep, each
// rounded by itself: so it has the same bits. Nothing is added up by several items: a row's ratings are gone over by one, in their
// order in the batch. Arrays are as long as the work-groups that go over them, and their ends unused.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF

#define WIDTH (K + 1)
#define KERNEL kernel __attribute__((reqd_work_group_size(LANES, 1, 1)))
#define DECAY 0.9
#define SQUARE_DECAY 0.999
#define EPSILON 1e-8

// The gradient of the features that a batch meets. Segments of entries are ratings of one feature;
// those of users come first, and their weights, -beta times the error of each rating, are kept.
KERNEL void add_gradients(
    int segments, int first, int base, int size, double beta, global const int *features,
    global const int *starts, global const int *ends, global const float *ratings,
    global const double *bias, global const double *means, global const double *variances,
    global double *of_means, global double *of_variances, global double *weights) {
  int place = get_global_id(0);
  if (place >= segments) {
    return;
  }
  size_t own = (size_t) features[first + place] * WIDTH;
  double mean[WIDTH];
  double gradient[WIDTH];
  for (int a = 0; a < WIDTH; a++) {
    mean[a] = means[own + a];
    gradient[a] = 0;
  }
#if !POINT
  double half_beta = 0.5 * beta;
  double spread[WIDTH];
  for (int a = 0; a < WIDTH; a++) {
    spread[a] = 0;
  }
#endif
  double always = bias[0];
  int to = starts[first + place + 1];
  for (int n = starts[first + place]; n < to; n++) {
    size_t other = (size_t) ends[n] * WIDTH;
    double predicted = mean[0] + means[other];
    for (int a = 1; a < WIDTH; a++) {
      predicted += mean[a] * means[other + a];
    }
    double weight = -beta * (ratings[n] - (always + predicted));
    if (n - base < size) {
      weights[n - base] = weight;
    }
    gradient[0] += weight;
#if POINT
    for (int a = 1; a < WIDTH; a++) {
      gradient[a] += weight * means[other + a];
    }
#else
    spread[0] += half_beta;
    for (int a = 1; a < WIDTH; a++) {
      double theirs = means[other + a];
      double variance = variances[other + a];
      gradient[a] += weight * theirs + beta * variance * mean[a];
      spread[a] += half_beta * (theirs * theirs + variance);
    }
#endif
  }
  for (int a = 0; a < WIDTH; a++) {
    of_means[own + a] = gradient[a];
#if !POINT
    of_variances[own + a] = spread[a];
#endif
  }
}

// The exponential of a small step, by its series: up to 0.1 exact to 2e-11.
double exponential(double d) {
  return 1
      + d * (1 + d * (1 / 2.0 + d * (1 / 6.0 + d * (1 / 24.0 + d * (1 / 120.0 + d / 720.0)))));
}

// The step against a gradient, which goes into its moments.
double step_against(double gradient, double size, global double *first, global double *second) {
  double m = DECAY * *first + (1 - DECAY) * gradient;
  double v = SQUARE_DECAY * *second + (1 - SQUARE_DECAY) * gradient * gradient;
  *first = m;
  *second = v;
  return size * m / (sqrt(v) + EPSILON);
}

// Moves the bias: its mean, variance, first moments and second moments.
void move_bias(
    int count, global const double *weights, double of_variance, double size, double pull,
    double entropy, global double *bias) {
  double of_mean = 0;
  for (int n = 0; n < count; n++) {
    of_mean += weights[n];
  }
  bias[0] -= step_against(of_mean + pull * bias[0], size, bias + 2, bias + 4);
#if !POINT
  double t = bias[1];
  double g = t * of_variance + 0.5 * (pull * t - entropy);
  bias[1] = t * exponential(-step_against(g, size, bias + 3, bias + 5));
#endif
}

// Moves all parameters against the gradient and the pull of the prior, and sets the gradient to zero.
// The first work-group moves the bias.
KERNEL void take_step(
    double size, global const double *pulls, global const double *centers,
    global const double *entropies, global double *means, global double *of_means,
    global double *means_first, global double *means_second, global double *variances,
    global double *of_variances, global double *variances_first, global double *variances_second,
    int count, global const double *weights, double of_bias_variance, double bias_pull,
    double bias_entropy, global double *bias) {
  if (get_group_id(0) == 0) {
    if (get_local_id(0) == 0) {
      move_bias(count, weights, of_bias_variance, size, bias_pull, bias_entropy, bias);
    }
    return;
  }
  size_t at = get_global_id(0) - LANES;
  double pull = pulls[at];
  double gradient = of_means[at] + pull * (means[at] - centers[at]);
  means[at] -= step_against(gradient, size, means_first + at, means_second + at);
  of_means[at] = 0;
#if !POINT
  double t = variances[at];
  double slope = t * (of_variances[at] + 0.5 * pull) - 0.5 * entropies[at];
  double step = step_against(slope, size, variances_first + at, variances_second + at);
  variances[at] = t * exponential(-step);
  of_variances[at] = 0;
#endif
}
