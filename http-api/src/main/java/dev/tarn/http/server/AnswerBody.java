package dev.tarn.http.server;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.protocol.AnswerJson;
import dev.tarn.http.protocol.AnswerWriter;

/** The bodies of answers, written one after the other by one thread. */
final class AnswerBody {
  private final JsonOutput out = new JsonOutput();
  private final AnswerJson json = new AnswerJson(out);

  /**
   * Writes an object in place of the last one; what is written is of no use if the writer throws.
   */
  void write(AnswerWriter writer) {
    out.clear();
    out.startObject();
    writer.write(json);
    out.endObject();
  }

  /** The memory that has the last one, of which {@link #length} bytes count. */
  byte[] bytes() {
    return out.buffer();
  }

  int length() {
    return out.length();
  }

  byte[] copy() {
    return out.toByteArray();
  }
}
