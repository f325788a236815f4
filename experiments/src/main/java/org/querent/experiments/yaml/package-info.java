/**
 * From YAML text whose every node knows its line and column to validated records, and back.
 *
 * <p>Here live the reading of one YAML document, the overlaying of a mapping on a record of
 * defaults, the gathering of every problem on the way, and the writing of a record as YAML. What an
 * experiment consists of, which strategies and models there are, and the meaning of any key live
 * elsewhere.
 */
package org.querent.experiments.yaml;
