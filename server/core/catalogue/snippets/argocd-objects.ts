/** The objects that tell Argo CD what to deploy. */
import type { SnippetSpec } from "./snippet.ts";

/** One application that is deployed by itself. */
export const application: SnippetSpec = {
  prefix: "argocd-application",
  title: "Application with automated sync",
  summary: "Deploys a folder of a repository and keeps the cluster as it is there.",
  words: ["app", "syncpolicy", "syncoptions", "deploy"],
  body: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: <<name=app>>
  namespace: <<argocd=argocd>>
  finalizers:
    # Deleting the Application deletes the resources that it deployed. Without the finalizer they stay.
    - resources-finalizer.argocd.argoproj.io
  annotations:
    # A commit that changes nothing below these paths does not refresh the application. A dot is the path of the source.
    argocd.argoproj.io/manifest-generate-paths: .
spec:
  project: <<project=default>>
  source:
    repoURL: <<repository=https://git.example.com/team/app.git>>
    targetRevision: <<revision=main>>
    path: <<path=deploy>>
  destination:
    server: https://kubernetes.default.svc
    namespace: <<namespace=app>>
  syncPolicy:
    automated:
      # Deletes what is no longer in Git.
      prune: true
      # Undoes changes that were made in the cluster. Such a sync runs no hooks.
      selfHeal: true
    syncOptions:
      - CreateNamespace=true
      - ServerSideApply=true
      # What is no longer in Git is deleted once everything else is healthy.
      - PruneLast=true
    retry:
      limit: 3
      backoff:
        duration: 30s
        factor: 2
        maxDuration: 5m
`.slice(1),
};

/** The same application in several places, one after another. */
export const applicationSet: SnippetSpec = {
  prefix: "argocd-application-set",
  title: "ApplicationSet that deploys stage by stage",
  summary: "Deploys to one stage after another: each waits until the Applications of the one before are healthy.",
  words: ["appset", "applicationset", "progressive", "rollingsync", "stages", "generator"],
  body: `
# A RollingSync needs progressive syncs: start the ApplicationSet controller with --enable-progressive-syncs.
# Without them, the controller creates all Applications at once and syncs none of them.
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: <<name=app>>
  namespace: <<argocd=argocd>>
spec:
  goTemplate: true
  goTemplateOptions: [missingkey=error]
  generators:
    - list:
        elements:
          # Removing a stage deletes its Application and everything that it deployed. To keep what it deployed, set
          # "preserveResourcesOnDeletion: true" in the "syncPolicy" of this ApplicationSet, beside "strategy".
          - stage: staging
            server: <<staging=https://staging.example.com:6443>>
          - stage: production
            server: <<production=https://production.example.com:6443>>
  strategy:
    # The controller starts the syncs itself, so the template has no automated sync.
    type: RollingSync
    rollingSync:
      steps:
        - matchExpressions:
            - key: stage
              operator: In
              values: [staging]
        - matchExpressions:
            - key: stage
              operator: In
              values: [production]
          # How many Applications of this stage are synced at a time.
          maxUpdate: 1
  template:
    metadata:
      name: <<name>>-{{.stage}}
      labels:
        stage: "{{.stage}}"
    spec:
      project: <<project=default>>
      source:
        repoURL: <<repository=https://git.example.com/team/app.git>>
        targetRevision: <<revision=main>>
        path: <<path=deploy>>/{{.stage}}
      destination:
        server: "{{.server}}"
        namespace: <<namespace=app>>
      syncPolicy:
        syncOptions:
          - CreateNamespace=true
`.slice(1),
};

/** What the Applications of a team may do, and when. */
export const project: SnippetSpec = {
  prefix: "argocd-project",
  title: "AppProject with a sync window",
  summary: "Limits what the Applications of a team may deploy, where to, and when.",
  words: ["appproject", "syncwindow", "window", "team", "freeze"],
  body: `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: <<name=team>>
  namespace: <<argocd=argocd>>
  finalizers:
    # Keeps the project while Applications use it.
    - resources-finalizer.argocd.argoproj.io
spec:
  description: <<description=The applications of the team>>
  sourceRepos:
    - <<repository=https://git.example.com/team/*>>
  destinations:
    - server: https://kubernetes.default.svc
      namespace: <<namespaces=team-*>>
  # Objects without a namespace that they may create; any other kind is refused.
  clusterResourceWhitelist:
    - group: ""
      kind: Namespace
      # Before Argo CD 3.3, the name has no effect: they may create and change every Namespace.
      name: <<namespaces>>
  syncWindows:
    # No automated sync at the weekend; people may still sync by hand.
    - kind: deny
      schedule: "0 0 * * 6"
      duration: 48h
      timeZone: <<zone=Europe/Berlin>>
      applications: ["*"]
      manualSync: true
`.slice(1),
};
