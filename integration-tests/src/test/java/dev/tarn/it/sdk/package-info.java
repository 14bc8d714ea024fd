/** DynamoDB's operations, as AWS's SDK for Java sees them. */
@NullMarked
package dev.tarn.it.sdk;

import org.jspecify.annotations.NullMarked;
