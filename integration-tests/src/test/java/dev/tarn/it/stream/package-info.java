/** DynamoDB Streams, as AWS's SDK for Java sees them. */
@NullMarked
package dev.tarn.it.stream;

import org.jspecify.annotations.NullMarked;
