import { configurationName, configurationShape, type KeyShape, type Shape } from "../../server/core/index.ts";

/** The path of the schema from the root: it is part of the extension, and editors without it find it in the repository. */
export const configurationSchemaPath = "schemas/argocd-annotations.schema.json";

/** The JSON schema of a configuration, for editors that read one. */
export function configurationSchema(): string {
  return JSON.stringify({
    $schema: "http://json-schema.org/draft-07/schema#",
    title: configurationName,
    description: "The settings of Argo CD Annotations that editors and the command line share.",
    ...schemaOf(configurationShape),
  });
}

function schemaOf(shape: Shape): object {
  switch (shape.type) {
    case "anything":
      return {};
    case "mapping":
      return { type: ["object", "null"] };
    case "switch":
      return { type: "boolean" };
    case "word":
      return { enum: shape.words.map(({ word }) => word), enumDescriptions: shape.words.map(({ summary }) => summary) };
    case "text":
      // A number is read as it is written: 2.10 is not 2.1.
      return { type: ["string", "number"], pattern: shape.pattern.source };
    case "list":
      return {
        type: ["array", "null"],
        items: schemaOf(shape.of),
        ...(shape.contains && { contains: { pattern: shape.contains.pattern.source } }),
      };
    case "map": {
      const required = shape.keys.filter(({ isRequired }) => isRequired === true).map(({ key }) => key);
      return {
        type: ["object", "null"],
        additionalProperties: false,
        ...(required.length > 0 && { required }),
        properties: Object.fromEntries(shape.keys.map((it) => [it.key, propertyOf(it)])),
      };
    }
  }
}

function propertyOf({ summary, absent, of }: KeyShape): object {
  const words = absent === undefined ? summary : `${summary} If absent: ${absent}`;
  return { ...schemaOf(of), description: words.replaceAll("`", ""), markdownDescription: words };
}
