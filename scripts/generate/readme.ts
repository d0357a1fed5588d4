import { code, table } from "./markdown.ts";
import type { PackageJson, SettingDeclaration, SettingsGroup } from "./package-settings.ts";
import { rulesTable } from "./rule-pages.ts";

/**
 * The README with its tables of settings and rules, each between `<!-- generated: NAME -->` and `<!-- end: NAME -->`.
 * Throws an Error if such a place is missing.
 */
export function fillReadme(readme: string, packageJson: PackageJson): string {
  const withSettings = fillPlace(readme, "settings", settingsTable(packageJson.contributes.configuration));
  return fillPlace(withSettings, "rules", rulesTable("docs/rules/"));
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

function fillPlace(text: string, name: string, content: string): string {
  const [before, after] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
  const start = text.indexOf(before);
  const end = text.indexOf(after);
  if (start < 0 || end < start) {
    throw new Error(`README.md has no place for the ${name}: it needs the lines "${before}" and "${after}".`);
  }
  return `${text.slice(0, start + before.length)}\n\n${content}\n\n${text.slice(end)}`;
}
