package io.omnihub;

import io.omnihub.shell.FileCommands;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The hub as one process. Each room is a package below this one and says in its description what it may use. */
@Modulithic(systemName = "Omnihub")
@SpringBootApplication
public class Omnihub {

    public static void main(String[] args) {
        OptionalInt end = FileCommands.run(List.of(args), System.in, System.out, System.err);
        if (end.isPresent()) {
            System.exit(end.getAsInt());
        }
        SpringApplication.run(Omnihub.class, args);
    }
}
