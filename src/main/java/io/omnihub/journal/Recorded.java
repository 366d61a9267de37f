package io.omnihub.journal;

import java.util.List;

/** @param acknowledgements one for each entry, in their order */
record Recorded(List<Acknowledgement> acknowledgements) {
    Recorded {
        acknowledgements = List.copyOf(acknowledgements);
    }
}
