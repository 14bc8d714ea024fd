/** The command line, from another process's point of view. */
@NullMarked
package dev.tarn.it.cli;

import org.jspecify.annotations.NullMarked;
