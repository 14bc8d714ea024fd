/** The command line: {@code tarn [serve]} and {@code tarn check}. */
@NullMarked
package dev.tarn.http.cli;

import org.jspecify.annotations.NullMarked;
