import { code, table } from "./markdown.ts";
import type { PackageJson, SettingDeclaration, SettingsGroup } from "./package-settings.ts";

const [before, after] = ["<!-- generated: settings -->", "<!-- end: settings -->"];

/** A page with the table of all settings between two comments. Throws an Error if they are missing. */
export function fillSettings(page: string, packageJson: PackageJson): string {
  const start = page.indexOf(before);
  const end = page.indexOf(after);
  if (start < 0 || end < start) {
    throw new Error(`There is no place for the settings: the page needs the lines "${before}" and "${after}".`);
  }
  const content = settingsTable(packageJson.contributes.configuration);
  return `${page.slice(0, start + before.length)}\n\n${content}\n\n${page.slice(end)}`;
}

function settingsTable(groups: readonly SettingsGroup[]): string {
  return table(
    ["Setting", "Default", "What it does"],
    groups
      .flatMap(({ properties }) => Object.entries(properties))
      .map(([name, setting]) => [
        code(name),
        code(JSON.stringify(setting.default)),
        // Between these marks VS Code shows a link to another setting.
        [setting.markdownDescription.replaceAll("`#", "`").replaceAll("#`", "`"), ...choicesOf(setting)].join(" "),
      ]),
  );
}

function choicesOf({ enum: values = [], enumDescriptions = [] }: SettingDeclaration): readonly string[] {
  if (values.length === 0) return [];
  // Choices whose names explain themselves have no descriptions.
  if (enumDescriptions.length === 0) return [`One of ${values.map(code).join(", ")}.`];
  return values.map((value, index) => `${code(value)}: ${enumDescriptions[index] ?? ""}`);
}
