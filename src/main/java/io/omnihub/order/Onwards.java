package io.omnihub.order;

/**
 * What due work at a place is about that goes on, turn by turn, behind what it did last; its subject.
 *
 * @param place a location's code, or what stands for all of them
 * @param last what was done last there; empty at the beginning
 */
record Onwards(String place, String last) {
    private static final char SEPARATOR = '/';

    static Onwards of(String subject) {
        int end = subject.indexOf(SEPARATOR);
        return end < 0 ? new Onwards(subject, "") : new Onwards(subject.substring(0, end), subject.substring(end + 1));
    }

    String subject() {
        return last.isEmpty() ? place : place + SEPARATOR + last;
    }
}
