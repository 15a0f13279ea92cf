package io.github.loghail.receiver.foreign;

import java.time.ZoneId;

/**
 * What readers go by.
 *
 * @param zone of times that do not say theirs
 */
record Settings(ZoneId zone) {}
