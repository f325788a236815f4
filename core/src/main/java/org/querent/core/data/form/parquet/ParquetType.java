package org.querent.core.data.form.parquet;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * What values of a column are, and how each is written as a text. Immutable.
 *
 * @param physical what they are in the file
 * @param width the bytes of one; 0 if they differ
 * @param meaning what they stand for
 * @param scale the digits behind the point of decimals; of times, how many are a second
 */
record ParquetType(Type physical, int width, Meaning meaning, long scale) {
  /** As many digits as 16 bytes have, which is what all programs can write. */
  private static final int MOST_DIGITS = 38;

  private static final int LONGEST_FIXED = 1 << 10;
  private static final long JULIAN_1970 = 2_440_588;
  private static final long SECONDS_A_DAY = 86_400;

  /** What values stand for. */
  enum Meaning {
    PLAIN,
    UNSIGNED,
    DECIMAL,
    DATE,
    TIME,
    UUID
  }

  /**
   * The type of a column.
   *
   * @throws IOException if it is none that is read
   */
  static ParquetType of(SchemaElement column) throws IOException {
    Type physical = column.getType();
    boolean fixed = physical == Type.FIXED_LEN_BYTE_ARRAY;
    int width =
        switch (physical) {
          case INT32, FLOAT -> 4;
          case INT64, DOUBLE -> 8;
          case INT96 -> 12;
          case FIXED_LEN_BYTE_ARRAY -> column.getType_length();
          default -> 0;
        };
    LogicalType logical = Optional.ofNullable(column.getLogicalType()).orElseGet(LogicalType::new);
    ConvertedType converted = column.getConverted_type();
    Meaning meaning = meaning(physical, logical, converted);
    long scale =
        switch (meaning) {
          case DECIMAL ->
              logical.isSetDECIMAL() ? logical.getDECIMAL().getScale() : column.getScale();
          case TIME -> aSecond(logical, converted);
          default -> 0;
        };
    boolean known =
        meaning == Meaning.UUID
            ? width == 16
            : (!fixed || meaning == Meaning.DECIMAL) && !logical.isSetFLOAT16();
    if (!known
        || (fixed && (width < 1 || width > LONGEST_FIXED))
        || (meaning == Meaning.DECIMAL && (scale < 0 || scale > MOST_DIGITS))) {
      throw new IOException("bytes that are neither texts, numbers nor times");
    }
    return new ParquetType(physical, width, meaning, scale);
  }

  private static Meaning meaning(Type physical, LogicalType logical, ConvertedType converted) {
    boolean whole = physical == Type.INT32 || physical == Type.INT64;
    if (physical == Type.INT96) {
      return Meaning.TIME;
    } else if (logical.isSetUUID()) {
      return Meaning.UUID;
    } else if (logical.isSetDECIMAL() || converted == ConvertedType.DECIMAL) {
      return Meaning.DECIMAL;
    } else if (physical == Type.INT32 && (logical.isSetDATE() || converted == ConvertedType.DATE)) {
      return Meaning.DATE;
    } else if (physical == Type.INT64
        && (logical.isSetTIMESTAMP()
            || converted == ConvertedType.TIMESTAMP_MILLIS
            || converted == ConvertedType.TIMESTAMP_MICROS)) {
      return Meaning.TIME;
    }
    boolean unsigned =
        logical.isSetINTEGER()
            ? !logical.getINTEGER().isIsSigned()
            : converted == ConvertedType.UINT_32 || converted == ConvertedType.UINT_64;
    return whole && unsigned ? Meaning.UNSIGNED : Meaning.PLAIN;
  }

  private static long aSecond(LogicalType logical, ConvertedType converted) {
    if (!logical.isSetTIMESTAMP()) {
      return converted == ConvertedType.TIMESTAMP_MICROS ? 1_000_000 : 1000;
    }
    return logical.getTIMESTAMP().getUnit().isSetMILLIS()
        ? 1000
        : logical.getTIMESTAMP().getUnit().isSetMICROS() ? 1_000_000 : 1_000_000_000;
  }

  /** Whether values are times or dates, which are written as in ISO 8601. */
  boolean isTime() {
    return meaning == Meaning.DATE || meaning == Meaning.TIME;
  }

  /** Whether values are texts already. */
  boolean isText() {
    return physical == Type.BYTE_ARRAY && meaning == Meaning.PLAIN;
  }

  /** A whole number as text. */
  String text(long value) {
    return switch (meaning) {
      case UNSIGNED ->
          physical == Type.INT32
              ? Integer.toUnsignedString((int) value)
              : Long.toUnsignedString(value);
      case DECIMAL -> BigDecimal.valueOf(value, (int) scale).toPlainString();
      case DATE -> LocalDate.ofEpochDay(value).toString();
      case TIME -> Instant.ofEpochSecond(Math.floorDiv(value, scale)).toString();
      default -> Long.toString(value);
    };
  }

  /** A value as text, of all bytes that are left, which are as many as it has. */
  String text(Bytes bytes) {
    return switch (physical) {
      case INT32 -> text((int) bytes.littleEndian(Integer.BYTES));
      case INT64 -> text(bytes.littleEndian(Long.BYTES));
      case FLOAT -> Float.toString(Float.intBitsToFloat((int) bytes.littleEndian(Float.BYTES)));
      case DOUBLE -> Double.toString(Double.longBitsToDouble(bytes.littleEndian(Double.BYTES)));
      case INT96 -> {
        long nanoseconds = bytes.littleEndian(Long.BYTES);
        long day = bytes.littleEndian(Integer.BYTES) - JULIAN_1970;
        yield Instant.ofEpochSecond(day * SECONDS_A_DAY + nanoseconds / 1_000_000_000).toString();
      }
      default -> textOfArray(bytes.array(), bytes.position(), bytes.position() + bytes.left());
    };
  }

  private String textOfArray(byte[] array, int from, int to) {
    return switch (meaning) {
      case DECIMAL -> {
        if (to - from > LONGEST_FIXED) {
          throw new IllegalArgumentException("a decimal of " + (to - from) + " bytes");
        }
        BigInteger whole = new BigInteger(Arrays.copyOfRange(array, from, to));
        yield new BigDecimal(whole, (int) scale).toPlainString();
      }
      case UUID -> {
        BigInteger both = new BigInteger(Arrays.copyOfRange(array, from, to));
        yield new UUID(both.shiftRight(Long.SIZE).longValue(), both.longValue()).toString();
      }
      default -> new String(array, from, to - from, StandardCharsets.UTF_8);
    };
  }
}
