/**
 * The change log: segment files of commits with group commit, recovery, an index by table and
 * partition, and retention. {@link dev.tarn.stream.log.SegmentedLog} writes it, {@link
 * dev.tarn.stream.log.LogReader} reads it.
 */
@NullMarked
package dev.tarn.stream.log;

import org.jspecify.annotations.NullMarked;
