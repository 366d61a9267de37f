package io.omnihub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The hub as one process. Each room is a package below this one and says in its description what it may use. */
@Modulithic(systemName = "Omnihub")
@SpringBootApplication
public class Omnihub {

    public static void main(String[] args) {
        SpringApplication.run(Omnihub.class, args);
    }
}
