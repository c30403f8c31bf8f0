package dev.consent4j.servlet.enforcement.header;

import dev.consent4j.servlet.request.Visitor;
import java.util.List;

/**
 * A response header field that follows consent: what the application sets in it is only ever narrowed, never lost to
 * ours and never kept from being narrowed. Implementations are thread safe.
 */
public interface ConsentField {

    /** The field's name as it is written on the wire; compared without case. */
    String name();

    /**
     * The values to send.
     *
     * @param application what the application has set in this field, in order; empty for nothing
     * @param visitor who makes the request
     * @return the values, one field each; empty to send none
     */
    List<String> values(List<String> application, Visitor visitor);
}
