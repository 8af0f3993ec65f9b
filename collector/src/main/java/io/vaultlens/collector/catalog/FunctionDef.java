package io.vaultlens.collector.catalog;

/**
 * A function over tables that the catalogue keeps: a file of KQL that begins with what it is.
 *
 * @param name the function's name, letter for letter
 * @param doc one sentence for people
 * @param text {@code let NAME = (parameters) { body }}, after comments
 */
public record FunctionDef(String name, String doc, String text) {}
