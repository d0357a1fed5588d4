import type { AnnotationSpec } from "../annotation.ts";
import { problemOfAllowedTags, problemOfIgnoredTags, problemOfPlatforms } from "../image-values.ts";
import { boolean, checkedText, choice, filledText, images, pattern, withoutCase, words } from "../values.ts";

const domain = "argocd-image-updater.argoproj.io";

const documentation = "https://argocd-image-updater.readthedocs.io/en/stable";

const common = {
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD Image Updater",
  writer: "people",
  since: undefined,
} as const;

const imagesLink = `${documentation}/configuration/images/`;

const whenItIsRead = `
Since version 1.0, Argo CD Image Updater is configured with ImageUpdater objects, and reads annotations only if one of them has \`useAnnotations: true\`.
`;

const ofOneOrAll = `${whenItIsRead}Without an alias in the key, it applies to all images of the application.
`;

/** The annotations that Argo CD Image Updater reads from an Application. Mirrors pkg/argocd/annotations.go of argocd-image-updater. */
export const imageUpdater: readonly AnnotationSpec[] = [
  {
    ...common,
    key: `${domain}/image-list`,
    summary: "Lists the images that Argo CD Image Updater keeps up to date.",
    details: `${whenItIsRead}An alias is the name that the other annotations use for the image.
A constraint after a colon limits the versions.
`,
    value: images,
    absent: "No image of the application is updated.",
    badValue: "An empty list is logged as an error, and nothing is updated.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/write-back-method`,
    summary: "Controls where Argo CD Image Updater writes the new versions.",
    details: `${whenItIsRead}\`git\` alone uses the credentials of the repository; others can follow after a colon.
`,
    value: pattern(
      "`argocd`, `git`, or `git:` followed by credentials",
      /^\s*(?:argocd\s*|git(?:\s*|:.*))$/s,
      'is neither "argocd" nor "git"',
      words(undefined, {
        argocd: "To the Application itself, where the next change from Git may undo it.",
        git: "To Git, as a commit.",
      }),
    ),
    absent: "`argocd`: the Application itself is changed.",
    badValue: "An unknown method is an error, and nothing is updated.",
    link: `${documentation}/basics/update-methods/`,
  },
  {
    ...common,
    key: `${domain}/write-back-target`,
    summary: "Names the file in the repository that Argo CD Image Updater writes to.",
    details: `${whenItIsRead}It has an effect only if the write-back method is \`git\`.
Anything else than \`kustomization\` and \`helmvalues\` is the path of a file, from the root of the repository, that gets the parameters of the source.
Argo CD reads such a file only if its name is \`.argocd-source.yaml\` or \`.argocd-source-APPLICATION.yaml\` and it is next to the manifests.
`,
    value: pattern(
      "`kustomization` or `helmvalues`, optionally followed by a colon and a path, or the path of an `.argocd-source….yaml` file",
      /^(?:(?:kustomization|helmvalues)(?::.*)?|(?:[^/]+\/)*\.argocd-source[^/]*)$/s,
      'is neither "kustomization" nor "helmvalues", and not a file that Argo CD reads parameters from',
      words(undefined, {
        kustomization: "The kustomization.yaml of the source.",
        helmvalues: "The values.yaml of the source.",
      }),
    ),
    absent: "The file `.argocd-source-APPLICATION.yaml` next to the manifests.",
    badValue:
      "Any other value is the path of a file that is overwritten with parameters and that Argo CD does not read; Image Updater 1.3 refuses a kustomization.yaml.",
    link: `${documentation}/basics/update-methods/`,
  },
  {
    ...common,
    key: `${domain}/git-branch`,
    summary: "Names the branch that Argo CD Image Updater commits to.",
    details: `${whenItIsRead}\`BASE:TARGET\` starts from one branch and commits to another.
`,
    value: filledText("a branch, or two branches separated by a colon"),
    absent: "The target revision of the Application.",
    badValue: "A branch that does not exist is an error, and nothing is written.",
    link: `${documentation}/basics/update-methods/`,
  },
  {
    ...common,
    key: `${domain}/git-repository`,
    summary: "Names another repository for Argo CD Image Updater to commit to.",
    details: whenItIsRead,
    value: filledText("the address of a Git repository"),
    absent: "The repository of the Application.",
    badValue: "A repository that cannot be reached is an error, and nothing is written.",
    link: `${documentation}/basics/update-methods/`,
  },
  {
    ...common,
    key: `${domain}/[ALIAS.]update-strategy`,
    summary: "Controls how Argo CD Image Updater finds the newest version of an image.",
    details: `${ofOneOrAll}\`latest\` and \`name\` are the old names of \`newest-build\` and \`alphabetical\`.
`,
    value: choice(
      words(undefined, {
        semver: "The highest semantic version that the constraint allows.",
        "newest-build": "The image that was built last.",
        alphabetical: "The tag that comes last in the alphabet.",
        digest: "The newest image of one tag, by its digest.",
        latest: "The old name of `newest-build`.",
        name: "The old name of `alphabetical`.",
      }),
      withoutCase,
    ),
    absent: "`semver`: the highest semantic version.",
    badValue: "An unknown strategy is treated as `semver`, with a warning in the log.",
    link: `${documentation}/basics/update-strategies/`,
  },
  {
    ...common,
    key: `${domain}/[ALIAS.]allow-tags`,
    summary: "Limits the tags that Argo CD Image Updater considers.",
    details: ofOneOrAll,
    value: checkedText(
      "`any`, or `regexp:` followed by a regular expression of Go",
      problemOfAllowedTags,
      words(undefined, {
        any: "Every tag.",
        "regexp:^\\d+\\.\\d+\\.\\d+$": "Tags that match a regular expression, here versions of three numbers.",
      }),
    ),
    absent: "Every tag is considered.",
    badValue: "Any other value matches no tag, so nothing is updated and the log has a warning.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/[ALIAS.]ignore-tags`,
    summary: "Lists tags that Argo CD Image Updater never chooses.",
    details: `${ofOneOrAll}The patterns work like those for file names, for example \`*-rc*\`.
`,
    value: checkedText("tag patterns separated by commas", problemOfIgnoredTags),
    absent: "No tag is ignored.",
    badValue: "A pattern that matches no tag has no effect.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/[ALIAS.]force-update`,
    summary: "Updates an image even if the application is not known to run it.",
    details: ofOneOrAll,
    value: boolean(
      words(undefined, {
        true: "The image is updated even if the application is not known to run it.",
        false: "The image is updated only if the application runs it.",
      }),
    ),
    absent: "`false`: only images that the application runs are updated.",
    badValue:
      "A value that is neither `true` nor `false` is an error, and no image of the application is updated; before version 1.0, it is treated as `false`.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/[ALIAS.]pull-secret`,
    summary: "Says where to find the registry credentials for an image.",
    details: ofOneOrAll,
    value: pattern(
      "`pullsecret:`, `secret:`, `env:` or `ext:`, followed by where the credentials are",
      /^(?:pullsecret:[^/]+\/.+|secret:[^/]+\/[^#]+#.+|env:.+|ext:\/.+)$/s,
      'is not a reference such as "pullsecret:namespace/name"',
    ),
    absent: "The credentials that are set for the registry.",
    badValue: "If the credentials cannot be read, the log has a warning and those of the registry are used.",
    link: `${documentation}/basics/authentication/`,
  },
  {
    ...common,
    key: `${domain}/ALIAS.platforms`,
    summary: "Lists the platforms that an image must be available for.",
    details: whenItIsRead,
    value: checkedText("comma-separated platforms, such as `linux/amd64`", problemOfPlatforms),
    absent: "The platform that Argo CD Image Updater itself runs on.",
    badValue: "A platform that cannot be read is an error, and the image is not updated.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/ALIAS.helm.image-name`,
    summary: "Names the Helm value that contains the name of the image.",
    details: `${whenItIsRead}Setting both Helm and Kustomize names for one alias is an error.
`,
    value: filledText("the path of a Helm value"),
    absent: "`image.name`.",
    badValue: "The value of that name is written, whether or not the chart uses it.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/ALIAS.helm.image-tag`,
    summary: "Names the Helm value that contains the tag of the image.",
    details: `${whenItIsRead}Setting both Helm and Kustomize names for one alias is an error.
`,
    value: filledText("the path of a Helm value"),
    absent: "`image.tag`.",
    badValue: "The value of that name is written, whether or not the chart uses it.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/ALIAS.helm.image-spec`,
    summary: "Names the Helm value that contains both the name and the tag of the image.",
    details: `${whenItIsRead}It replaces \`helm.image-name\` and \`helm.image-tag\`.
`,
    value: filledText("the path of a Helm value"),
    absent: "Name and tag are separate values.",
    badValue: "The value of that name is written, whether or not the chart uses it.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/ALIAS.kustomize.image-name`,
    summary: "Names the image in the kustomization that is replaced.",
    details: `${whenItIsRead}Setting both Helm and Kustomize names for one alias is an error.
`,
    value: filledText("the name of an image"),
    absent: "The name of the image itself.",
    badValue: "An image that is not in the kustomization is not replaced.",
    link: imagesLink,
  },
];
