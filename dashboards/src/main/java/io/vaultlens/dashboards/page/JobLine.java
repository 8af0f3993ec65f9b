package io.vaultlens.dashboards.page;

/**
 * One job in the grid; all texts are ready to read.
 *
 * @param id the job
 * @param status how it stands
 * @param item what it is about
 * @param solution the kind of protection
 * @param operation what it does
 * @param vault where it is kept
 * @param started when it began
 * @param minutes how long it ran
 * @param moved how much it moved, in MB
 * @param code the error code
 */
public record JobLine(
        String id,
        Status status,
        String item,
        String solution,
        String operation,
        String vault,
        String started,
        String minutes,
        String moved,
        String code) {
    /** Its page. */
    public String address() {
        return "/jobs/" + Address.segment(id);
    }
}
