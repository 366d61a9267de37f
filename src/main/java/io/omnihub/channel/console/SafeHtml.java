package io.omnihub.channel.console;

import io.omnihub.kernel.Text;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * What may be shown of somebody's HTML: text, its structure, and links that name another site and pass nothing on to it. No
 * script, style, form, frame or picture is left, since a picture tells its sender when it is looked at.
 *
 * @param html harmless
 * @param text what it says
 */
record SafeHtml(String html, String text) {
    private static final Safelist SAFE = Safelist.basic()
            .addTags("h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "thead", "tr", "td", "th", "hr", "div")
            .addEnforcedAttribute("a", "rel", "nofollow noopener noreferrer");

    static SafeHtml of(String untrusted, int maxText) {
        Document safe = new Cleaner(SAFE).clean(Jsoup.parse(untrusted));
        safe.outputSettings().prettyPrint(false);
        return new SafeHtml(safe.body().html(), Text.cut(safe.body().wholeText().strip(), maxText));
    }
}
