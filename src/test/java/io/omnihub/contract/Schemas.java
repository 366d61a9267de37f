package io.omnihub.contract;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.PathType;
import java.util.Locale;
import java.util.Map;

/** How schemas are read: nothing comes from outside, and formats count. */
final class Schemas {
    private Schemas() {}

    /** @param documents by the addresses under which they refer to one another */
    static SchemaRegistry registry(Map<String, String> documents) {
        return SchemaRegistry.withDialect(
                dialect(),
                builder -> builder.schemas(documents)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .pathType(PathType.JSON_POINTER)
                                .locale(Locale.ROOT)
                                .build()));
    }

    /** Plain JSON Schema, with the one keyword of OpenAPI that it uses; the keyword checks nothing. */
    private static Dialect dialect() {
        return Dialect.builder(Dialects.getDraft202012())
                .keyword(new NonValidationKeyword("discriminator"))
                .build();
    }
}
