package dev.tarn.http.operation;

import dev.tarn.http.protocol.AnswerJson;

/** As what capacity units are told to be consumed. */
enum CapacityKind {
  /** As either: the answer does not say. */
  ANY,
  READ,
  WRITE;

  /** Writes the units as members of the current object. */
  void write(AnswerJson json, double units) {
    json.number("CapacityUnits", units);
    switch (this) {
      case ANY -> {}
      case READ -> json.number("ReadCapacityUnits", units);
      case WRITE -> json.number("WriteCapacityUnits", units);
    }
  }
}
