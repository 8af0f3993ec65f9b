package io.vaultlens.query.function;

/** An argument that a function cannot take; the binder adds the place. */
public final class ArgumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int index;

    /**
     * @param index the argument, counted from 0
     * @param message what is wrong, to be read after "argument 1 of f()"
     */
    public ArgumentException(int index, String message) {
        super(message);
        this.index = index;
    }

    /** The argument, counted from 0. */
    public int index() {
        return index;
    }
}
