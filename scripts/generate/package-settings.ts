import { rulePage, rules, severities } from "../../server/core/index.ts";

/** The declaration of a setting, as far as it is read here. */
export interface SettingDeclaration {
  readonly markdownDescription: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

/** One group of settings, as the settings editor shows it. */
export interface SettingsGroup {
  readonly title: string;
  readonly properties: Readonly<Record<string, SettingDeclaration>>;
}

/** The package.json, as far as it is read here. */
export interface PackageJson {
  readonly version: string;
  readonly contributes: { readonly configuration: readonly SettingsGroup[] };
}

const severitySetting = "argocdAnnotations.severity";

/**
 * The package.json with a property for each rule in the severity setting, so that editors can complete them.
 * Throws an Error if the setting is not declared.
 */
export function fillPackage(packageJson: PackageJson): PackageJson {
  const { contributes } = packageJson;
  if (!contributes.configuration.some(({ properties }) => severitySetting in properties))
    throw new Error(`package.json does not declare the setting "${severitySetting}".`);
  return {
    ...packageJson,
    contributes: { ...contributes, configuration: contributes.configuration.map(withSeverities) },
  };
}

function withSeverities(group: SettingsGroup): SettingsGroup {
  const setting = group.properties[severitySetting];
  if (setting === undefined) return group;
  const filled = { ...setting, additionalProperties: false, properties: severityProperties() };
  return { ...group, properties: { ...group.properties, [severitySetting]: filled } };
}

function severityProperties(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    rules.map(({ id, severity, summary }) => [
      id,
      {
        type: "string",
        enum: ["default", "off", ...severities.toReversed()],
        default: "default",
        markdownDescription: `${summary} The default is \`${severity}\`. [Read more](${rulePage(id)})`,
      },
    ]),
  );
}
