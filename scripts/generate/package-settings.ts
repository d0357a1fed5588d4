import { rules, severities } from "../../server/core/index.ts";

/** The declaration of a setting, as far as it is read here. */
export interface SettingDeclaration {
  readonly markdownDescription: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

/** The package.json, as far as it is read here. */
export interface PackageJson {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, SettingDeclaration>> };
  };
}

const severitySetting = "argocdAnnotations.severity";

/**
 * The package.json with a property for each rule in the severity setting, so that editors can complete them.
 * Throws an Error if the setting is not declared.
 */
export function fillPackage(packageJson: PackageJson): PackageJson {
  const { contributes } = packageJson;
  const { configuration } = contributes;
  const setting = configuration.properties[severitySetting];
  if (setting === undefined) throw new Error(`package.json does not declare the setting "${severitySetting}".`);
  const filled = { ...setting, additionalProperties: false, properties: severityProperties() };
  return {
    ...packageJson,
    contributes: {
      ...contributes,
      configuration: { ...configuration, properties: { ...configuration.properties, [severitySetting]: filled } },
    },
  };
}

function severityProperties(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    rules.map(({ id, severity, summary }) => [
      id,
      {
        type: "string",
        enum: ["default", "off", ...severities.toReversed()],
        default: "default",
        markdownDescription: `${summary} The default is \`${severity}\`.`,
      },
    ]),
  );
}
