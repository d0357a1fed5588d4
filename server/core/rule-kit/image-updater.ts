/** What the annotations of Argo CD Image Updater on one Application say together. */
import { imageUpdater } from "../catalogue/annotations/image-updater.ts";
import type { Annotation } from "../manifest/manifest.ts";
import { allKnown, type KnownAnnotation, readAnnotations } from "./annotations.ts";
import { itemsOf, type ListItem } from "./items.ts";
import type { Subject } from "./rule.ts";

const prefix = "argocd-image-updater.argoproj.io/";

/** The key of the list of images, without which nothing else is read. */
export const imageListKey = "argocd-image-updater.argoproj.io/image-list";

/** Options that are read for an alias, and those of them that have a form for all images. Mirrors pkg/argocd/annotations.go of argocd-image-updater. */
const optionNames: ReadonlyMap<string, "alias only" | "alias or all"> = new Map([
  ["allow-tags", "alias or all"],
  ["force-update", "alias or all"],
  ["helm.image-name", "alias only"],
  ["helm.image-spec", "alias only"],
  ["helm.image-tag", "alias only"],
  ["ignore-tags", "alias or all"],
  ["kustomize.image-name", "alias only"],
  ["platforms", "alias only"],
  ["pull-secret", "alias or all"],
  ["tag-match", "alias only"],
  ["update-strategy", "alias or all"],
]);

const wholeKeys: ReadonlySet<string> = new Set(
  imageUpdater.map(({ key }) => key.slice(prefix.length)).filter((name) => !/[A-Z]/.test(name)),
);

/** An option for one image, or for all. */
export interface ImageOption {
  readonly annotation: Annotation;
  /** `undefined` for all images. */
  readonly alias: string | undefined;
  /** As in `helm.image-name`. */
  readonly name: string;
  readonly needsAlias: boolean;
}

/** One image of the list. */
export interface ListedImage {
  readonly item: ListItem;
  /** "" without one. */
  readonly alias: string;
  /** The name with the registry, without the constraint. */
  readonly image: string;
  /** What stands after its last colon; "" for none, `undefined` if a digest stands there. */
  readonly constraint: string | undefined;
}

/** How the newest version of an image is found. */
export type Strategy = "semver" | "newest-build" | "alphabetical" | "digest";

/** All of them, as far as they are known. */
export interface ImageUpdaterKeys {
  /** In the order of the text. */
  readonly options: readonly ImageOption[];
  /** Options of the application, such as `write-back-method`, by the part of the key after the slash. */
  readonly whole: ReadonlyMap<string, Annotation>;
  /** `undefined` if there is none, or if it is known only after rendering. */
  readonly list: KnownAnnotation | undefined;
  /** `undefined` without a list that is known. */
  readonly images: readonly ListedImage[] | undefined;
}

/** Reads them from an Application. */
export function readImageUpdaterKeys(subject: Subject): ImageUpdaterKeys {
  const own = readAnnotations(subject).filter(({ key }) => key.text.startsWith(prefix) && key.scalarType === "string");
  const list = allKnown(subject).find(
    ({ annotation: { key, conditional } }) => key.text === imageListKey && !conditional,
  );
  return {
    options: own.flatMap(optionOf),
    whole: new Map(
      own.flatMap((it) => {
        const name = it.key.text.slice(prefix.length);
        return wholeKeys.has(name) ? [[name, it] as const] : [];
      }),
    ),
    list,
    images: list && itemsOf(list).map(imageOf),
  };
}

/** The whole key of an option. */
export function optionKey(alias: string | undefined, name: string): string {
  return alias === undefined ? `${prefix}${name}` : `${prefix}${alias}.${name}`;
}

/**
 * The aliases that options can name: as they are written and, as up to version 0.18, with `_` for each slash.
 * Mirrors `normalizedSymbolicName` in registry-scanner/pkg/image/options.go of argocd-image-updater.
 */
export function aliasesOf(images: readonly ListedImage[]): string[] {
  return [...new Set(images.flatMap(({ alias }) => (alias === "" ? [] : [alias, alias.replaceAll("/", "_")])))];
}

/**
 * The strategy of an image; `undefined` if it is known only after rendering.
 * Mirrors `ParseUpdateStrategy` in registry-scanner/pkg/image/options.go of argocd-image-updater.
 */
export function strategyOf(keys: ImageUpdaterKeys, { alias }: ListedImage): Strategy | undefined {
  const option = optionFor(keys, alias, "update-strategy");
  if (option === undefined) return "semver";
  const { value, conditional } = option.annotation;
  if (conditional || value.type !== "scalar" || value.scalarType !== "string") return undefined;
  return strategies.get(value.text.trim().toLowerCase()) ?? "semver";
}

const strategies: ReadonlyMap<string, Strategy> = new Map([
  ["semver", "semver"],
  ["newest-build", "newest-build"],
  ["latest", "newest-build"],
  ["alphabetical", "alphabetical"],
  ["name", "alphabetical"],
  ["digest", "digest"],
]);

/** The option of an image: its own, or that of all images. */
export function optionFor({ options }: ImageUpdaterKeys, alias: string, name: string): ImageOption | undefined {
  const named = options.filter((option) => option.name === name);
  const own =
    alias === "" ? undefined : named.find((it) => it.alias === alias || it.alias === alias.replaceAll("/", "_"));
  return own ?? named.find((it) => it.alias === undefined);
}

function optionOf(annotation: Annotation): ImageOption[] {
  const written = annotation.key.text.slice(prefix.length);
  for (const [name, scope] of optionNames) {
    const needsAlias = scope === "alias only";
    if (written === name) return [{ annotation, alias: undefined, name, needsAlias }];
    if (!written.endsWith(`.${name}`)) continue;
    return [{ annotation, alias: written.slice(0, -name.length - 1), name, needsAlias }];
  }
  return [];
}

/** Mirrors `NewFromIdentifier` in registry-scanner/pkg/image/image.go of argocd-image-updater: whatever stands before the first `=` is the alias. */
function imageOf(item: ListItem): ListedImage {
  const equals = item.text.indexOf("=");
  const alias = equals < 0 ? "" : item.text.slice(0, equals).trim();
  const image = item.text.slice(equals + 1).trim();
  const colon = image.indexOf(":", image.lastIndexOf("/") + 1);
  if (image.includes("@")) return { item, alias, image, constraint: undefined };
  if (colon < 0) return { item, alias, image, constraint: "" };
  return { item, alias, image: image.slice(0, colon), constraint: image.slice(colon + 1) };
}
