package io.vaultlens.dashboards.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Fills the templates, which the build has compiled; may be used by all threads. */
final class Templates {
    private static final String PACKAGE = "io.vaultlens.dashboards.page.template";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

    /** The page as HTML; the template takes it as its only parameter. */
    String fill(String template, Object page) {
        var out = new StringOutput(32_768);
        engine.render(template + ".jte", page, out);
        return out.toString();
    }
}
