import assert from "node:assert/strict";
import { openFile } from "../../../server/core/index.ts";
import { fieldOfWrongType } from "../../../server/core/rules/field-of-wrong-type.ts";
import { fieldWithoutEffect } from "../../../server/core/rules/field-without-effect.ts";
import { diagnoseFile, fixFile } from "../../support/diagnose.ts";

interface Case {
  readonly title: string;
  readonly kind: "Application" | "ApplicationSet" | "AppProject";
  /** What is below `metadata`, with the object's own indentation. */
  readonly spec: string;
  /** The beginning of each message, in the order of the text. */
  readonly messages: readonly string[];
  /** What is below `metadata` after all preferred fixes, if there are any. */
  readonly fixed?: string;
}

const cases: readonly Case[] = [
  {
    title: "a patch in text is read as an Application, templates and directives included",
    kind: "ApplicationSet",
    spec: `
  templatePatch: |
    spec:
      $patch: replace
      project: other
      syncPolicy:
        syncOption:
          - CreateNamespace=true
        {{- if .prune }}
        automated:
          prune: {{ .prune }}
        {{- end }}
      source:
        helm:
          skipCrds: "true"
`,
    messages: [
      'A template patch cannot change the project, so "project" has no effect here.',
      'An Application has no "syncOption" in "spec.syncPolicy", so it has no effect.',
      '"skipCrds" must be a boolean, but this is a string, so the ApplicationSet cannot create the Application.',
    ],
    fixed: `
  templatePatch: |
    spec:
      $patch: replace
      project: other
      syncPolicy:
        syncOptions:
          - CreateNamespace=true
        {{- if .prune }}
        automated:
          prune: {{ .prune }}
        {{- end }}
      source:
        helm:
          skipCrds: true
`,
  },
  {
    title: "a patch that is no text",
    kind: "ApplicationSet",
    spec: `
  templatePatch:
    spec:
      # Only in production.
      syncPolicy: {}
`,
    messages: [
      '"templatePatch" must be a string, but this is a mapping, so the API server rejects this ApplicationSet.',
    ],
    fixed: `
  templatePatch: |
    spec:
      # Only in production.
      syncPolicy: {}
`,
  },
  {
    title: "generators in generators in generators",
    kind: "ApplicationSet",
    spec: `
  generators:
    - matrix:
        generators:
          - git: {directory: [{path: a}]}
          - merge:
              mergeKey: [a]
              generators:
                - list: {elements: {}}
                - matrix: {generators: []}
`,
    messages: [
      'An ApplicationSet has no "directory" in "spec.generators[].matrix.generators[].git"',
      'An ApplicationSet has no "mergeKey" in "spec.generators[].matrix.generators[].merge"',
      '"elements" must be a list, but this is a mapping, so the ApplicationSet creates no Applications with this generator.',
      'An ApplicationSet has no "matrix" in "spec.generators[].matrix.generators[].merge.generators[]", so it has no effect. A generator can be in a matrix or merge that is in a matrix or merge, but no deeper.',
    ],
    fixed: `
  generators:
    - matrix:
        generators:
          - git: {directories: [{path: a}]}
          - merge:
              mergeKeys: [a]
              generators:
                - list: {elements: {}}
                - matrix: {generators: []}
`,
  },
  {
    title: "generators and files that are no lists of mappings",
    kind: "ApplicationSet",
    spec: `
  generators:
    git:
      files:
        - config/*.json # all of them
        - more.yaml
`,
    messages: ['"generators" must be a list'],
    fixed: `
  generators:
    - git:
        files:
          - path: config/*.json # all of them
          - path: more.yaml
`,
  },
  {
    title: "a value in quotes that a template fills in is never judged",
    kind: "ApplicationSet",
    spec: `
  template:
    spec:
      revisionHistoryLimit: '{{ .limit }}'
      syncPolicy:
        automated: {prune: "{{ .prune }}"}
        syncOptions: '{{ .options }}'
`,
    messages: [],
  },
  {
    title: "steps of a rolling sync without its type, and what has no effect without them",
    kind: "ApplicationSet",
    spec: `
  strategy:
    rollingSync:
      steps: [{matchExpressions: []}]
    deletionOrder: Reverse
`,
    messages: [
      'Without "type: RollingSync" beside it, "rollingSync" has no effect: all Applications are updated at once. Add the type',
      'Only with "type: RollingSync" and "rollingSync.steps" is there an order, so "Reverse" has no effect',
    ],
  },
  {
    title: "a type in another case, and one without steps",
    kind: "ApplicationSet",
    spec: `
  strategy:
    type: rollingsync
    rollingSync: {steps: []}
`,
    messages: ['Without "type: RollingSync" beside it, "rollingSync" has no effect'],
    fixed: `
  strategy:
    type: RollingSync
    rollingSync: {steps: []}
`,
  },
  {
    title: "steps beside the type, which are only moved",
    kind: "ApplicationSet",
    spec: `
  strategy:
    type: RollingSync
    steps: [{matchExpressions: []}]
`,
    messages: ['An ApplicationSet has no "steps" in "spec.strategy"'],
    fixed: `
  strategy:
    type: RollingSync
    rollingSync:
      steps: [{matchExpressions: []}]
`,
  },
  {
    title: "a finalizer that undoes what the policy says, and a policy that nobody knows",
    kind: "ApplicationSet",
    spec: `
  goTemplateOptions: [missingkey=error]
  syncPolicy:
    applicationsSync: createOnly
    preserveResourcesOnDeletion: true
  template:
    metadata:
      finalizers: [resources-finalizer.argocd.argoproj.io]
`,
    messages: [
      'Argo CD reads "goTemplateOptions" only with "goTemplate: true", so it has no effect.',
      '"createOnly" is not a value of "applicationsSync", so the API server rejects this ApplicationSet. Did you mean "create-only"?',
      'The template gives each Application the finalizer "resources-finalizer.argocd.argoproj.io", so "preserveResourcesOnDeletion" has no effect',
    ],
    fixed: `
  goTemplateOptions: [missingkey=error]
  syncPolicy:
    applicationsSync: create-only
    preserveResourcesOnDeletion: true
  template:
    metadata:
      finalizers: [resources-finalizer.argocd.argoproj.io]
`,
  },
  {
    title: "one source beside several, unless a template writes only one of them",
    kind: "Application",
    spec: `
  source: {repoURL: a}
  sources: [{repoURL: b}]
`,
    messages: ['Argo CD ignores "source" if "sources" is set, so it has no effect.'],
  },
  {
    title: "one source or several, by a template",
    kind: "Application",
    spec: `
  {{- if .Values.several }}
  sources: [{repoURL: b}]
  {{- else }}
  source: {repoURL: a}
  {{- end }}
`,
    messages: [],
  },
  {
    title: "fields below a key that was left empty",
    kind: "Application",
    spec: `
  syncPolicy:
    automated:
    prune: true # everywhere
    selfHeal: true
`,
    messages: ['An Application has no "prune"', 'An Application has no "selfHeal"'],
    fixed: `
  syncPolicy:
    automated:
      selfHeal: true
      prune: true # everywhere
`,
  },
  {
    title: "several fields for a mapping that is not there",
    kind: "Application",
    spec: `
  syncPolicy:
    retry:
      duration: 5s
      limit: 2
      maxDuration: 3m
`,
    messages: ['An Application has no "duration" in "spec.syncPolicy.retry"', 'An Application has no "maxDuration"'],
    fixed: `
  syncPolicy:
    retry:
      backoff:
        maxDuration: 3m
        duration: 5s
      limit: 2
`,
  },
  {
    title: "what is left empty keeps its meaning",
    kind: "Application",
    spec: `
  syncPolicy:
    automated:
      retry: {limit: 3}
`,
    messages: ['An Application has no "retry" in "spec.syncPolicy.automated"'],
    fixed: `
  syncPolicy:
    automated: {}
    retry: {limit: 3}
`,
  },
  {
    title: "an option as a key",
    kind: "Application",
    spec: `
  syncPolicy:
    createNamespace: true
`,
    messages: [
      'An Application has no "createNamespace" in "spec.syncPolicy", so it has no effect. Write "CreateNamespace=true" in "spec.syncPolicy.syncOptions".',
    ],
  },
  {
    title: "images as a kustomization has them, and labels that are no texts",
    kind: "Application",
    spec: `
  source:
    kustomize:
      commonLabels: {tier: 1}
      images:
        - name: nginx
          newTag: "1.27"
        - {name: web, newName: registry.example.com/web}
        - web=other:1
`,
    messages: [
      '"tier" must be a string, but this is a number, so the API server rejects this Application. Put it in quotes.',
      'Each item of "images" must be a string, but this is a mapping, so the API server rejects this Application. Write "nginx:1.27".',
    ],
    fixed: `
  source:
    kustomize:
      commonLabels: {tier: "1"}
      images:
        - nginx:1.27
        - {name: web, newName: registry.example.com/web}
        - web=other:1
`,
  },
  {
    title: "one source in a list, options in one string, and half a retry",
    kind: "Application",
    spec: `
  source:
    - repoURL: a
  syncPolicy:
    syncOptions: CreateNamespace=true, PruneLast=true
    retry:
      backoff: {factor: 1.5}
`,
    messages: [
      '"source" must be a mapping, but this is a list, so the API server rejects this Application. Use "sources", which is a list.',
      '"syncOptions" must be a list',
      '"factor" must be a whole number, but this is a fraction',
    ],
    fixed: `
  sources:
    - repoURL: a
  syncPolicy:
    syncOptions: [CreateNamespace=true, PruneLast=true]
    retry:
      backoff: {factor: 1.5}
`,
  },
  {
    title: "items of lists that have common words as keys",
    kind: "AppProject",
    spec: `
  namespaceResourceBlacklist: [{group: "", kind: Secret, name: x}]
  clusterResourceWhitelist: ["*"]
  destinations:
    namespace: "*"
    server: "*"
`,
    messages: [
      'An AppProject has no "name" in "spec.namespaceResourceBlacklist[]", so it has no effect. Remove it, or look up the right field.',
      'Each item of "clusterResourceWhitelist" must be a mapping, but this is a string',
      '"destinations" must be a list, but this is a mapping',
    ],
    fixed: `
  namespaceResourceBlacklist: [{group: "", kind: Secret, name: x}]
  clusterResourceWhitelist: ["*"]
  destinations:
    - namespace: "*"
      server: "*"
`,
  },
];

describe("fields of Argo CD's own objects", () => {
  for (const { title, kind, spec, messages, fixed } of cases) {
    it(`are judged: ${title}`, () => {
      const text = objectOf(kind, spec);
      const found = diagnoseFile(openFile(text), { rules: [fieldOfWrongType, fieldWithoutEffect] });
      const written = found.map(({ message }) => message);
      assert.equal(written.length, messages.length, written.join("\n"));
      for (const [index, message] of messages.entries())
        assert.ok(written[index]?.startsWith(message), `${written[index] ?? ""}\n${message}`);
      assert.equal(fixFile(openFile(text)), objectOf(kind, fixed ?? spec));
    });
  }
});

function objectOf(kind: string, spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata:\n  name: shop\nspec:${spec}`;
}
