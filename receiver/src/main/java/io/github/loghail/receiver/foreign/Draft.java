package io.github.loghail.receiver.foreign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An event that is being read. */
final class Draft {

  /** 0 where it is not said. */
  int severity;

  long epochNanos;
  String logger;
  String thread;
  String message = "";

  /** Values that are a String, Long, Double, Boolean or null. */
  final Map<String, Object> attributes = new LinkedHashMap<>();

  final List<String> markers = new ArrayList<>(0);
  final List<String> contextStack = new ArrayList<>(0);
  String traceId;
  String spanId;
  StackTraceElement caller;
  ReadThrowable thrown;

  String service;
  String host = "";
  long processId;

  /** The time is that of arrival, until another is found. */
  Draft(long epochNanos) {
    this.epochNanos = epochNanos;
  }

  /**
   * Takes a text that should be a trace: what is no Java trace is shown whole, below the message.
   */
  void trace(String text) {
    thrown = Traces.parse(text);
    if (thrown == null) {
      further(text.stripTrailing());
    }
  }

  /** Adds lines to the message. */
  void further(String text) {
    message = message.isEmpty() ? text : message + "\n" + text;
  }
}
