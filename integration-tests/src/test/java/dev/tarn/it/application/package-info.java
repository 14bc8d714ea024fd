/** Small applications as users would write them, on the SDK's own layers. */
@NullMarked
package dev.tarn.it.application;

import org.jspecify.annotations.NullMarked;
