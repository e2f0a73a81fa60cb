package io.corral.it.badinput;

import io.corral.it.oracle.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Four letter words, written well and badly. */
abstract class FourLetterWordsSpecification extends BadInputSpecification {
    FourLetterWordsSpecification(SubjectKind kind) {
        super(kind);
    }

    @Test
    void words_are_answered_whatever_follows_them() throws Exception {
        sameAsZooKeeper(
                subject -> answers(subject, List.of("ruok", "ruok\n", "ruok\r\n\r\n", "ruokruok", "isro", "isro rw?")),
                "imok, closed",
                "imok, closed",
                "imok, closed",
                "imok, closed",
                "rw, closed",
                "rw, closed");
    }

    @Test
    void words_in_upper_case_and_words_nobody_knows_are_bad_lengths() throws Exception {
        sameAsZooKeeper(
                subject -> answers(subject, List.of("RUOK", "Ruok", "what", " ruo", "\nruok")),
                "closed",
                "closed",
                "closed",
                "closed",
                "closed");
    }

    @Test
    void half_a_word_is_no_word() throws Exception {
        sameAsZooKeeper(
                subject -> {
                    try (Stranger finishing = Stranger.at(subject);
                            Stranger waiting = Stranger.at(subject)) {
                        return List.of(
                                finishing.says("ru").finishes().hears(),
                                waiting.says("ruo").hears());
                    }
                },
                "closed",
                "closed");
    }

    @Test
    void a_word_in_two_halves_is_a_word() throws Exception {
        sameAsZooKeeper(
                subject -> {
                    try (Stranger stranger = Stranger.at(subject)) {
                        return List.of(stranger.says("ru").says("ok").hears());
                    }
                },
                "imok, closed");
    }

    @Test
    void a_word_from_a_client_with_a_session_is_a_bad_length() throws Exception {
        sameAsZooKeeper(
                subject -> {
                    try (Guest guest = Guest.at(subject)) {
                        guest.connection().send("ruok".getBytes(StandardCharsets.US_ASCII));
                        List<String> heard = new ArrayList<>(guest.hearToEnd());
                        heard.add(guest.afterwards());
                        return heard;
                    }
                },
                "closed",
                "connection closed, session lives");
    }

    private static List<String> answers(Subject subject, List<String> words) throws IOException {
        List<String> heard = new ArrayList<>();
        for (String word : words) {
            try (Stranger stranger = Stranger.at(subject)) {
                heard.add(stranger.says(word).hears());
            }
        }
        return heard;
    }
}
