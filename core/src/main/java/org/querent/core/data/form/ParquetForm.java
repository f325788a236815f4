package org.querent.core.data.form;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.form.RatingsForm.Time;
import org.querent.core.data.form.parquet.ParquetFile;

/** A file of Parquet with a rating a row, whose columns a mapping names. */
final class ParquetForm {
  private static final int TIME = 3;

  private final ParquetFile file;
  private final RatingsForm form;
  private final String name;

  /**
   * Nothing is read yet.
   *
   * @param name what messages call the file
   */
  ParquetForm(ParquetFile file, RatingsForm form, String name) {
    this.file = file;
    this.form = form;
    this.name = name;
  }

  /** Where ratings go to, with a form that takes numbers and times as Parquet has them. */
  @FunctionalInterface
  interface Sinks {
    RowSink of(RatingsForm form);
  }

  /**
   * Reads a file.
   *
   * @return how many values in the place of ratings said that there is none
   * @throws DatasetException if it is damaged, a column is not there, or what the sink says
   */
  static int read(Path path, RatingsForm form, Sinks sinks) {
    try (ParquetFile file = ParquetFile.open(path)) {
      return new ParquetForm(file, form, path.toString()).read(sinks);
    } catch (IOException e) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "cannot read %s, which is Parquet: found %s; save it anew, or as CSV",
              path,
              LineSource.shown(String.valueOf(e.getMessage()))),
          e);
    }
  }

  private int read(Sinks sinks) throws IOException {
    List<String> names = file.names();
    if (form.columns().isEmpty() || form.kind().orElse(Kind.PARQUET) != Kind.PARQUET) {
      throw refused(
          "; "
              + (form.columns().isEmpty()
                  ? ColumnGuess.ofNames(names).setting()
                  : "form: parquet, or none,")
              + " reads it");
    }
    List<Integer> columns = new ArrayList<>();
    for (String wanted : form.columns().get().columns()) {
      columns.add(find(wanted, columns));
    }
    List<String> labels =
        columns.stream()
            .map(at -> "column " + (at + 1) + " (" + LineSource.shown(names.get(at)) + ")")
            .toList();
    boolean timed = columns.size() > TIME;
    RowSink.Places places =
        new RowSink.Places(
            labels.get(0), labels.get(1), labels.get(2), timed ? labels.get(TIME) : "");
    RowSink sink =
        sinks.of(
            form.parquet(
                file.isText(columns.get(2)) ? form.decimal() : Decimal.POINT,
                timed && file.isTime(columns.get(TIME)) ? Time.ISO : form.time()));
    try {
      file.read(
          columns,
          (row, values) ->
              sink.add(
                  row,
                  places,
                  values.get(0).orElse(""),
                  values.get(1).orElse(""),
                  values.get(2).orElse(""),
                  timed ? Optional.of(values.get(TIME).orElse("")) : Optional.empty()));
    } catch (DatasetException | IOException e) {
      // A pair that repeats before what is wrong here is what was wrong first.
      sink.requireDistinct();
      throw e;
    }
    return sink.finish();
  }

  private int find(String wanted, List<Integer> others) {
    List<String> names = file.names();
    int place = ColumnMapping.place(wanted, names);
    String quoted = '"' + LineSource.shown(wanted) + '"';
    if (place < 0 || place >= names.size()) {
      ColumnGuess guess = ColumnGuess.ofNames(names);
      throw refused(
          ", and none "
              + quoted
              + (guess.columns().isPresent()
                  ? "; " + guess.setting() + " reads it"
                  : "; columns says which are read, by name or by position, from 1"));
    }
    if (others.contains(place)) {
      throw refused(", of which " + quoted + " is given for two purposes in columns");
    }
    if (file.isNested(place)) {
      throw refused(
          ", of which "
              + quoted
              + " has lists or parts in the place of values; write a column of values, or choose another in columns");
    }
    return place;
  }

  private DatasetException refused(String why) {
    return new DatasetException(
        String.format(
            Locale.ROOT,
            "%s is Parquet; found the columns \"%s\"%s",
            name,
            LineSource.shown(String.join(",", file.names())),
            why));
  }
}
