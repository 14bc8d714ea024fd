/**
 * Event patterns, the language of Lambda's FilterCriteria: what a record must hold to be delivered.
 * A pattern looks at a record as the JSON that it is on the wire, which is never made for it.
 */
@NullMarked
package dev.tarn.stream.filter;

import org.jspecify.annotations.NullMarked;
