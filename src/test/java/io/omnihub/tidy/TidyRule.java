package io.omnihub.tidy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.omnihub.engine.Command;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A rule, over the rooms below any root package.
 *
 * @param offenders the planted classes that break it, so that a test can show that the rule finds them and no others
 */
public record TidyRule(String name, Function<String, ArchRule> below, List<String> offenders) {
    /** The rooms that rules name; a rule about a room that was renamed would hold whatever happens. */
    public static final List<String> NAMED_ROOMS =
            List.of("kernel", "engine", "sourcing", "channel", "platform", "sample");

    /** Where a reactive chain may be started besides the rooms that run the hub: classes that live as long as it does. */
    private static final String[] SUBSCRIBERS = {"Lane", "Relay", "Listener"};

    private static final String[] SQL_SPEAKERS = {"Rows", "Queries"};

    public static List<TidyRule> all() {
        return List.of(
                rule("nothingBlocks", _ -> nothingBlocks(), "Blocks"),
                rule("timeComesFromTheClock", TidyRule::timeComesFromTheClock, "TellsTheTime"),
                rule("idsAreNotRandom", _ -> idsAreNotRandom(), "RollsDice"),
                rule("nothingSleeps", _ -> nothingSleeps(), "Sleeps"),
                rule("chainsStartInFewPlaces", TidyRule::chainsStartInFewPlaces, "Subscribes"),
                rule("roomsHaveNoSchedulers", TidyRule::roomsHaveNoSchedulers, "Schedules"),
                rule("sqlStaysInRowsAndQueries", TidyRule::sqlStaysInRowsAndQueries, "SpeaksSql"),
                rule("commandsArePure", _ -> commandsArePure(), "DecideTooMuch"),
                rule("pureRoomsArePure", TidyRule::pureRoomsArePure, "ImpurePlan"),
                rule("nothingUsesTheEdges", TidyRule::nothingUsesTheEdges, "UsesTheEdge"),
                rule("namesSayWhat", _ -> namesSayWhat(), "OrderManager"),
                rule("packagesAreRooms", TidyRule::packagesAreRooms, "Layered", "package-info"));
    }

    private static TidyRule rule(String name, Function<String, ArchRule> below, String... offenders) {
        return new TidyRule(name, below, List.of(offenders));
    }

    @Override
    public String toString() {
        return name;
    }

    private static ArchRule nothingBlocks() {
        return noClasses()
                .should()
                .accessTargetWhere(access(
                        "it blocks on a Mono or Flux",
                        access -> ownerIsAny(access, Mono.class, Flux.class)
                                && (access.getName().startsWith("block")
                                        || Set.of("toIterable", "toStream").contains(access.getName()))))
                .because("a blocked event loop stops every caller on it; compose with map, flatMap or concatMap"
                        + " instead");
    }

    private static ArchRule timeComesFromTheClock(String root) {
        return noClasses()
                .that(not(resideInAPackage(root + ".platform..")))
                .should()
                .accessTargetWhere(access("it reads the machine's clock", TidyRule::readsMachineClock))
                .because("time is data; decisions are given an Instant, and beans ask the injected Clock");
    }

    private static boolean readsMachineClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return switch (access.getName()) {
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            case "<init>" ->
                owner.isEquivalentTo(Date.class)
                        && access.getTarget().getFullName().endsWith("()");
            case "now" -> owner.getPackageName().startsWith("java.time") && !isGivenAClock(access);
            case "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes" ->
                owner.isAssignableTo(InstantSource.class);
            default -> false;
        };
    }

    private static boolean isGivenAClock(JavaAccess<?> access) {
        return access.getTarget().getFullName().contains(Clock.class.getName());
    }

    private static ArchRule idsAreNotRandom() {
        return noClasses()
                .should()
                .accessTargetWhere(access(
                        "it makes a random UUID",
                        access -> ownerIsAny(access, UUID.class)
                                && access.getName().equals("randomUUID")))
                .because("ids are of version 7: take Ids.next() at the edge, Ids.derive(commandId, ordinal) in a"
                        + " decision");
    }

    public static ArchRule nothingSleeps() {
        return noClasses()
                .should()
                .accessTargetWhere(access(
                        "it sleeps",
                        access -> ownerIsAny(access, Thread.class, TimeUnit.class)
                                && access.getName().equals("sleep")))
                .because("what happens later is due work, Mono.delayElement or, in tests, virtual time or Awaitility");
    }

    private static ArchRule chainsStartInFewPlaces(String root) {
        return noClasses()
                .that(not(resideInAnyPackage(root + ".engine..", root + ".platform..", root + ".sample..")))
                .and(not(namedLike(SUBSCRIBERS)))
                .should()
                .accessTargetWhere(access(
                        "it subscribes",
                        access -> access.getTargetOwner().isAssignableTo(Publisher.class)
                                && access.getName().equals("subscribe")))
                .because("a chain is returned to its caller; only a class named …%s starts one"
                        .formatted(String.join(", …", SUBSCRIBERS)));
    }

    private static ArchRule roomsHaveNoSchedulers(String root) {
        return noClasses()
                .that(not(resideInAnyPackage(root + ".engine..", root + ".platform..", root + ".sample..")))
                .should()
                .dependOnClassesThat(resideInAPackage("reactor.core.scheduler.."))
                .because("what cannot but block is wrapped in platform; everything else stays on the event loop");
    }

    private static ArchRule sqlStaysInRowsAndQueries(String root) {
        return noClasses()
                .that(not(resideInAnyPackage(root + ".engine..", root + ".platform..")))
                .and(not(namedLike(SQL_SPEAKERS)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.r2dbc..", "org.springframework.r2dbc..", "java.sql..", "javax.sql..", "org.postgresql.."))
                .because("a room's SQL stands in its class named …%s".formatted(String.join(" or …", SQL_SPEAKERS)));
    }

    private static ArchRule commandsArePure() {
        return noClasses()
                .that(describe("are commands or nested in one", TidyRule::belongsToCommand))
                .should()
                .dependOnClassesThat(reactiveOrSpring())
                .because("a decision is a plain function of facts and an Instant; load in reads(), act after the"
                        + " decision");
    }

    private static boolean belongsToCommand(JavaClass type) {
        return type.isAssignableTo(Command.class)
                || type.getEnclosingClass().filter(TidyRule::belongsToCommand).isPresent();
    }

    private static ArchRule pureRoomsArePure(String root) {
        return noClasses()
                .that(resideInAnyPackage(root + ".kernel..", root + ".sourcing.."))
                .should()
                .dependOnClassesThat(reactiveOrSpring())
                .because("these rooms are plain values and functions; their callers bring facts and act on results");
    }

    /** Annotations are spared: they say something about a type and bring nothing into it. */
    private static DescribedPredicate<JavaClass> reactiveOrSpring() {
        return resideInAnyPackage("reactor..", "org.reactivestreams..", "org.springframework..", "io.r2dbc..")
                .and(not(describe("annotations", JavaClass::isAnnotation)))
                .and(not(assignableTo("org.springframework.modulith.ApplicationModule$Type")));
    }

    private static ArchRule nothingUsesTheEdges(String root) {
        return noClasses()
                .that(not(resideInAPackage(root + ".channel..")))
                .should()
                .dependOnClassesThat(resideInAPackage(root + ".channel.."))
                .because("edges call rooms, never the other way round; raise an event that an edge listens to");
    }

    private static ArchRule namesSayWhat() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Dto|Processor)")
                .because(
                        "a name says what a thing is: the plural for a bean, a verb for a command, a noun for a value");
    }

    private static ArchRule packagesAreRooms(String root) {
        return noClasses()
                .should()
                .resideInAnyPackage(List.of("service", "impl", "dto", "mapper", "util", "common").stream()
                        .map(layer -> root + ".." + layer + "..")
                        .toArray(String[]::new))
                .because("packages are rooms, cut by feature and never by layer");
    }

    private static DescribedPredicate<JavaClass> namedLike(String... endings) {
        return describe("are named …" + String.join(", …", endings), type -> {
            var outermost = type.getName()
                    .substring(type.getName().lastIndexOf('.') + 1)
                    .split("\\$", 2)[0];
            return Arrays.stream(endings).anyMatch(outermost::endsWith);
        });
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> predicate) {
        return describe(description, predicate);
    }

    private static boolean ownerIsAny(JavaAccess<?> access, Class<?>... owners) {
        return Arrays.stream(owners).anyMatch(access.getTargetOwner()::isAssignableTo);
    }
}
