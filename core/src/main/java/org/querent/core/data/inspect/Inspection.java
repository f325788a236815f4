package org.querent.core.data.inspect;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.RatingsForm.Encoding;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.form.RatingsForm.Time;

/**
 * What was seen of a file of ratings.
 *
 * @param size of the file, in bytes
 * @param packing what it is packed with, if with anything
 * @param tables the tables of an archive
 * @param kind what is in it
 * @param separator what is between its columns, if it has any
 * @param header whether its columns have names
 * @param encoding how its text is written
 * @param columns its columns, as its first lines have them
 * @param counts of what there is
 * @param values ratings, each with how often it is there
 * @param step the smallest difference of two, if there are not very many
 * @param times what times are; empty if none are read
 * @param notes what a person should know or decide, in whole sentences
 * @param block what reads it
 */
public record Inspection(
    long size,
    Optional<String> packing,
    List<String> tables,
    Kind kind,
    Optional<Separator> separator,
    boolean header,
    Encoding encoding,
    List<SeenColumn> columns,
    RatingCounts counts,
    NavigableMap<Double, Integer> values,
    OptionalDouble step,
    Set<Time> times,
    List<String> notes,
    DatasetBlock block) {}
