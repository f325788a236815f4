/** Matrix factorisation by alternating least squares. */
package org.querent.simulator.judge.als;
