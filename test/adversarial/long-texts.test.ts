// Texts that took time out of all proportion where a pattern could read them in many ways.
import assert from "node:assert/strict";
import { expandVariables } from "../../server/core/application/build-environment.ts";
import { matchesGlob, matchesPath } from "../../server/core/glob.ts";
import { fillIn } from "../../server/core/application/template-parameters.ts";
import { findAnnotation } from "../../server/core/catalogue/index.ts";
import { readOption } from "../../server/core/catalogue/options.ts";
import { duration, onlyTrue, paths, url } from "../../server/core/catalogue/values.ts";
import { holdsComment } from "../../server/core/edit/entries.ts";
import { cursorAt } from "../../server/core/features/complete/block-lines.ts";
import { hover } from "../../server/core/features/hover.ts";
import { ignoreCommentsIn } from "../../server/core/manifest/ignore-comment.ts";
import { maskTemplate } from "../../server/core/manifest/template.ts";
import { openFile } from "../../server/core/manifest/file.ts";
import { rosterOf } from "../../server/core/roster/roster.ts";
import { csvItems } from "../../server/core/sync/annotations.ts";
import { toolComplaint } from "../../server/workspace/tool-complaint.ts";
import { openAtCursor } from "../support/cursor.ts";
import { diagnoseFile } from "../support/diagnose.ts";

const size = 100_000;

/** A text of about `size` characters that repeats another. */
function many(text: string): string {
  return text.repeat(Math.ceil(size / text.length));
}

function rulesFor(text: string): readonly string[] {
  return diagnoseFile(openFile(text)).map(({ rule }) => rule.id);
}

/** Whether the cursor at the end of a text is at a key, a value or an item. */
function placeAtEnd(text: string): string | undefined {
  return cursorAt(text, text.length)?.type;
}

const options = findAnnotation("argocd.argoproj.io/sync-options") ?? assert.fail();
const writeBack = findAnnotation("argocd-image-updater.argoproj.io/write-back-method") ?? assert.fail();
const job = "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n  annotations:\n";

const noVariables = { name: "a", namespace: "", path: "" };

describe("a long text is answered like a short one", () => {
  const cases: readonly (readonly [what: string, answer: () => unknown, expected: unknown])[] = [
    ["a duration", () => duration.check(`0.${many("s000")}µ`)?.reason.slice(0, 17), "is not a duration"],
    ["a duration that is right", () => duration.check(many("1.5h")), undefined],
    ["blanks around nothing", () => onlyTrue([]).check(`${many("\t")}x`)?.reason, 'is not "true"'],
    ["paths with blanks", () => paths.check(`/a${many(" ")},${many(" ")}/b`)?.meant, "/a;/b"],
    ["a URL", () => url.check(`http://${many("a")}`), undefined],
    ["items that are all blanks", () => csvItems(`${many("\u0085")}a${many(" ")},${many("\t")}`), ["a"]],
    ["credentials", () => writeBack.value.check(`git:${many("\t")}`), undefined],
    ["an option with blanks", () => readOption(options, `Prune${many(" ")}=${many(" ")}x`).type, "unknown"],
    [
      "an option with blanks that is meant",
      () => readOption(options, `Prune${many(" ")}:${many("\t")}false`).type,
      "misspelt",
    ],
    [
      "a key of a family",
      () => findAnnotation(`notifications.argoproj.io/subscribe.${many("a.")}b`)?.key.slice(-17),
      "[TRIGGER.]SERVICE",
    ],
    [
      "a key that ends like a family",
      () => findAnnotation(`${many("a.")}recipients.argocd-notifications.argoproj.io`)?.key,
      "[TRIGGER.]recipients.argocd-notifications.argoproj.io",
    ],
    ["a key of no family", () => findAnnotation(`link.argocd.argoproj.io/${many("a.")}!`), undefined],
    ["brackets in a glob", () => matchesGlob(`${"[*".repeat(2000)}]`, "a"), false],
    ["slashes around a path", () => matchesPath(`${many("./")}a${many("/")}`, "a/b"), true],
    ["folders in a path", () => matchesPath("**/".repeat(1000) + "b", `${many("a/")}b`), true],
    ["variables that are not closed", () => expandVariables(many("${"), noVariables), many("${")],
    ["placeholders that are not closed", () => fillIn(many("{{"), new Map(), "Go template"), undefined],
    ["placeholders", () => fillIn(many("{{a}}"), new Map([["a", "b"]]), "fasttemplate"), "b".repeat(20_000)],
    ["quotes in an action", () => maskTemplate(`a: {{ ${many('\\"')} }}`).actions.length, 1],
    ["actions in quotes", () => maskTemplate(`a: {{ "${many('{{ \\"')}" }}`).actions.length, 1],
    ["blanks behind an action", () => maskTemplate(many(`{{ if a }}${" ".repeat(90)}`)).actions.length, 1000],
    ["quotes around a comment", () => holdsComment(many('"\\'), { start: 0, end: size }), false],
    ["a comment behind quotes", () => holdsComment(`${many("'a' ")}#`, { start: 0, end: size + 1 }), true],
    ["a key with blanks", () => placeAtEnd(`a${many(" ")}b`), undefined],
    ["a key with blanks before its colon", () => placeAtEnd(`a${many(" ")}: b`), "value"],
    ["a value with blanks", () => placeAtEnd(`a: b${many(" ")}`), "value"],
    ["a comment behind blanks", () => placeAtEnd(`a: b${many(" ")}# c`), undefined],
    ["brackets with actions", () => placeAtEnd(`a: {b: ${many("{{ , b: ")}`), "value"],
    ["brackets with comments", () => placeAtEnd(`a: [${many(" #")}`), undefined],
    ["brackets with blanks", () => placeAtEnd(`a: {b${many("\t")}:${many("\t")}`), "value"],
    [
      "comments that ignore the next line",
      () =>
        ignoreCommentsIn(`${many("# argocd-annotations-ignore-next-line a\n")}b`).every(
          ({ line }) => line?.start === 2500 * 40,
        ),
      true,
    ],
    ["a comment with blanks", () => ignoreCommentsIn(`# argocd-annotations-ignore-file a${many(" -")}-`).length, 1],
    ["a complaint of a tool", () => toolComplaint(`E0000 ${many("\rE0000 ")}x`).split("\r").length, 14_287],
    [
      "an option of an Application",
      () => rulesFor(application(`Prune=false,Validate=false,CreateNamespace=true${many(",")} ;`)),
      ["unknown-option"],
    ],
    ["the name of a hook", () => rulesFor(hookNamed(many("${"))), ["hook-not-run-anew"]],
    [
      "an item under the cursor",
      () => hoverLength(`${job}    argocd.argoproj.io/hook: ${many("a")}$0,Sync\n`),
      size + 5,
    ],
  ];
  for (const [what, answer, expected] of cases) {
    it(what, () => {
      assert.deepEqual(answer(), expected);
    });
  }
});

function application(option: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec:\n  syncPolicy:\n    syncOptions:\n      - "${option}"\n`;
}

/** A hook that stays when it has failed, so that what its name may become counts. */
function hookNamed(name: string): string {
  const annotations = "argocd.argoproj.io/hook: PreSync\n    argocd.argoproj.io/hook-delete-policy: HookSucceeded\n";
  return `${job.replace("name: a", `name: "${name}"`)}    ${annotations}`;
}

/** How many characters the hover at `$0` is about. */
function hoverLength(marked: string): number | undefined {
  const { offset, file, application: own } = openAtCursor(marked);
  const found = hover(file, offset, rosterOf(own), "file.yaml");
  return found && found.span.end - found.span.start;
}
