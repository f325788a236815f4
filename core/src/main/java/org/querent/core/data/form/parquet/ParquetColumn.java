package org.querent.core.data.form.parquet;

import java.io.IOException;
import java.util.Optional;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;

/** The values of a column in one group of rows, page by page. Not thread-safe. */
final class ParquetColumn {
  private static final int LONGEST_HEADER = 1 << 20;

  private final Bytes bytes;
  private final ParquetType type;
  private final boolean optional;
  private final CompressionCodec codec;
  private final long rows;
  private String[] dictionary = new String[0];
  private ParquetValues values = () -> "";

  /** Whether each value is there; empty where all are. */
  private Optional<HybridRuns> present = Optional.empty();

  private int leftInPage;

  /**
   * Nothing is read yet.
   *
   * @param bytes all pages
   * @param rows of the group, more than which no page has
   */
  ParquetColumn(
      Bytes bytes, ParquetType type, boolean optional, CompressionCodec codec, long rows) {
    this.bytes = bytes;
    this.type = type;
    this.optional = optional;
    this.codec = codec;
    this.rows = rows;
  }

  /**
   * The next value; empty where there is none.
   *
   * @throws IOException if pages are damaged, or of a kind that is not read
   */
  Optional<String> next() throws IOException {
    while (leftInPage == 0) {
      startPage();
    }
    leftInPage--;
    return present.isPresent() && present.get().next() == 0
        ? Optional.empty()
        : Optional.of(values.next());
  }

  private void startPage() throws IOException {
    PageHeader header = new PageHeader();
    Thrift.read(header, bytes, Math.min(bytes.left(), LONGEST_HEADER));
    Bytes page = bytes.take(header.getCompressed_page_size());
    int length = header.getUncompressed_page_size();
    switch (header.getType()) {
      case DICTIONARY_PAGE ->
          readDictionary(
              header.getDictionary_page_header().getNum_values(),
              ParquetCodec.unpack(codec, page, length));
      case DATA_PAGE ->
          startPage(header.getData_page_header(), ParquetCodec.unpack(codec, page, length));
      case DATA_PAGE_V2 -> startPage(header.getData_page_header_v2(), page, length);
      default -> leftInPage = 0;
    }
  }

  private void readDictionary(int count, Bytes page) throws IOException {
    if (count < 0 || count > page.left()) {
      throw new IOException("a dictionary of more values than bytes");
    }
    dictionary = new String[count];
    ParquetValues plain = ParquetValues.of(Encoding.PLAIN, type, page, count, dictionary);
    for (int n = 0; n < count; n++) {
      dictionary[n] = plain.next();
    }
  }

  private void startPage(DataPageHeader header, Bytes page) throws IOException {
    if (optional) {
      if (header.getDefinition_level_encoding() != Encoding.RLE) {
        throw new IOException("levels that are not encoded as RLE, as in files of before 2013");
      }
      present = Optional.of(levels(page.take((int) page.littleEndian(Integer.BYTES))));
    }
    start(header.getEncoding(), page, header.getNum_values());
  }

  private void startPage(DataPageHeaderV2 header, Bytes page, int length) throws IOException {
    int repetition = header.getRepetition_levels_byte_length();
    int definition = header.getDefinition_levels_byte_length();
    page.take(repetition);
    Bytes levels = page.take(definition);
    if (optional) {
      present = Optional.of(levels(levels));
    }
    Bytes unpacked =
        header.isIs_compressed()
            ? ParquetCodec.unpack(codec, page, length - repetition - definition)
            : page;
    start(header.getEncoding(), unpacked, header.getNum_values());
  }

  private static HybridRuns levels(Bytes bytes) {
    return new HybridRuns(bytes, 1);
  }

  private void start(Encoding encoding, Bytes page, int count) throws IOException {
    if (count < 0 || count > rows) {
      throw new IOException("a page of more values than rows");
    }
    values = ParquetValues.of(encoding, type, page, count, dictionary);
    leftInPage = count;
  }
}
