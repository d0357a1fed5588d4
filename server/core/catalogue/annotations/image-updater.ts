import type { AnnotationSpec } from "../annotation.ts";
import { boolean, choice, filledText, images, pattern, text, withoutCase, words } from "../values.ts";

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
Since version 1.0 Argo CD Image Updater is configured by objects of the kind ImageUpdater, and reads annotations only where one of them has \`useAnnotations: true\`.
`;

const ofOneOrAll = `${whenItIsRead}Without an alias in the key it counts for all images of the application.
`;

/** What Argo CD Image Updater reads from an Application. */
export const imageUpdater: readonly AnnotationSpec[] = [
  {
    ...common,
    key: `${domain}/image-list`,
    summary: "Lists the images that Argo CD Image Updater keeps up to date.",
    details: `${whenItIsRead}An alias is the name by which the other annotations refer to the image.
A constraint after a colon limits the versions.
`,
    value: images,
    absent: "No image of the application is updated.",
    badValue: "An empty list is an error in the log, and nothing is updated.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/write-back-method`,
    summary: "Says where Argo CD Image Updater writes the new versions.",
    details: `${whenItIsRead}With \`git\` alone it uses the credentials of the repository, and after a colon other ones.
`,
    value: pattern(
      "`argocd`, `git`, or `git:` with credentials",
      /^\s*(?:argocd|git(?::.*)?)\s*$/s,
      'is neither "argocd" nor "git"',
      words(undefined, {
        argocd: "Into the Application itself, where the next change from Git may undo it.",
        git: "Into Git, with a commit.",
      }),
    ),
    absent: "`argocd`: the Application itself is changed.",
    badValue: "A method that it does not know is an error, and nothing is updated.",
    link: `${documentation}/basics/update-methods/`,
  },
  {
    ...common,
    key: `${domain}/write-back-target`,
    summary: "Says into which file of the repository Argo CD Image Updater writes.",
    details: `${whenItIsRead}It counts only where the write-back method is \`git\`.
`,
    value: pattern(
      "`kustomization` or `helmvalues`, and after a colon a path",
      /^(?:kustomization|helmvalues)(?::.*)?$/s,
      'is neither "kustomization" nor "helmvalues"',
      words(undefined, {
        kustomization: "The kustomization.yaml of the source.",
        helmvalues: "The values.yaml of the source.",
      }),
    ),
    absent: "A file `.argocd-source-APPLICATION.yaml` beside the manifests.",
    badValue: "Any other value counts as absent.",
    link: `${documentation}/basics/update-methods/`,
  },
  {
    ...common,
    key: `${domain}/git-branch`,
    summary: "Names the branch that Argo CD Image Updater commits to.",
    details: `${whenItIsRead}Two branches with a colon between them are the one that it begins from and the one that it writes to.
`,
    value: filledText("a branch, or two with a colon between them"),
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
    summary: "Says how Argo CD Image Updater finds the newest version of an image.",
    details: `${ofOneOrAll}\`latest\` and \`name\` are the old words for \`newest-build\` and \`alphabetical\`.
`,
    value: choice(
      words(undefined, {
        semver: "The highest semantic version that the constraint allows.",
        "newest-build": "The image that was built last.",
        alphabetical: "The tag that comes last in the alphabet.",
        digest: "The newest image of one tag, by its digest.",
        latest: "The old word for `newest-build`.",
        name: "The old word for `alphabetical`.",
      }),
      withoutCase,
    ),
    absent: "`semver`: the highest semantic version.",
    badValue: "An unknown strategy counts as `semver`, with a warning in the log.",
    link: `${documentation}/basics/update-strategies/`,
  },
  {
    ...common,
    key: `${domain}/[ALIAS.]allow-tags`,
    summary: "Limits the tags that Argo CD Image Updater considers.",
    details: ofOneOrAll,
    value: pattern(
      "`any`, or `regexp:` and a regular expression",
      /^(?:any$|regexp:.)/is,
      'is neither "any" nor begins with "regexp:"',
      words(undefined, {
        any: "Every tag.",
        "regexp:^\\d+\\.\\d+\\.\\d+$": "The tags that a regular expression matches, here versions of three numbers.",
      }),
    ),
    absent: "Every tag is considered.",
    badValue: "Any other value matches no tag at all, with a warning in the log, so nothing is updated.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/[ALIAS.]ignore-tags`,
    summary: "Lists tags that Argo CD Image Updater never chooses.",
    details: `${ofOneOrAll}The patterns are those of file names, such as \`*-rc*\`.
`,
    value: text("patterns of tags, separated by commas"),
    absent: "No tag is left out.",
    badValue: "A pattern that fits no tag leaves none out.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/[ALIAS.]force-update`,
    summary: "Updates an image although it is not among those that the application is known to run.",
    details: ofOneOrAll,
    value: boolean(
      words(undefined, {
        true: "The image is updated in any case.",
        false: "The image is updated only where the application runs it.",
      }),
    ),
    absent: "`false`: only images that the application runs are updated.",
    badValue: "A value that is neither `true` nor `false` is an error in the log, and counts as `false`.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/[ALIAS.]pull-secret`,
    summary: "Says where the credentials for the registry of an image are.",
    details: ofOneOrAll,
    value: pattern(
      "`pullsecret:`, `secret:`, `env:` or `ext:`, and where the credentials are",
      /^(?:pullsecret:[^/]+\/.+|secret:[^/]+\/[^#]+#.+|env:.+|ext:\/.+)$/s,
      'is no reference such as "pullsecret:namespace/name"',
    ),
    absent: "The credentials that are set for the registry.",
    badValue: "Credentials that cannot be read are a warning in the log, and those of the registry are used.",
    link: `${documentation}/basics/authentication/`,
  },
  {
    ...common,
    key: `${domain}/ALIAS.platforms`,
    summary: "Lists the platforms for which an image has to be there.",
    details: whenItIsRead,
    value: text("platforms such as `linux/amd64`, separated by commas"),
    absent: "The platform that the Image Updater itself runs on.",
    badValue: "A platform that cannot be read is an error, and the image is not updated.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/ALIAS.helm.image-name`,
    summary: "Names the Helm value that holds the name of the image.",
    details: `${whenItIsRead}Helm and Kustomize names for one alias are an error.
`,
    value: filledText("the path of a Helm value"),
    absent: "`image.name`.",
    badValue: "The value of that name is written, whether the chart uses it or not.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/ALIAS.helm.image-tag`,
    summary: "Names the Helm value that holds the tag of the image.",
    details: `${whenItIsRead}Helm and Kustomize names for one alias are an error.
`,
    value: filledText("the path of a Helm value"),
    absent: "`image.tag`.",
    badValue: "The value of that name is written, whether the chart uses it or not.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/ALIAS.helm.image-spec`,
    summary: "Names the Helm value that holds the name and the tag of the image in one.",
    details: `${whenItIsRead}It counts instead of \`helm.image-name\` and \`helm.image-tag\`.
`,
    value: filledText("the path of a Helm value"),
    absent: "Name and tag are values of their own.",
    badValue: "The value of that name is written, whether the chart uses it or not.",
    link: imagesLink,
  },
  {
    ...common,
    key: `${domain}/ALIAS.kustomize.image-name`,
    summary: "Names the image in the kustomization that is to be replaced.",
    details: `${whenItIsRead}Helm and Kustomize names for one alias are an error.
`,
    value: filledText("the name of an image"),
    absent: "The name of the image itself.",
    badValue: "An image that the kustomization does not have is not replaced.",
    link: imagesLink,
  },
];
