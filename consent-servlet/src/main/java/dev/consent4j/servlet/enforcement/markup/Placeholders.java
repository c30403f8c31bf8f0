package dev.consent4j.servlet.enforcement.markup;

import dev.consent4j.servlet.request.Visitor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says which page stands in for a denied embed. Implementations are thread safe. */
@FunctionalInterface
public interface Placeholders {

    /**
     * The address of the page shown in place of an embed.
     *
     * @param visitor who gets the page around it
     * @param vendor id of the vendor denied; empty if only the page itself names what the embed is for
     * @param purposes ids of the purposes it needs
     * @return a path of this site with its query, not yet escaped; null to show nothing
     */
    @Nullable
    String address(Visitor visitor, String vendor, List<String> purposes);
}
