/** PartiQL as AWS's SDK sends it: single statements, batches and transactions. */
@NullMarked
package dev.tarn.it.partiql;

import org.jspecify.annotations.NullMarked;
