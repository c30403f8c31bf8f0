package dev.consent4j.servlet.container;

import java.util.EnumSet;
import java.util.Set;

/** How the filter stands among others. */
enum Setup {
    ALONE(DoorsTrial.class, EnumSet.allOf(Door.class)),
    NESTED(DoorsTrial.Nested.class, EnumSet.of(Door.ADD_COOKIE, Door.ADD_HEADER, Door.SET_HEADER)),
    TWICE(DoorsTrial.Twice.class, EnumSet.of(Door.ADD_COOKIE, Door.ADD_HEADER, Door.SET_HEADER));

    private final Class<? extends Trial> trial;
    private final Set<Door> doors;

    Setup(Class<? extends Trial> trial, Set<Door> doors) {
        this.trial = trial;
        this.doors = doors;
    }

    Class<? extends Trial> trial() {
        return trial;
    }

    /** Whether a combination is tried. */
    boolean tries(Door door, Way way) {
        return doors.contains(door)
                && (!Way.SLOW.contains(way) || this == ALONE && door.compareTo(Door.ADD_HEADER) <= 0)
                && (door != Door.TRAILERS || Way.WITH_BODY.contains(way));
    }
}
