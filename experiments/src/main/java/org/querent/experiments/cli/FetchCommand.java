package org.querent.experiments.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.archive.AtomicFile;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.data.catalog.PublishedArchive;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.cli.option.DataOption;
import org.querent.experiments.download.Download;
import org.querent.experiments.download.Downloader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "fetch",
    description = "Downloads a data set from GroupLens to where experiments look for it.",
    mixinStandardHelpOptions = true)
final class FetchCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TRIES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long NANOS_BETWEEN = 2_000_000_000;

  @Parameters(paramLabel = "NAME", description = "A data set that querent datasets lists.")
  private String name;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A mirror of the archive, whose checksum has to be the same.")
  private URI mirror;

  @Mixin private DataOption data;

  @Spec private CommandSpec spec;

  private long told = System.nanoTime();

  @Override
  public void run() {
    DatasetCatalog catalog = data.injector().getInstance(DatasetCatalog.class);
    PublishedArchive archive = catalog.archive(name);
    Path target = catalog.archiveFile(archive);
    if (Files.exists(target)) {
      throw new ExperimentException(
          target + " is there already; delete it first to download it again");
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println(archive.terms());
    URI url = Optional.ofNullable(mirror).orElse(archive.url());
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new ParameterException(
          spec.commandLine(), "--url must be of http or https, found " + url);
    }
    String sha256 = fetch(new Download(url, target, archive.bytes(), archive.sha256()), archive);
    if (archive.sha256().isEmpty()) {
      note(target, sha256);
    }
    spec.commandLine().getOut().println(target);
  }

  private String fetch(Download download, PublishedArchive archive) {
    try {
      return new Downloader(PATIENCE, TRIES, PAUSE).fetch(download, this::tell);
    } catch (ExperimentException e) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s. Or download %s from %s with a browser, and put it into %s",
              e.getMessage(),
              archive.fileName(),
              PublishedArchive.PAGE,
              download.target().toAbsolutePath().getParent()),
          e);
    }
  }

  private void tell(long bytes, long all) {
    long now = System.nanoTime();
    if (now - told >= NANOS_BETWEEN || bytes == all) {
      told = now;
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          Locale.ROOT,
          "%,d kB%s%n",
          bytes >> 10,
          all < 0 ? "" : String.format(Locale.ROOT, " of %,d", all >> 10));
    }
  }

  /** For a file that changes now and then: what it was when it was downloaded. */
  private static void note(Path target, String sha256) {
    Path note = target.resolveSibling(target.getFileName() + ".sha256");
    try {
      AtomicFile.write(note, (sha256 + "  " + target.getFileName() + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw ExperimentException.of("cannot write " + note, e);
    }
  }
}
