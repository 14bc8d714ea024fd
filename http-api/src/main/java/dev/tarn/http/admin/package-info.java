/**
 * The admin API, for those who test software on a server: it makes requests fail on purpose and
 * moves the clock. It is there only if the server was started with it.
 */
@NullMarked
package dev.tarn.http.admin;

import org.jspecify.annotations.NullMarked;
