package io.omnihub.tidy.planted.sourcing;

import java.util.List;
import org.springframework.util.MultiValueMap;

record ImpurePlan(MultiValueMap<String, List<String>> choices) {}
