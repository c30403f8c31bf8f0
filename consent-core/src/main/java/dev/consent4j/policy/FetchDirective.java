package dev.consent4j.policy;

import java.util.List;

/** What a page loads, as Content Security Policy Level 3 divides it (6.1), with frames fenced or not. */
public enum FetchDirective implements Named {
    /** Anything. */
    DEFAULT_SRC("default-src"),
    /** Frames and workers. */
    CHILD_SRC("child-src", DEFAULT_SRC),
    /** Fetches, beacons and sockets of scripts. */
    CONNECT_SRC("connect-src", DEFAULT_SRC),
    /** Fonts. */
    FONT_SRC("font-src", DEFAULT_SRC),
    /** Frames. */
    FRAME_SRC("frame-src", CHILD_SRC, DEFAULT_SRC),
    /** Fenced frames. */
    FENCED_FRAME_SRC("fenced-frame-src", FRAME_SRC, CHILD_SRC, DEFAULT_SRC),
    /** Images. */
    IMG_SRC("img-src", DEFAULT_SRC),
    /** Application manifests. */
    MANIFEST_SRC("manifest-src", DEFAULT_SRC),
    /** Audio, video and their tracks. */
    MEDIA_SRC("media-src", DEFAULT_SRC),
    /** Plugins. */
    OBJECT_SRC("object-src", DEFAULT_SRC),
    /** Scripts. */
    SCRIPT_SRC("script-src", DEFAULT_SRC),
    /** Scripts in attributes. */
    SCRIPT_SRC_ATTR("script-src-attr", SCRIPT_SRC, DEFAULT_SRC),
    /** Script elements. */
    SCRIPT_SRC_ELEM("script-src-elem", SCRIPT_SRC, DEFAULT_SRC),
    /** Styles. */
    STYLE_SRC("style-src", DEFAULT_SRC),
    /** Styles in attributes. */
    STYLE_SRC_ATTR("style-src-attr", STYLE_SRC, DEFAULT_SRC),
    /** Style sheets and style elements. */
    STYLE_SRC_ELEM("style-src-elem", STYLE_SRC, DEFAULT_SRC),
    /** Workers. */
    WORKER_SRC("worker-src", CHILD_SRC, SCRIPT_SRC, DEFAULT_SRC);

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // The list is; its type does not say so.
    private final List<FetchDirective> fallbacks;

    FetchDirective(String id, FetchDirective... fallbacks) {
        this.id = id;
        this.fallbacks = List.of(fallbacks);
    }

    @Override
    public String id() {
        return id;
    }

    /** The directives a browser takes where this one is not given, the nearest first (CSP 3, 6.8). */
    public List<FetchDirective> fallbacks() {
        return fallbacks;
    }
}
