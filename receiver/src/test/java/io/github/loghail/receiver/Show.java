package io.github.loghail.receiver;

import java.util.ArrayList;
import java.util.List;

/** Entries as short texts, so that a test reads like what a person would see. */
final class Show {

  private Show() {}

  static String text(Entry entry) {
    if (entry instanceof Entry.Logged logged) {
      String message = logged.event().message().toString();
      return message.length() > 20 ? message.length() + " chars" : message;
    }
    if (entry instanceof Entry.Bare bare) {
      return "bare " + bare.text();
    }
    if (entry instanceof Entry.Lost lost) {
      return "lost " + lost.events();
    }
    if (entry instanceof Entry.Dropped dropped) {
      return "dropped " + dropped.drops().total();
    }
    if (entry instanceof Entry.Unreadable unreadable) {
      return "unreadable " + unreadable.bytes() + ": " + unreadable.reason();
    }
    return entry.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  static List<String> texts(List<Entry> entries) {
    List<String> texts = new ArrayList<>();
    entries.forEach(entry -> texts.add(text(entry)));
    return texts;
  }
}
