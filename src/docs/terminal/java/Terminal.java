import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.RejectedSetupException;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.util.DefaultPayload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.stream.Stream;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A till. It sells whatever the network does, tells the hub as soon as that can be reached, follows what lies in its store
 * and what is to be done there, and does it. What it must not lose lies in a directory: its key, its journal, and how far it
 * has followed. A directory is for one enrolment; whoever enrols anew takes an empty one.
 *
 * <p>Arguments: the directory, where the hub's HTTP is, its host and port for RSocket, and the first time a code.
 */
public final class Terminal {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int FOLLOWED_AHEAD = 32;
    private static final List<String> STEPS = List.of("acknowledge", "start-picking", "pick", "pack", "ready", "ship");

    private final String host;
    private final int port;
    private final String secret;
    private final String location;
    private final Journal journal;
    private final Followed stock;
    private final Followed tasks;
    private volatile Optional<RSocket> hub = Optional.empty();

    private Terminal(Path directory, JsonNode enrolled, String address) throws IOException {
        host = address.substring(0, address.lastIndexOf(':'));
        port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        secret = enrolled.required("secret").stringValue();
        location = enrolled.required("location").stringValue();
        journal = new Journal(directory.resolve("journal.ndjson"));
        stock = new Followed(directory.resolve("stock.json"), "pos.stock", "levels", "sku");
        tasks = new Followed(directory.resolve("tasks.json"), "pos.tasks", "tasks", "id");
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 3) {
            System.err.println("Say: DIRECTORY http://localhost:8080 localhost:7000 [CODE]");
            System.exit(1);
        }
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        Path key = directory.resolve("key.json");
        if (!Files.exists(key)) {
            enrol(arguments[1], arguments[3], key);
        }
        var till = new Terminal(directory, JSON.readTree(Files.readString(key)), arguments[2]);
        Thread.ofVirtual().start(till::stayConnected);
        till.say("the till of " + till.location + ": sell SKU UNITS, stock SKU, tasks, do ID, collect ID CODE, quit");
        till.serve(new Scanner(System.in, StandardCharsets.UTF_8));
    }

    /** The answer has the secret, once: it is on disk before anything else happens. */
    private static void enrol(String http, String code, Path key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(http + "/api/v1/terminals"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("code", code))))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException("not enrolled: " + answer.body());
            }
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, answer.body());
        }
    }

    // ---- What its people do -------------------------------------------------------------------------------------

    private void serve(Scanner typed) throws IOException {
        while (typed.hasNextLine()) {
            String[] words = typed.nextLine().strip().split("\\s+");
            try {
                switch (words[0]) {
                    case "sell" -> say("sold, entry " + journal.sell(words[1], Long.parseLong(words[2])));
                    case "stock" -> say(words[1] + ": " + onHand(words[1]));
                    case "tasks" -> tasks.known().forEach(task -> say(described(task)));
                    case "do" -> work(words[1]);
                    case "collect" -> collect(words[1], words[2]);
                    case "quit" -> System.exit(0);
                    default -> say("?");
                }
            } catch (ApplicationErrorException refused) {
                JsonNode problem = JSON.readTree(refused.getMessage());
                say("refused: " + problem.path("code").asString() + ". "
                        + problem.path("detail").asString());
            } catch (RuntimeException failed) {
                say("failed: " + failed.getMessage());
            }
        }
    }

    private String onHand(String sku) {
        return stock.known(sku)
                .map(level -> level.path("onHand").asLong() + " on hand, " + journal.untold(sku)
                        + " of them sold here and not told yet")
                .orElse("none known");
    }

    private String described(JsonNode task) {
        return "to do: %s %s, %s"
                .formatted(
                        task.path("kind").asString(),
                        task.path("id").asString(),
                        content(task).path("state").asString());
    }

    private static JsonNode content(JsonNode task) {
        return task.path(task.path("kind").asString().equals("transfer") ? "transfer" : "fulfillmentOrder");
    }

    /** Takes a task as far as this store can. The hub says which steps are possible. */
    private void work(String id) {
        JsonNode task = tasks.known(id).orElseThrow(() -> new IllegalArgumentException("there is no such task"));
        boolean isTransfer = task.path("kind").asString().equals("transfer");
        JsonNode now = content(task);
        boolean comesHere = isTransfer && now.path("destination").asString().equals(location);
        for (String step : comesHere ? List.of("receive") : STEPS) {
            if (now.path("steps")
                    .valueStream()
                    .anyMatch(possible -> possible.asString().equals(step))) {
                JsonNode answer = step(isTransfer ? "transferId" : "fulfillmentOrderId", id, step, !isTransfer);
                now = answer.path("fulfillmentOrder").isObject() ? answer.path("fulfillmentOrder") : answer;
                say(step + ": " + now.path("state").asString());
                answer.path("collectionCode")
                        .stringValueOpt()
                        .ifPresent(code -> say("its customer collects it with " + code));
            }
        }
    }

    /**
     * Repeated with the same key a step is done once, so that it can be repeated when its answer was lost. The answer to
     * {@code ready} has a code that is shown once: whoever lost it asks for another.
     */
    private JsonNode step(String member, String id, String step, boolean byCarrier) {
        ObjectNode data = JSON.createObjectNode().put(member, id);
        data.put("idempotencyKey", step.equals("ready") ? id + "-ready-" + Instant.now() : id + "-" + step);
        if (step.equals("ship") && byCarrier) {
            data.put("carrier", "Post");
        }
        return ask("pos.task." + step, data);
    }

    private void collect(String id, String code) {
        ObjectNode data = JSON.createObjectNode().put("fulfillmentOrderId", id).put("code", code);
        data.put("idempotencyKey", id + "-collect-" + code);
        say("collect: " + ask("pos.task.collect", data).path("state").asString());
    }

    private synchronized void say(String line) {
        System.out.println(line);
    }

    // ---- The hub ------------------------------------------------------------------------------------------------

    /** Connects, to be told at any time that the connection is no more, and then connects again. */
    private void stayConnected() {
        Duration pause = Duration.ofSeconds(1);
        while (true) {
            long began = System.nanoTime();
            try {
                talk(connected());
            } catch (RejectedSetupException rejected) {
                endIfKeyIsGone(rejected);
                say("offline: " + rejected.getMessage());
            } catch (RuntimeException gone) {
                say("offline: " + gone.getMessage());
            }
            boolean lasted = Duration.ofNanos(System.nanoTime() - began).compareTo(LONGEST_PAUSE) > 0;
            pause = lasted ? Duration.ofSeconds(1) : pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            sleep(pause.dividedBy(2).plusMillis((long) (Math.random() * pause.toMillis() / 2)));
        }
    }

    private void endIfKeyIsGone(RejectedSetupException rejected) {
        if (JSON.readTree(rejected.getMessage()).path("status").asInt() == 401) {
            System.err.printf(
                    "The hub does not know this till's key any more. %d entries are not told; they stay in its"
                            + " journal.%nHave a code made, and enrol it anew in an empty directory.%n",
                    journal.untold());
            System.exit(2);
        }
    }

    private RSocket connected() {
        CompositeByteBuf key = ByteBufAllocator.DEFAULT.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(
                key,
                ByteBufAllocator.DEFAULT,
                WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION,
                AuthMetadataCodec.encodeBearerMetadata(ByteBufAllocator.DEFAULT, secret.toCharArray()));
        return RSocketConnector.create()
                .dataMimeType("application/json")
                .metadataMimeType(WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString())
                .keepAlive(Duration.ofSeconds(10), PATIENCE)
                .setupPayload(DefaultPayload.create(Unpooled.EMPTY_BUFFER, key))
                .connect(TcpClientTransport.create(host, port))
                .block(PATIENCE);
    }

    /** Follows, and tells what is in the journal, until the connection ends; then throws why it did. */
    private void talk(RSocket connected) {
        hub = Optional.of(connected);
        Disposable following = Flux.merge(follow(connected, stock), follow(connected, tasks))
                .doOnError(ApplicationErrorException.class, refused -> say("refused: " + refused.getMessage()))
                .subscribe(_ -> {}, _ -> connected.dispose());
        try {
            while (!connected.isDisposed()) {
                tell(connected, journal.nextPage(Duration.ofSeconds(1)));
            }
            connected.onClose().block(PATIENCE);
            throw new IllegalStateException("the connection was closed");
        } finally {
            hub = Optional.empty();
            following.dispose();
            connected.dispose();
        }
    }

    /** What is not acknowledged is sent again, on this connection or the next. */
    private void tell(RSocket connected, List<JsonNode> page) {
        if (page.isEmpty()) {
            return;
        }
        Payload entries = payload("pos.journal", JSON.createObjectNode().set("entries", JSON.valueToTree(page)));
        JsonNode answer = json(connected.requestChannel(Mono.just(entries)).blockFirst(PATIENCE));
        JsonNode told = answer.path("acknowledgements");
        journal.acknowledge(
                told.valueStream().map(one -> one.path("sequence").asLong()).toList());
        say("told " + told.size() + " entries, " + journal.untold() + " left");
        told.valueStream()
                .filter(one -> one.path("outcome").asString().equals("rejected"))
                .forEach(one -> say("entry " + one.path("sequence") + " is rejected: "
                        + one.path("code").asString()));
    }

    /** From where it was, or from the beginning where that is too long ago. */
    private Flux<JsonNode> follow(RSocket connected, Followed followed) {
        return Flux.defer(() -> {
                    ObjectNode from = JSON.createObjectNode();
                    followed.position().ifPresent(position -> from.put("after", position));
                    say(followed.route + ": "
                            + (from.isEmpty()
                                    ? "from the beginning"
                                    : "going on after " + from.path("after").asString()));
                    return connected.requestStream(payload(followed.route, from));
                })
                .limitRate(FOLLOWED_AHEAD)
                .map(Terminal::json)
                .doOnNext(followed::take)
                .onErrorResume(ApplicationErrorException.class, refused -> {
                    String code =
                            JSON.readTree(refused.getMessage()).path("code").asString();
                    if (!code.equals("position-gone") && !code.equals("position-unknown")) {
                        return Flux.error(refused);
                    }
                    followed.forget();
                    return follow(connected, followed);
                });
    }

    private JsonNode ask(String route, ObjectNode data) {
        RSocket connected =
                hub.orElseThrow(() -> new IllegalStateException("the hub is out of reach, try again later"));
        return json(connected.requestResponse(payload(route, data)).block(PATIENCE));
    }

    private static Payload payload(String route, JsonNode data) {
        CompositeByteBuf metadata = ByteBufAllocator.DEFAULT.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(
                metadata,
                ByteBufAllocator.DEFAULT,
                WellKnownMimeType.MESSAGE_RSOCKET_ROUTING,
                TaggingMetadataCodec.createTaggingContent(ByteBufAllocator.DEFAULT, List.of(route)));
        ByteBuf bytes = Unpooled.wrappedBuffer(JSON.writeValueAsBytes(data));
        return DefaultPayload.create(bytes, metadata);
    }

    private static JsonNode json(Payload answer) {
        return JSON.readTree(answer.getDataUtf8());
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    // ---- What is on disk ----------------------------------------------------------------------------------------

    /**
     * What happened here, in order. A line is an entry, or says which are acknowledged. A sale is on disk before its customer
     * leaves; a line that was cut off by a failing power supply was not, and is dropped.
     */
    private static final class Journal {
        private static final int MAX_PAGE = 500;

        private final FileChannel file;
        private final NavigableMap<Long, JsonNode> untold = new TreeMap<>();
        private long last;

        Journal(Path path) throws IOException {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            byte[] kept = Files.readAllBytes(path);
            int whole = kept.length;
            while (whole > 0 && kept[whole - 1] != '\n') {
                whole--;
            }
            file.truncate(whole).position(whole);
            new String(kept, 0, whole, StandardCharsets.UTF_8)
                    .lines()
                    .map(JSON::readTree)
                    .forEach(this::learn);
        }

        synchronized long sell(String sku, long units) throws IOException {
            ObjectNode sale = JSON.createObjectNode().put("sequence", last + 1).put("kind", "sale");
            sale.put("sku", sku).put("quantity", units);
            sale.put("occurredAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            write(sale);
            learn(sale);
            notifyAll();
            return last;
        }

        synchronized void acknowledge(List<Long> sequences) {
            ObjectNode line = JSON.createObjectNode().set("acknowledged", JSON.valueToTree(sequences));
            try {
                write(line);
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
            learn(line);
        }

        private void write(JsonNode line) throws IOException {
            file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        }

        private void learn(JsonNode line) {
            if (line.has("acknowledged")) {
                line.path("acknowledged").forEach(sequence -> untold.remove(sequence.asLong()));
            } else {
                last = line.required("sequence").asLong();
                untold.put(last, line);
            }
        }

        /** What is to be told next, after a while at most; then it may be nothing. */
        synchronized List<JsonNode> nextPage(Duration atMost) {
            if (untold.isEmpty()) {
                try {
                    wait(atMost.toMillis());
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
            return untold.values().stream().limit(MAX_PAGE).toList();
        }

        synchronized int untold() {
            return untold.size();
        }

        synchronized long untold(String sku) {
            return untold.values().stream()
                    .filter(sale -> sale.path("sku").asString().equals(sku))
                    .mapToLong(sale -> sale.path("quantity").asLong())
                    .sum();
        }
    }

    /**
     * What a stream has told, and from where it goes on. It is kept on disk once a second at most: what is lost with the
     * process is told again.
     */
    private static final class Followed {
        private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

        private final Path file;
        private final String route;
        private final String member;
        private final String id;
        private final Map<String, JsonNode> known = new TreeMap<>();
        private Optional<String> position = Optional.empty();
        private Instant written = Instant.MIN;

        Followed(Path file, String route, String member, String id) throws IOException {
            this.file = file;
            this.route = route;
            this.member = member;
            this.id = id;
            if (Files.exists(file)) {
                take(JSON.readTree(Files.readString(file)));
            }
        }

        /** Where to go on; who never had all there is begins anew. */
        synchronized Optional<String> position() {
            if (position.isEmpty()) {
                known.clear();
            }
            return position;
        }

        synchronized void forget() {
            position = Optional.empty();
        }

        synchronized void take(JsonNode told) {
            told.path(member).forEach(this::learn);
            if (told.path("complete").asBoolean()) {
                position = Optional.of(told.path("position").asString());
                if (written.isBefore(Instant.now().minus(BETWEEN_WRITES))) {
                    write();
                }
            }
        }

        /** A level that is not newer is old news, and a task that is not open is done. */
        private void learn(JsonNode one) {
            String name = one.path(id).asString();
            long before =
                    known.containsKey(name) ? known.get(name).path("version").asLong() : -1;
            if (one.has("open") && !one.path("open").asBoolean()) {
                known.remove(name);
            } else if (!one.has("version") || one.path("version").asLong() > before) {
                known.put(name, one);
            }
        }

        private void write() {
            ObjectNode all = JSON.createObjectNode().put("complete", true).put("position", position.orElseThrow());
            all.set(member, JSON.valueToTree(known.values()));
            Path next = file.resolveSibling(file.getFileName() + ".next");
            try {
                Files.writeString(next, all.toString());
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
            written = Instant.now();
        }

        synchronized Optional<JsonNode> known(String name) {
            return Optional.ofNullable(known.get(name));
        }

        synchronized Stream<JsonNode> known() {
            return new ArrayList<>(known.values()).stream();
        }
    }
}
