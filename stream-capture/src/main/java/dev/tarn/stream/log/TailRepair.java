package dev.tarn.stream.log;

import java.nio.file.Path;

/**
 * A torn or garbled end of the log, which opening it cut off. What was cut had not been made
 * durable, so nobody had been told of it.
 *
 * @param file the segment
 * @param position where the segment ends now, in bytes
 * @param cutBytes how many bytes were cut
 */
public record TailRepair(Path file, long position, long cutBytes) {}
