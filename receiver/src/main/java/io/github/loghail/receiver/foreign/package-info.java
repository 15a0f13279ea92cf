/**
 * Not for users. Reads what others send than Loghail's own appenders: GELF, syslog, JSON and text.
 * {@link io.github.loghail.receiver.foreign.Foreign} is the only way in, {@link
 * io.github.loghail.receiver.foreign.Findings} the only way out; a format is one class, and one
 * line of {@link io.github.loghail.receiver.foreign.Format}.
 */
package io.github.loghail.receiver.foreign;
