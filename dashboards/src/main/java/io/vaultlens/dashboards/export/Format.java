package io.vaultlens.dashboards.export;

import java.util.Optional;

/** The file formats that every grid can be taken away in. */
public enum Format {
    CSV("csv", "text/csv; charset=utf-8"),
    EXCEL("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    JSON("json", "application/json");

    private final String extension;
    private final String mediaType;

    Format(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** The end of such a file's name, without the dot. */
    public String extension() {
        return extension;
    }

    /** What the file is, as a media type. */
    public String mediaType() {
        return mediaType;
    }

    /** The writer of this format; it has no state, so one may serve many threads. */
    public Exporter exporter() {
        return switch (this) {
            case CSV -> new CsvWriter();
            case EXCEL -> new ExcelWriter();
            case JSON -> new JsonWriter();
        };
    }

    /** The format whose files end so, for example {@code xlsx}. */
    public static Optional<Format> ofExtension(String extension) {
        for (Format format : values()) {
            if (format.extension.equalsIgnoreCase(extension)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
