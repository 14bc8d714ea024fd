/** DynamoDB's errors, named as on the wire. */
@NullMarked
package dev.tarn.kv.error;

import org.jspecify.annotations.NullMarked;
