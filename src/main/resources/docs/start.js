// What may be left out of a request is left out until somebody fills it in: the version or the cursor of an example is of
// another hub, which would refuse it.
function withoutOptionalExamples(contract) {
  const operations = Object.values(contract.paths).flatMap((path) => [path, ...Object.values(path)]);
  const inline = operations.flatMap((operation) => operation.parameters ?? []);
  for (const parameter of [...inline, ...Object.values(contract.components.parameters)]) {
    if (!parameter.required) {
      delete parameter.example;
      delete parameter.examples;
    }
  }
  return contract;
}

const emptyOptionalParameters = {
  statePlugins: {
    spec: {
      wrapActions: { updateJsonSpec: (update) => (contract) => update(withoutOptionalExamples(contract)) },
    },
  },
};

// A key that was pasted is kept nowhere: it is gone with the page.
SwaggerUIBundle({
  url: "/openapi.yaml",
  dom_id: "#contract",
  deepLinking: true,
  docExpansion: "list",
  displayRequestDuration: true,
  persistAuthorization: false,
  validatorUrl: null,
  plugins: [emptyOptionalParameters],
});
