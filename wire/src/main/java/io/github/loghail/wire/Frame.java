package io.github.loghail.wire;

/**
 * A stack frame.
 *
 * @param module name of the module, or empty
 * @param className binary name of the class
 * @param method name of the method
 * @param file name of the source file, or empty when unknown
 * @param line in the source file; negative when unknown, −2 for a native method
 */
public record Frame(Utf8 module, Utf8 className, Utf8 method, Utf8 file, int line) {

  static Frame read(Reader reader) throws MalformedException {
    Utf8 module = reader.text();
    Utf8 className = reader.text();
    Utf8 method = reader.text();
    Utf8 file = reader.text();
    return new Frame(module, className, method, file, (int) Bytes.unzigzag(reader.varint()));
  }

  /**
   * Whether the method is native.
   *
   * @return true for line −2, as in {@link StackTraceElement}
   */
  public boolean isNative() {
    return line == -2;
  }
}
