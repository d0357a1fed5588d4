import { nearest } from "../catalogue/near.ts";
import { wholeObjects } from "../manifest/place.ts";
import { isApplication } from "../application/argocd-application.ts";
import {
  aliasesOf,
  imageListKey,
  type ImageOption,
  type ImageUpdaterKeys,
  optionKey,
  readImageUpdaterKeys,
} from "../rule-kit/image-updater.ts";
import { imageFindings, isSeveral } from "../rule-kit/image-findings.ts";
import { removeEntry, renameKey } from "../rule-kit/entry-fixes.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { andList, shown } from "../rule-kit/words.ts";

export const imageUpdaterMismatch: Rule = {
  id: "image-updater-mismatch",
  severity: "warning",
  summary: "Annotations of Argo CD Image Updater that do not fit together have no effect, or stop the updates.",
  byHand: "which images are to be updated",
  docs: `
Argo CD Image Updater looks only at images in \`argocd-image-updater.argoproj.io/image-list\`; without it, no other annotation of it is read.
The options of one image are read only under the alias that the list gives to it, as in \`web=registry.example.com/web\`.
A constraint after the colon is a semantic version for the strategy \`semver\`, and the one tag that is followed for \`digest\`.
The strategies \`newest-build\` and \`alphabetical\` do not read it and consider every tag; \`allow-tags\` and \`ignore-tags\` limit the tags for every strategy.
Where it is committed to in Git has no effect with the write-back method \`argocd\`, the default.
`,
  places: [...wholeObjects, "application template"],
  *check(subject) {
    const { manifest } = subject;
    if (!isApplication(manifest)) return;
    const keys = readImageUpdaterKeys(subject);
    if (keys.options.length === 0 && keys.whole.size === 0) return;
    const mayHaveMore = manifest.moreAnnotations && manifest.place !== "application template";
    if (!keys.whole.has("image-list")) {
      if (!mayHaveMore) yield* findingWithoutList(keys);
      return;
    }
    if (keys.images?.some(isSeveral) !== true) yield* aliasFindings(subject, keys);
    yield* helmFindings(subject, keys);
    if (mayHaveMore) return;
    yield* imageFindings(subject, keys);
    yield* gitFindings(subject, keys);
  },
  examples: [
    {
      title: "No list of images",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd-image-updater.argoproj.io/api.update-strategy: digest
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Without "argocd-image-updater.argoproj.io/image-list", Argo CD Image Updater does not look at this Application and reads none of its other annotations. List the images, or remove the annotations.
`,
    },
    {
      title: "An alias that the list does not have",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd-image-updater.argoproj.io/image-list: front=registry.example.com/front:~1.4
    argocd-image-updater.argoproj.io/frond.allow-tags: regexp:^1\\.
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The alias "frond" is not in "argocd-image-updater.argoproj.io/image-list", so Argo CD Image Updater never reads this. Did you mean "front"?
`,
      fixed: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd-image-updater.argoproj.io/image-list: front=registry.example.com/front:~1.4
    argocd-image-updater.argoproj.io/front.allow-tags: regexp:^1\\.
`,
    },
    {
      title: "A constraint that the strategy does not read",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd-image-updater.argoproj.io/image-list: api=registry.example.com/api:main-*
    #                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The strategy "newest-build" does not read the constraint "main-*", so Argo CD Image Updater considers every tag. Limit the tags with "argocd-image-updater.argoproj.io/api.allow-tags".
    argocd-image-updater.argoproj.io/api.update-strategy: newest-build
`,
    },
    {
      title: "A constraint and options that are read",
      yaml: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
  annotations:
    argocd-image-updater.argoproj.io/image-list: api=registry.example.com/api:~1.4, registry.example.com/tool
    argocd-image-updater.argoproj.io/api.helm.image-name: api.image
    argocd-image-updater.argoproj.io/write-back-method: git
    argocd-image-updater.argoproj.io/git-branch: main
`,
    },
  ],
};

/** Mirrors `getImagesFromAnnotations` in pkg/argocd/annotations.go, and before 1.0 `FilterApplicationsForUpdate` in pkg/argocd/argocd.go, of argocd-image-updater. */
function* findingWithoutList({ options, whole }: ImageUpdaterKeys): Generator<Finding> {
  const [first] = [...options.map(({ annotation }) => annotation), ...whole.values()].toSorted(
    (a, b) => a.key.span.start - b.key.span.start,
  );
  if (first === undefined || first.conditional) return;
  yield {
    span: first.key.span,
    message: `Without "${imageListKey}", Argo CD Image Updater does not look at this Application and reads none of its other annotations. List the images, or remove the annotations.`,
  };
}

function* aliasFindings(subject: Subject, { options, images }: ImageUpdaterKeys): Generator<Finding> {
  const aliases = images && aliasesOf(images);
  for (const option of options) {
    const { annotation, alias, name, needsAlias } = option;
    const remove = removeEntry("Remove the annotation", subject, annotation);
    if (alias === undefined) {
      if (!needsAlias) continue;
      const advice =
        aliases?.[0] === undefined
          ? `Give the image an alias in "${imageListKey}" and write it before "${name}".`
          : `Write the alias of an image before it, as in "${aliases[0]}.${name}".`;
      yield {
        span: annotation.key.span,
        message: `Argo CD Image Updater reads "${name}" only for one image, so this has no effect without an alias. ${advice}`,
        fixes: [...(aliases ?? []).slice(0, 5).flatMap((it) => renameKey(annotation, optionKey(it, name))), ...remove],
      };
    } else if (aliases !== undefined && !aliases.includes(alias)) {
      yield {
        span: annotation.key.span,
        message: `The alias ${shown(alias)} is not in "${imageListKey}", so Argo CD Image Updater never reads this. ${aliasAdvice(alias, aliases)}`,
        fixes: [...renameAlias(option, aliases), ...remove],
      };
    } else if (name === "tag-match") {
      yield {
        span: annotation.key.span,
        message: `"tag-match" is the old name of "allow-tags", and Argo CD Image Updater does not read it since version 1.0, so it considers every tag. Write "allow-tags".`,
        fixes: renameKey(annotation, optionKey(alias, "allow-tags")),
      };
    }
  }
}

function aliasAdvice(alias: string, aliases: readonly string[]): string {
  const meant = nearest(alias, aliases);
  if (meant !== undefined) return `Did you mean ${shown(meant)}?`;
  if (aliases.length === 0) return `Write ${shown(`${alias}=`)} before the image there.`;
  return `The list has ${andList(aliases.slice(0, 5).map(shown))}.`;
}

function renameAlias({ annotation, alias = "", name }: ImageOption, aliases: readonly string[]): Fix[] {
  const meant = nearest(alias, aliases);
  const fixes = (meant === undefined ? aliases.slice(0, 5) : [meant]).flatMap((it) =>
    renameKey(annotation, optionKey(it, name)),
  );
  return meant === undefined ? fixes : fixes.map((fix) => ({ ...fix, preferred: true }));
}

/** Mirrors `newImageFromManifestTargetSettings` in pkg/argocd/argocd.go and `getManifestTargetsFromAnnotations` in pkg/argocd/annotations.go of argocd-image-updater. */
function* helmFindings(subject: Subject, keys: ImageUpdaterKeys): Generator<Finding> {
  for (const { annotation, alias, name } of keys.options) {
    if (alias === undefined || annotation.conditional) continue;
    const certain = (other: string) => {
      const option = keys.options.find((it) => it.alias === alias && it.name === other);
      return option !== undefined && !option.annotation.conditional;
    };
    const fixes = removeEntry("Remove the annotation", subject, annotation);
    if ((name === "helm.image-name" || name === "helm.image-tag") && certain("helm.image-spec")) {
      yield {
        span: annotation.key.span,
        message: `"helm.image-spec" of the same image contains name and tag, so Argo CD Image Updater ignores "${name}". Remove one of them.`,
        fixes,
      };
    }
    const helm = ["helm.image-spec", "helm.image-name", "helm.image-tag"].find(certain);
    if (name === "kustomize.image-name" && helm !== undefined) {
      yield {
        span: annotation.key.span,
        message: `The image also has "${helm}": since version 1.0, Argo CD Image Updater updates no image of an Application that has Helm and Kustomize names for one image. Remove those that do not fit the source.`,
        fixes,
      };
    }
  }
}

/** Mirrors `newWBCFromSettings` in pkg/argocd/argocd.go of argocd-image-updater. */
function* gitFindings(subject: Subject, { whole }: ImageUpdaterKeys): Generator<Finding> {
  const method = whole.get("write-back-method")?.value;
  if (method !== undefined && (method.type !== "scalar" || method.scalarType !== "string")) return;
  if (method !== undefined && !["", "argocd"].includes(method.text.trim())) return;
  for (const name of ["write-back-target", "git-branch", "git-repository"]) {
    const annotation = whole.get(name);
    if (annotation === undefined || annotation.conditional) continue;
    yield {
      span: annotation.key.span,
      message: `"${name}" has no effect because the write-back method is "argocd"${method === undefined ? ", the default" : ""}: Argo CD Image Updater changes the Application itself and commits nothing. Set "${optionKey(undefined, "write-back-method")}" to "git", or remove it.`,
      fixes: removeEntry("Remove the annotation", subject, annotation),
    };
  }
}
