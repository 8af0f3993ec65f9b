package io.vaultlens.dashboards.page;

/**
 * A file that pages refer to: style, script or icon.
 *
 * @param mediaType what it is
 * @param bytes its content
 * @param tag changes with its content; a reader that has this one need not fetch it again
 */
public record Asset(String mediaType, byte[] bytes, String tag) {}
