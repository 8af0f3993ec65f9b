package io.vaultlens.query;

/** The language a question is written in. */
public enum Language {
    KQL,
    SQL
}
