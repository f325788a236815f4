package org.querent.core.data.inspect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.ColumnNames;
import org.querent.core.data.form.ColumnNames.Role;
import org.querent.core.data.form.FileHead;
import org.querent.core.data.form.LineSource;

/** What a file is that holds no ratings, or not so that they can be read. Stateless. */
final class OtherFile {
  /** How many names a message lists. */
  private static final int LISTED = 12;

  /** Among so many ratings one user is mostly there twice. */
  private static final int MANY = 500;

  private static final String SAVE_AS_CSV = "save it as CSV";

  /** By the first bytes, in Latin-1. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("\u0089PNG", "an image (PNG)"),
          Map.entry("\u00ff\u00d8\u00ff", "an image (JPEG)"),
          Map.entry("GIF8", "an image (GIF)"),
          Map.entry("%PDF", "a PDF; the table in it has to be saved as CSV"),
          Map.entry("\u00d0\u00cf\u0011\u00e0", "a workbook of Excel (.xls) or so; " + SAVE_AS_CSV),
          Map.entry("SQLite format 3", "a database (SQLite); export its table of ratings as CSV"),
          Map.entry("\u0089HDF", "HDF5, as of pandas or R; " + SAVE_AS_CSV),
          Map.entry("PAR1", "Parquet, packed; unpack it"),
          Map.entry("ARROW1", "Arrow or Feather; " + SAVE_AS_CSV),
          Map.entry("\u0093NUMPY", "an array of NumPy; " + SAVE_AS_CSV),
          Map.entry("RDX", "data of R; " + SAVE_AS_CSV),
          Map.entry("X\n\0\0", "data of R; " + SAVE_AS_CSV),
          Map.entry("7z\u00bc\u00af", "an archive (7z); unpack it"),
          Map.entry("Rar!", "an archive (RAR); unpack it"),
          Map.entry(
              "version https://git-lfs",
              "a pointer of Git LFS, in the place of the file; git lfs pull brings that"),
          Map.entry("\u007fELF", "a program"));

  /** Where an archive of tar says what it is. */
  private static final int TAR = 257;

  private static final Pattern HTML = Pattern.compile("(?is)\\s*<(!doctype html|html|head|body).*");
  private static final Pattern SQL =
      Pattern.compile("(?im)^[ \\t]*+(INSERT INTO|CREATE TABLE|COPY \\S+ .*FROM stdin)\\b");
  private static final Pattern XML = Pattern.compile("(?is)\\s*<\\?xml.*");

  private OtherFile() {}

  /** Refuses what is no file or nothing, before it is opened. */
  static void requireFile(Path file) {
    try {
      if (!Files.exists(file)) {
        throw new DatasetException("there is no file " + file + "; check the path");
      } else if (Files.isDirectory(file)) {
        throw new DatasetException(
            file + " is a folder; name the file of ratings inside: " + inside(file));
      } else if (Files.isRegularFile(file) && Files.size(file) == 0) {
        throw new DatasetException(file + " is empty: 0 bytes");
      }
      requireNoOffice(file);
    } catch (IOException e) {
      throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static String inside(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();
      return names.isEmpty() ? "there is none" : listed(names);
    }
  }

  private static String listed(List<String> names) {
    String some =
        names.stream().limit(LISTED).map(LineSource::shown).collect(Collectors.joining(", "));
    return names.size() > LISTED ? some + " and " + (names.size() - LISTED) + " more" : some;
  }

  /** Workbooks are zips, and so are models. */
  private static void requireNoOffice(Path file) throws IOException {
    Optional<String> office = Optional.empty();
    boolean model = false;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      model = zip.getEntry("header.json") != null && zip.getEntry("header.sha256") != null;
      if (zip.getEntry("xl/workbook.xml") != null || zip.getEntry("xl/workbook.bin") != null) {
        office = Optional.of("a workbook of Excel (.xlsx)");
      } else if (zip.getEntry("word/document.xml") != null) {
        office = Optional.of("a document of Word");
      } else if (zip.getEntry("mimetype") != null && zip.getEntry("content.xml") != null) {
        office = Optional.of("a document of LibreOffice (.ods)");
      }
    } catch (IOException | IllegalArgumentException e) {
      // No zip, or one whose reader says what is wrong with it.
      return;
    }
    if (model) {
      throw is(
          file,
          "a model that train saved; predict and explain take it, and where train was given --ask"
              + " also ask, questionnaire and serve");
    }
    if (office.isPresent()) {
      throw is(file, office.get() + "; " + SAVE_AS_CSV);
    }
  }

  /** Refuses what its first bytes say is something else. */
  static void requireText(Path file, FileHead head) {
    String bytes = new String(head.bytes(), StandardCharsets.ISO_8859_1);
    for (Map.Entry<String, String> kind : KINDS.entrySet()) {
      if (bytes.startsWith(kind.getKey())) {
        throw is(file, kind.getValue());
      }
    }
    if (bytes.startsWith("ustar", TAR)) {
      throw is(file, "an archive (tar); unpack it and name the file of ratings inside");
    } else if (HTML.matcher(head.text()).matches()) {
      throw is(file, "a page of the web (HTML), perhaps in the place of a download; get the file");
    } else if (XML.matcher(head.text()).matches()) {
      throw is(file, "XML; " + SAVE_AS_CSV);
    } else if (SQL.matcher(head.text()).find()) {
      throw is(file, "a dump of a database (SQL); export its table of ratings as CSV");
    } else if (head.text().isBlank()) {
      throw is(file, "empty: nothing but blanks");
    } else if (head.text().indexOf('\0') >= 0) {
      throw is(file, "no text: it has bytes that are 0; " + SAVE_AS_CSV);
    }
  }

  /** Refuses an archive of several tables of which none is called as MovieLens' ratings are. */
  static void requireOneTable(Path file, FileHead head) {
    if (head.tables().size() > 1) {
      throw is(
          file,
          "a zip of several tables: "
              + listed(head.tables())
              + "; unpack it and name the one of ratings");
    }
  }

  /** Refuses a table that has a line for every thing, and says what it has. */
  static void requireNoSideTable(Path file, SeenTable table) {
    boolean users = table.header() && ColumnNames.roles(table.names()).containsKey(Role.USER);
    if (table.columns().isEmpty() || users || MatrixChoice.isOfRatings(table)) {
      return;
    }
    boolean titles =
        table.names().stream()
                .map(ColumnNames::simple)
                .anyMatch(List.of("title", "titles", "name", "genres", "genre")::contains)
            || table.columns().stream().skip(1).anyMatch(column -> isTitles(column, table));
    if (table.firstIsUnique(titles ? 2 : MANY)) {
      throw is(
          file,
          String.format(
              Locale.ROOT,
              "a table with a line for each thing%s and not for each rating; name the file of ratings%s",
              titles ? ", such as what items are called," : "",
              titles ? ", and this one by items: {path: ..., id: ..., title: ...} beside it" : ""));
    }
  }

  /** Whether many values have several words. */
  private static boolean isTitles(SeenColumn column, SeenTable table) {
    long words =
        table.rows().stream()
            .filter(row -> row.size() >= column.position())
            .filter(row -> row.get(column.position() - 1).matches("(?s).*\\p{L} .*\\p{L}.*"))
            .count();
    return column.kind() == SeenColumn.Kind.TEXT && 3 * words > table.rows().size();
  }

  /** A file in which no ratings are seen. */
  static DatasetException unclear(Path file, String text, SeenTable table) {
    String first =
        text.lines().filter(line -> !line.isBlank()).findFirst().map(String::strip).orElse("");
    boolean prose =
        table.separator().equals(Optional.of(Separator.BLANK))
            && table.columns().stream().noneMatch(column -> column.numbers() > 0.5);
    if (table.columns().size() < 2 || prose) {
      return is(
          file,
          "text without columns of numbers; it begins with \"" + LineSource.shown(first) + '"');
    }
    return is(
        file,
        String.format(
            Locale.ROOT,
            "a table of %d columns, \"%s\", of which it is not seen which are users, items and ratings; columns: {user: ..., item: ..., rating: ...} says so",
            table.columns().size(),
            LineSource.shown(first)));
  }

  private static DatasetException is(Path file, String what) {
    boolean advised = what.indexOf(';') >= 0;
    return new DatasetException(
        file + " is " + what + (advised ? "" : "; name the file of ratings"));
  }
}
