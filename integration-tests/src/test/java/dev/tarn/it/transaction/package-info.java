/** Transactions, as the SDK sends them. */
@NullMarked
package dev.tarn.it.transaction;

import org.jspecify.annotations.NullMarked;
