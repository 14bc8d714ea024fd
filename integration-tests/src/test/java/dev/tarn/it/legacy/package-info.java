/** The legacy parameters, as AWS's SDK for Java sees them. */
@NullMarked
package dev.tarn.it.legacy;

import org.jspecify.annotations.NullMarked;
