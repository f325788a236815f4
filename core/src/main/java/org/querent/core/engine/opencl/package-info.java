/**
 * The engine that sweeps on a device of OpenCL: a graphics card, or a processor with a driver for
 * it. Nothing here is for users: they ask {@link org.querent.core.engine.Engine#of}.
 *
 * <p>A sweep of coordinate ascent over users and items that are one feature each is done on the
 * device, sums and solves, where ratings and parameters stay from sweep to sweep, and so are the
 * steps of an epoch of Adam; what else there is, the loops of the cpu engine do. The kernels do
 * what the loops do, operation by operation in the same order, each rounded by itself, so that
 * nothing differs by a bit, but for parameters without covariances and so many factors that the
 * loops go by residuals. They come in two shapes, one for processors and one for graphics cards
 * ({@code KernelShape}).
 */
package org.querent.core.engine.opencl;
