import assert from "node:assert/strict";
import { readSettings } from "../../../server/lsp/settings.ts";

const manyAlternatives = "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}";

describe("settings", () => {
  it("are the defaults where nothing is set", () => {
    for (const value of [{}, { codeLens: null, argocdVersion: null, exclude: null, severity: null }]) {
      const { settings, complaints } = readSettings(value);
      assert.deepEqual(complaints, []);
      assert.deepEqual(
        { ...settings, severity: [...settings.severity] },
        {
          severity: [],
          codeLens: "auto",
          version: undefined,
          validate: "openFiles",
          exclude: [],
          inlayHints: false,
          embeddedInConfigMaps: undefined,
          render: "never",
        },
      );
    }
  });

  it("are read as they are given", () => {
    const { settings, complaints } = readSettings({
      severity: { "wave-not-an-integer": "hint", "unknown-option": "off", "hook-never-applied": "default" },
      codeLens: "always",
      argocdVersion: "v2.10.3",
      validate: "workspace",
      exclude: ["charts/**", "**/*.gen.yaml"],
      inlayHints: true,
      embeddedInConfigMaps: true,
      render: "onSave",
    });
    assert.deepEqual(complaints, []);
    assert.deepEqual(
      [...settings.severity],
      [
        ["wave-not-an-integer", "hint"],
        ["unknown-option", "off"],
      ],
    );
    assert.equal(settings.codeLens, "always");
    assert.deepEqual(settings.version, { major: 2, minor: 10 });
    assert.equal(settings.validate, "workspace");
    assert.deepEqual(settings.exclude, ["charts/**", "**/*.gen.yaml"]);
    assert.equal(settings.inlayHints, true);
    assert.equal(settings.embeddedInConfigMaps, true);
    assert.equal(settings.render, "onSave");
  });

  const complaints: readonly (readonly [given: object, complaint: string])[] = [
    [{ codeLens: "never" }, 'argocdAnnotations.codeLens is set to "never"; use one of auto, always, off.'],
    [{ render: "always" }, 'argocdAnnotations.render is set to "always"; use one of never, onSave.'],
    [
      { exclude: [manyAlternatives] },
      `argocdAnnotations.exclude contains "${manyAlternatives.slice(0, 79)}…, which has too many alternatives in braces; split it into several patterns.`,
    ],
    [{ validate: true }, "argocdAnnotations.validate is set to true; use one of openFiles, workspace."],
    [
      { argocdVersion: 2.1 },
      'argocdAnnotations.argocdVersion is set to 2.1; use "latest", or a version in quotes such as "2.14".',
    ],
    [
      { argocdVersion: "newest" },
      'argocdAnnotations.argocdVersion is set to "newest"; use "latest", or a version in quotes such as "2.14".',
    ],
    [
      { exclude: "charts/**" },
      'argocdAnnotations.exclude contains "charts/**"; use a list of glob patterns such as "**/templates/**".',
    ],
    [{ exclude: [7] }, 'argocdAnnotations.exclude contains 7; use a list of glob patterns such as "**/templates/**".'],
    [{ inlayHints: "on" }, 'argocdAnnotations.inlayHints is set to "on"; use true or false.'],
    [{ embeddedInConfigMaps: 1 }, "argocdAnnotations.embeddedInConfigMaps is set to 1; use true or false."],
    [{ severity: "off" }, 'argocdAnnotations.severity is set to "off"; use an object of rules and severities.'],
    [{ severity: { "no-rule": "off" } }, 'argocdAnnotations.severity: there is no rule "no-rule".'],
    [
      { severity: { "unknown-option": "fatal" } },
      'argocdAnnotations.severity: "unknown-option" is set to "fatal"; use one of error, warning, information, hint, off, default.',
    ],
  ];
  for (const [given, complaint] of complaints) {
    it(`that make no sense get one clear message, and the default holds: ${JSON.stringify(given)}`, () => {
      const read = readSettings(given);
      assert.deepEqual(read.complaints, [complaint]);
      assert.deepEqual(read.settings, readSettings({}).settings);
    });
  }

  it("keep what makes sense beside what does not", () => {
    const { settings, complaints: list } = readSettings({ exclude: ["charts/**", "", "values.yaml"], codeLens: "off" });
    assert.deepEqual(settings.exclude, ["charts/**", "values.yaml"]);
    assert.equal(settings.codeLens, "off");
    assert.equal(list.length, 1);
  });
});
