package io.vaultlens.collector.push;

/**
 * What was answered to a push that named a key.
 *
 * @param key its key
 * @param sha256 the checksum of its category and body
 * @param answer the answer
 */
record Receipt(PushKey key, String sha256, PushAnswer answer) {}
