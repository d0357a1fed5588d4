/** What a release is made from. */
export interface ReleaseSource {
  /** The Git tag that it is made for. */
  readonly tag: string;
  /** The version in package.json. */
  readonly version: string;
  /** The text of CHANGELOG.md. */
  readonly changelog: string;
}

/** What the changelog says about a version, without its heading. Throws an Error, for whoever makes a release, if it cannot be made. */
export function releaseNotes({ tag, version, changelog }: ReleaseSource): string {
  if (tag !== `v${version}`) {
    throw new Error(
      `The tag is "${tag}" and package.json has version ${version}: nothing is released. Tag it "v${version}".`,
    );
  }
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => isAbout(version, text.slice(0, text.indexOf("\n"))));
  const notes = section?.slice(section.indexOf("\n")).trim() ?? "";
  if (notes === "") {
    throw new Error(
      `CHANGELOG.md says nothing about version ${version}: nothing is released. Name the section "Unreleased" after it: "## ${version} - 2026-01-31", with the day of the release.`,
    );
  }
  return `${notes}\n`;
}

/** A heading such as `0.1.0 - 2026-01-31`. */
function isAbout(version: string, heading: string): boolean {
  const [named, day = "", ...others] = heading.trim().split(" - ");
  return named === version && /^\d{4}-\d{2}-\d{2}$/.test(day) && others.length === 0;
}
