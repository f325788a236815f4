/**
 * Several run folders side by side: one report of all of them, and what two of them differ in.
 *
 * <p>What one folder shows comes from {@code report}, the tests between experiments from {@code
 * statistics}. No run is played here, and no run folder is written to.
 */
package org.querent.experiments.across;
