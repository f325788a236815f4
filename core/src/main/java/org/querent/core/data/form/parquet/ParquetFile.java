package org.querent.core.data.form.parquet;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;

/**
 * A file of Apache Parquet, whose columns are read as texts: numbers as they are written, times and
 * dates as in ISO 8601. Memory is that of the columns that are read, in one group of rows. Not
 * thread-safe.
 */
public final class ParquetFile implements Closeable {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  /** The mark at either end, and the length of what describes the file. */
  private static final int LEAST = 12;

  private static final int LONGEST_FOOTER = 64 << 20;

  /** So many rows are plausible, however small the file is. */
  private static final long HARMLESS_ROWS = 1 << 20;

  /** Repeated values take next to nothing, but different pairs of ids do not. */
  private static final int MOST_ROWS_A_BYTE = 100;

  private final FileChannel channel;
  private final FileMetaData description = new FileMetaData();
  private final List<Field> fields = new ArrayList<>();

  /** A column, or what is made of several. */
  private record Field(SchemaElement element, int firstLeaf) {}

  /** What is done with each row. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Takes a row.
     *
     * @param number from 1
     * @param values of the columns asked for, empty where there is none; for this call only
     */
    void add(long number, List<Optional<String>> values);
  }

  private ParquetFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Whether a file begins as Parquet does.
   *
   * @throws IOException if it cannot be read
   */
  public static boolean is(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.size() >= MAGIC.length && isMagic(read(channel, 0, MAGIC.length), 0);
    }
  }

  /**
   * Opens a file and reads what it says of its columns.
   *
   * @throws IOException if it is damaged, or encrypted
   */
  public static ParquetFile open(Path path) throws IOException {
    ParquetFile file = new ParquetFile(FileChannel.open(path));
    try {
      file.readDescription();
      return file;
    } catch (IOException e) {
      file.close();
      throw e;
    } catch (RuntimeException e) {
      file.close();
      throw new IOException("that what describes its columns is damaged", e);
    }
  }

  private void readDescription() throws IOException {
    long size = channel.size();
    byte[] end = size < LEAST ? new byte[LEAST] : read(channel, size - 8, 8);
    long length = new Bytes(end, 0, 4).littleEndian(4);
    if (!isMagic(end, 4) || length > size - LEAST || length > LONGEST_FOOTER) {
      throw new IOException("that it does not end as Parquet does and may be cut off");
    }
    byte[] footer = read(channel, size - 8 - length, (int) length);
    Thrift.read(description, new Bytes(footer, 0, footer.length), footer.length);
    if (description.isSetEncryption_algorithm()) {
      throw new IOException("that it is encrypted");
    }
    long rows = 0;
    for (RowGroup group : description.getRow_groups()) {
      rows = Math.addExact(rows, Math.max(0, group.getNum_rows()));
    }
    if (rows > HARMLESS_ROWS && rows / MOST_ROWS_A_BYTE > size) {
      throw new IOException(
          String.format(Locale.ROOT, "that it says to have %d rows in %d bytes", rows, size));
    }
    readFields();
  }

  private void readFields() {
    List<SchemaElement> schema = description.getSchema();
    int leaf = 0;
    int at = 1;
    for (int field = 0; field < schema.get(0).getNum_children(); field++) {
      fields.add(new Field(schema.get(at), leaf));
      // Elements follow those they are parts of.
      for (long open = 1; open > 0; at++) {
        int children = Math.max(0, schema.get(at).getNum_children());
        open += children - 1;
        leaf += children == 0 ? 1 : 0;
      }
    }
  }

  private static boolean isMagic(byte[] bytes, int from) {
    return Arrays.equals(bytes, from, from + MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  private static byte[] read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException("that it has been cut off");
      }
    }
    return buffer.array();
  }

  /** The names of all columns, in their order. */
  public List<String> names() {
    return fields.stream().map(field -> field.element().getName()).toList();
  }

  /** Whether a column has lists or parts in the place of values. */
  public boolean isNested(int column) {
    SchemaElement element = fields.get(column).element();
    return element.getNum_children() > 0
        || !element.isSetType()
        || element.getRepetition_type() == FieldRepetitionType.REPEATED;
  }

  /**
   * Whether a column has texts, which are to be read as numbers or times still.
   *
   * @throws IOException if it has neither texts, numbers nor times
   */
  public boolean isText(int column) throws IOException {
    return type(column).isText();
  }

  /**
   * Whether a column has times or dates.
   *
   * @throws IOException as the other
   */
  public boolean isTime(int column) throws IOException {
    return type(column).isTime();
  }

  private ParquetType type(int column) throws IOException {
    return ParquetType.of(fields.get(column).element());
  }

  /**
   * Reads some columns, row by row.
   *
   * @param wanted their places, none of them nested
   * @throws IOException if they are damaged, or of a kind that is not read
   */
  public void read(List<Integer> wanted, Rows rows) throws IOException {
    long number = 0;
    for (RowGroup group : description.getRow_groups()) {
      if (group.getNum_rows() <= 0) {
        continue;
      }
      List<ParquetColumn> columns = new ArrayList<>();
      for (int column : wanted) {
        columns.add(column(group, column));
      }
      List<Optional<String>> values = new ArrayList<>();
      for (long row = 0; row < group.getNum_rows(); row++) {
        values.clear();
        for (ParquetColumn column : columns) {
          values.add(next(column));
        }
        rows.add(++number, values);
      }
    }
  }

  private static Optional<String> next(ParquetColumn column) throws IOException {
    try {
      return column.next();
    } catch (RuntimeException e) {
      throw new IOException("that what is packed in it is damaged", e);
    }
  }

  private ParquetColumn column(RowGroup group, int column) throws IOException {
    Field field = fields.get(column);
    if (group.getColumnsSize() <= field.firstLeaf()) {
      throw new IOException("that what describes its columns is damaged");
    }
    ColumnChunk chunk = group.getColumns().get(field.firstLeaf());
    ColumnMetaData data = chunk.getMeta_data();
    if (data == null || data.getCodec() == null || chunk.isSetFile_path()) {
      throw new IOException("columns that are encrypted, or in another file");
    }
    long start = data.getData_page_offset();
    if (data.isSetDictionary_page_offset() && data.getDictionary_page_offset() > 0) {
      start = Math.min(start, data.getDictionary_page_offset());
    }
    long length = data.getTotal_compressed_size();
    if (start < 0 || length < 0 || start > channel.size() || length > channel.size() - start) {
      throw new IOException("a column that ends after the file");
    }
    byte[] bytes = read(channel, start, Math.toIntExact(length));
    return new ParquetColumn(
        new Bytes(bytes, 0, bytes.length),
        type(column),
        field.element().getRepetition_type() == FieldRepetitionType.OPTIONAL,
        data.getCodec(),
        group.getNum_rows());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
