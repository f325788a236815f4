package org.querent.core.archive;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One checksum in the making. */
final class Sha256 {
  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String hex(byte[] bytes) {
    Sha256 sha = new Sha256();
    sha.digest.update(bytes);
    return sha.hex();
  }

  /** Takes in what is read through the stream. */
  InputStream through(InputStream in) {
    return new DigestInputStream(in, digest);
  }

  /** Takes in what is written, and keeps nothing. */
  OutputStream output() {
    return new DigestOutputStream(OutputStream.nullOutputStream(), digest);
  }

  /** The checksum, once: it begins anew. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
