/** Black-box tests: what they start, what they speak to it with, and what they expect of it. */
@NullMarked
package dev.tarn.it;

import org.jspecify.annotations.NullMarked;
