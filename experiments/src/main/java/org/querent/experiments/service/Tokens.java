package org.querent.experiments.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.querent.core.archive.AtomicFile;
import org.querent.core.archive.OwnerOnly;
import org.querent.experiments.ExperimentException;

/**
 * Who may do what: one secret, kept in a file, from which all others follow, so that they outlive
 * the process. Programs have the secret itself and may name users; pages have a token that begins
 * sessions of new visitors only; a session is named by its user and a code that only the secret
 * makes. Immutable and thread-safe.
 */
final class Tokens {
  /** The file, in the folder of answers. */
  static final String FILE = "service-token";

  private static final int BYTES = 32;
  private static final int CODE_BYTES = 16;

  private final String secret;
  private final String pages;

  private Tokens(String secret) {
    this.secret = secret;
    pages = code("page");
  }

  /**
   * Reads the secret of a folder; makes one if there is none, which only its owner may read.
   *
   * @throws ExperimentException if it cannot be read or made
   */
  static Tokens open(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Path made = Files.createTempFile(folder, FILE, null, OwnerOnly.file(folder));
        Files.writeString(made, HexFormat.of().formatHex(random) + "\n");
        AtomicFile.move(made, file);
      }
      String secret = Files.readString(file).strip();
      if (!secret.matches("[0-9a-f]{64}")) {
        throw new ExperimentException(
            file + " does not hold a token; delete it, and all tokens and sessions become invalid");
      }
      return new Tokens(secret);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + file, e);
    }
  }

  /** What programs say. */
  String programs() {
    return secret;
  }

  /** What pages say. */
  String pages() {
    return pages;
  }

  boolean isProgram(String token) {
    return same(token, secret);
  }

  boolean isPage(String token) {
    return same(token, pages);
  }

  /** What names the session of a user. */
  String session(String user) {
    byte[] id = user.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id) + "." + code("of " + user);
  }

  /** Whose session a name is of, if it is one. */
  Optional<String> user(String session) {
    int dot = session.indexOf('.');
    try {
      byte[] id = Base64.getUrlDecoder().decode(session.substring(0, Math.max(0, dot)));
      String user = new String(id, StandardCharsets.UTF_8);
      return same(session, session(user)) ? Optional.of(user) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String code(String of) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(secret), mac.getAlgorithm()));
      byte[] code = mac.doFinal(of.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(code, 0, CODE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
