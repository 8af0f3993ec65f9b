package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * How the store does.
 *
 * @param layout what stands around it
 * @param facts its figures
 * @param shrinking since when its file is being written anew, in words, or {@code ""}
 * @param told what came of the last action, or {@code ""}
 * @param tasks what was done to it, the latest first
 */
public record StorePage(
        Layout layout, List<Fact> facts, String shrinking, String told, List<TaskLine> tasks) {}
