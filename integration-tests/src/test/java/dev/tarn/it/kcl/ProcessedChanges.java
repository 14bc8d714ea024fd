package dev.tarn.it.kcl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the workers have written down, in the order of time. */
final class ProcessedChanges {
  private final List<Path> files;

  ProcessedChanges(List<Path> files) {
    this.files = List.copyOf(files);
  }

  private record Line(long nanos, String item, int version) {}

  /**
   * What is known of the run.
   *
   * @param versions the last version of each item up to which all have been processed
   * @param lines how many changes were processed, those twice counted twice
   * @param disorder the first changes that were processed before one that precedes them
   */
  record Summary(Map<String, Integer> versions, int lines, List<String> disorder) {
    int changes() {
      return versions.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  Summary summary() {
    Map<String, Integer> versions = new HashMap<>();
    List<String> disorder = new ArrayList<>();
    List<Line> lines = lines();
    for (Line line : lines) {
      int before = versions.getOrDefault(line.item, 0);
      if (line.version == before + 1) {
        versions.put(line.item, line.version);
      } else if (line.version > before && disorder.size() < 10) {
        disorder.add("%s: %d after %d".formatted(line.item, line.version, before));
      }
    }
    return new Summary(versions, lines.size(), disorder);
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (Path file : files) {
      if (Files.exists(file)) {
        read(file).lines().map(ProcessedChanges::parse).forEach(lines::add);
      }
    }
    // The clock of nanoTime is the machine's, the same for all processes.
    lines.sort(Comparator.comparingLong(Line::nanos));
    return lines;
  }

  /** Up to the last whole line: a worker may be writing. */
  private static String read(Path file) {
    try {
      String text = Files.readString(file);
      return text.substring(0, text.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line parse(String text) {
    String[] parts = text.split(" ", 3);
    return new Line(Long.parseLong(parts[0]), parts[1], Integer.parseInt(parts[2]));
  }
}
