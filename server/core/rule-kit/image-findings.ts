/** What is wrong with the images that Argo CD Image Updater is to update, in view of how it finds new versions. */
import { insertAnnotation } from "../edit/insert.ts";
import { replaceValue } from "../edit/values.ts";
import type { KnownAnnotation } from "./annotations.ts";
import {
  type ImageUpdaterKeys,
  type ListedImage,
  optionFor,
  optionKey,
  type Strategy,
  strategyOf,
} from "./image-updater.ts";
import { itemsOf } from "./items.ts";
import type { Finding, Fix, Subject } from "./rule.ts";
import { shown } from "./words.ts";

/** The findings on the items of the list of images. */
export function* imageFindings(subject: Subject, keys: ImageUpdaterKeys): Generator<Finding> {
  const { list, images = [] } = keys;
  if (list === undefined) return;
  for (const image of images) {
    const { item, alias, constraint } = image;
    if (isSeveral(image)) {
      const meant = list.value.text.split(/[\s,;]/).filter((it) => it !== "");
      yield {
        span: item.span,
        message: `Argo CD Image Updater separates images only at commas, so it looks for one image ${shown(item.text)} and finds none. Write commas.`,
        fixes: [
          {
            title: "Separate the images with commas",
            edits: [replaceValue(subject, list.annotation, meant.join(","))],
            preferred: true,
          },
        ],
      };
      continue;
    }
    if (alias.includes(":")) {
      yield {
        span: item.span,
        message: `Argo CD Image Updater takes what stands before the first "=" for an alias, here ${shown(alias)}, and so looks for an image ${shown(image.image)}. Write an alias and "=" before the image.`,
      };
      continue;
    }
    const strategy = strategyOf(keys, image);
    if (strategy === undefined || constraint === undefined) continue;
    const message = problemOf(keys, image, constraint, strategy);
    if (message === undefined) continue;
    yield { span: item.span, message, fixes: isUnread(strategy) ? allowTags(subject, list, keys, image) : [] };
  }
}

/** Whether people wrote several images with something else than a comma between them; blanks are allowed in a range of versions. */
export function isSeveral({ item }: ListedImage): boolean {
  return /[^\s;=][\s;]+[^\s;=]*[=/]/.test(item.text) && !/[<>~^*|!]/.test(item.text);
}

/** Mirrors `GetNewestVersionFromTags` in registry-scanner/pkg/image/version.go and `GetTags` in registry-scanner/pkg/registry/registry.go of argocd-image-updater. */
function problemOf(
  keys: ImageUpdaterKeys,
  { alias }: ListedImage,
  constraint: string,
  strategy: Strategy,
): string | undefined {
  if (isUnread(strategy) && constraint !== "") {
    const limited = ["allow-tags", "ignore-tags"].some((name) => optionFor(keys, alias, name) !== undefined);
    const cost = limited ? "" : ", so Argo CD Image Updater considers every tag";
    const key = optionKey(alias === "" ? undefined : alias, "allow-tags");
    const advice = limited ? "Remove it." : `Limit the tags with "${key}".`;
    return `The strategy "${strategy}" does not read the constraint ${shown(constraint)}${cost}. ${advice}`;
  }
  if (strategy === "digest" && constraint === "")
    return `The strategy "digest" follows one tag, but none is written here, so Argo CD Image Updater logs an error and does not update the image. Write the tag after a colon, as in ":latest".`;
  if (strategy === "semver" && isNoVersion(constraint))
    return `The strategy "semver" cannot read ${shown(constraint)} as a constraint, so Argo CD Image Updater logs an error and does not update the image. Write a version such as "~1.4", or set another "update-strategy".`;
  return undefined;
}

function isUnread(strategy: Strategy): boolean {
  return strategy === "newest-build" || strategy === "alphabetical";
}

/** Whether it can surely not be a constraint: a word begins it. Mirrors `NewConstraint` in constraints.go of Masterminds/semver. */
function isNoVersion(constraint: string): boolean {
  return /^[A-Za-z]/.test(constraint) && !/^v?[\dxX]/.test(constraint);
}

/** The fix that makes a pattern of an image with an alias the tags that are allowed. */
function allowTags(subject: Subject, list: KnownAnnotation, keys: ImageUpdaterKeys, image: ListedImage): Fix[] {
  const { item, alias, constraint = "" } = image;
  if (list.annotation.merged || itemsOf(list).length > 20) return [];
  const texts = itemsOf(list).map((it) =>
    it.text === item.text ? it.text.slice(0, it.text.length - constraint.length - 1) : it.text,
  );
  const shorten = replaceValue(subject, list.annotation, texts.join(","));
  const remove: Fix = { title: "Remove the constraint", edits: [shorten] };
  if (alias.includes("/") || ["allow-tags", "ignore-tags"].some((it) => optionFor(keys, alias, it) !== undefined))
    return [remove];
  const insert = insertAnnotation(subject, {
    key: optionKey(alias === "" ? undefined : alias, "allow-tags"),
    value: JSON.stringify(`regexp:${asRegularExpression(constraint)}`),
  });
  // Without an alias it would limit the tags of all images.
  if (insert === undefined || (alias === "" && itemsOf(list).length > 1)) return [remove];
  return [{ title: `Limit the tags to ${shown(constraint)} with "allow-tags"`, edits: [insert, shorten] }, remove];
}

function asRegularExpression(glob: string): string {
  const escaped = glob.replace(/[.+^$()[\]{}|\\]/g, "\\$&");
  return `^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`;
}
