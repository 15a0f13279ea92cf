package io.github.loghail.receiver;

import java.util.Arrays;

/**
 * Entries and marks of one source that wait in the sort window, in their order. Parallel arrays, so
 * that waiting makes no garbage.
 */
final class SourceQueue {

  private Object[] items = new Object[64];
  private long[] keys = new long[64];
  private long[] arrivals = new long[64];
  private long[] orders = new long[64];
  private int head;
  private int size;

  /**
   * Takes an entry or a mark.
   *
   * @param key its time
   * @param arrivalNanos when it came
   * @param order of those that have the same time the lower comes first
   */
  void add(Object item, long key, long arrivalNanos, long order) {
    if (size == items.length) {
      grow();
    }
    int at = index(size++);
    items[at] = item;
    keys[at] = key;
    arrivals[at] = arrivalNanos;
    orders[at] = order;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  long key(int i) {
    return keys[index(i)];
  }

  long arrivalNanos(int i) {
    return arrivals[index(i)];
  }

  long order(int i) {
    return orders[index(i)];
  }

  Object poll() {
    Object item = items[head];
    items[head] = null;
    head = index(1);
    size--;
    return item;
  }

  private int index(int i) {
    return head + i & items.length - 1;
  }

  private void grow() {
    int length = items.length;
    Object[] moreItems = Arrays.copyOf(items, 2 * length);
    long[] moreKeys = Arrays.copyOf(keys, 2 * length);
    long[] moreArrivals = Arrays.copyOf(arrivals, 2 * length);
    long[] moreOrders = Arrays.copyOf(orders, 2 * length);
    // What had wrapped around to the front continues behind the old end.
    System.arraycopy(items, 0, moreItems, length, head);
    System.arraycopy(keys, 0, moreKeys, length, head);
    System.arraycopy(arrivals, 0, moreArrivals, length, head);
    System.arraycopy(orders, 0, moreOrders, length, head);
    Arrays.fill(moreItems, 0, head, null);
    items = moreItems;
    keys = moreKeys;
    arrivals = moreArrivals;
    orders = moreOrders;
  }
}
