package org.querent.core.archive;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One SHA-256 in the making. Not thread-safe. */
public final class Sha256 {
  private final MessageDigest digest;

  /** A digest that has seen nothing yet. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of some bytes, in hexadecimal. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }

  /** The digest of some bytes, as 32 bytes. */
  public static byte[] of(byte[] bytes) {
    return new Sha256().digest.digest(bytes);
  }

  /** Takes in some bytes. */
  public void update(byte[] bytes) {
    digest.update(bytes);
  }

  /** Takes in what is read through the stream. */
  public InputStream through(InputStream in) {
    return new DigestInputStream(in, digest);
  }

  /** Takes in what is written, and keeps nothing. */
  public OutputStream output() {
    return new DigestOutputStream(OutputStream.nullOutputStream(), digest);
  }

  /** The checksum in hexadecimal of what was taken in until now; more may follow. */
  public String soFar() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of this Java platform cannot be copied", e);
    }
  }

  /** The checksum in hexadecimal, once: it begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
