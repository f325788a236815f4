package org.querent.experiments.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is to be downloaded.
 *
 * @param url where it is; http or https
 * @param target the file it is to become
 * @param bytes its size, if it is known
 * @param sha256 its SHA-256 in lower-case hexadecimal; if it is not known, the MD5 that the server
 *     publishes beside the file, under its name and {@code .md5}, is checked
 */
public record Download(URI url, Path target, OptionalLong bytes, Optional<String> sha256) {}
