package org.querent.experiments.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** By what a file is known to be the one that was read; all zero where there is none. */
record FileStamp(long size, FileTime modified) {
  static final FileStamp NONE = new FileStamp(0, FileTime.fromMillis(0));

  static FileStamp of(Path file) throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(now.size(), now.lastModifiedTime());
    } catch (NoSuchFileException e) {
      return NONE;
    }
  }
}
