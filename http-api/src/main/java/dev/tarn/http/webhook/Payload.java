package dev.tarn.http.webhook;

import dev.tarn.http.json.JsonOutput;
import dev.tarn.http.operation.Arns;
import dev.tarn.stream.trigger.Delivery;

/** The body of a delivery, in the format that its webhook wants. */
final class Payload {
  private Payload() {}

  static byte[] of(Delivery delivery, Arns arns) {
    JsonOutput out = new JsonOutput();
    if (delivery.givenUp() != null) {
      new InvocationRecord(out, arns).write(delivery, delivery.givenUp());
    } else {
      switch (delivery.webhook().payload()) {
        case LAMBDA_EVENT -> new LambdaEvent(out, arns).write(delivery);
        case PLAIN -> delivery.records().forEach(new PlainEvent(out)::write);
      }
    }
    return out.toByteArray();
  }
}
