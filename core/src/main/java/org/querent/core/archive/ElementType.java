package org.querent.core.archive;

import java.nio.ByteBuffer;

/** What an array is made of, with the bulk copies from and to bytes. */
enum ElementType {
  FLOAT64("<f8", Double.BYTES) {
    @Override
    Object allocate(int length) {
      return new double[length];
    }

    @Override
    void toBytes(Object values, int at, int count, ByteBuffer bytes) {
      bytes.asDoubleBuffer().put((double[]) values, at, count);
    }

    @Override
    void fromBytes(ByteBuffer bytes, Object values, int at, int count) {
      bytes.asDoubleBuffer().get((double[]) values, at, count);
    }
  },
  FLOAT32("<f4", Float.BYTES) {
    @Override
    Object allocate(int length) {
      return new float[length];
    }

    @Override
    void toBytes(Object values, int at, int count, ByteBuffer bytes) {
      bytes.asFloatBuffer().put((float[]) values, at, count);
    }

    @Override
    void fromBytes(ByteBuffer bytes, Object values, int at, int count) {
      bytes.asFloatBuffer().get((float[]) values, at, count);
    }
  },
  INT64("<i8", Long.BYTES) {
    @Override
    Object allocate(int length) {
      return new long[length];
    }

    @Override
    void toBytes(Object values, int at, int count, ByteBuffer bytes) {
      bytes.asLongBuffer().put((long[]) values, at, count);
    }

    @Override
    void fromBytes(ByteBuffer bytes, Object values, int at, int count) {
      bytes.asLongBuffer().get((long[]) values, at, count);
    }
  },
  INT32("<i4", Integer.BYTES) {
    @Override
    Object allocate(int length) {
      return new int[length];
    }

    @Override
    void toBytes(Object values, int at, int count, ByteBuffer bytes) {
      bytes.asIntBuffer().put((int[]) values, at, count);
    }

    @Override
    void fromBytes(ByteBuffer bytes, Object values, int at, int count) {
      bytes.asIntBuffer().get((int[]) values, at, count);
    }
  },
  UINT8("|u1", Byte.BYTES) {
    @Override
    Object allocate(int length) {
      return new byte[length];
    }

    @Override
    void toBytes(Object values, int at, int count, ByteBuffer bytes) {
      bytes.duplicate().put((byte[]) values, at, count);
    }

    @Override
    void fromBytes(ByteBuffer bytes, Object values, int at, int count) {
      bytes.duplicate().get((byte[]) values, at, count);
    }
  };

  private final String code;
  private final int bytes;

  ElementType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The name of the type in numpy, with its byte order. */
  String code() {
    return code;
  }

  /** The size of an element. */
  int bytes() {
    return bytes;
  }

  /** A primitive array of this type. */
  abstract Object allocate(int length);

  /** Copies elements {@code at .. at + count - 1} to the start of a buffer. */
  abstract void toBytes(Object values, int at, int count, ByteBuffer bytes);

  /** Copies the start of a buffer to elements {@code at .. at + count - 1}. */
  abstract void fromBytes(ByteBuffer bytes, Object values, int at, int count);

  static ElementType ofCode(String code) throws DamageException {
    for (ElementType type : values()) {
      if (type.code.equals(code)) {
        return type;
      }
    }
    throw new DamageException("its header has an array of the unknown type " + code);
  }
}
