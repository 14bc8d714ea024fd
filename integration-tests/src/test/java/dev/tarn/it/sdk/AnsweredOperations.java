package dev.tarn.it.sdk;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Notes each operation that is answered without an error. */
final class AnsweredOperations implements ExecutionInterceptor {
  private final Set<String> names = new ConcurrentSkipListSet<>();

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    names.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
  }

  Set<String> names() {
    return names;
  }
}
