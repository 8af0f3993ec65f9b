package io.vaultlens.server.access;

import io.javalin.security.RouteRole;

/** Who may call a route; a route without a role lets nobody in. */
public enum Role implements RouteRole {
    /** Anyone who reaches the server. */
    ANYONE,
    /** Someone who has signed in, by session or bearer token. */
    SIGNED_IN,
    /** A program that may push records, or someone who has signed in. */
    PUSHER,
    /** A command on this machine that holds the token of the data folder. */
    LOCAL
}
