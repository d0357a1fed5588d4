import {
  commands,
  DiagnosticSeverity,
  Disposable,
  languages,
  Range,
  type TextDocument,
  ViewColumn,
  window,
  workspace,
} from "vscode";

/** Set when the mistake of the example has been repaired: the walkthrough checks its step off. */
const repairedContext = "argocdAnnotations.exampleRepaired";

/** A small application to try things on, with one misspelt hook. */
const example = `# An example to try things on. It is saved only if you save it.
# The first hook is misspelt, so Argo CD never applies it.
apiVersion: batch/v1
kind: Job
metadata:
  name: db-migration
  annotations:
    argocd.argoproj.io/hook: Presync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
spec:
  activeDeadlineSeconds: 600
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example.com/shop-api:v2.1.0
          command: [alembic, upgrade, head]
---
apiVersion: v1
kind: Service
metadata:
  name: shop-api
spec:
  selector:
    app: shop-api
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop-api
  annotations:
    argocd.argoproj.io/sync-wave: "1"
spec:
  selector:
    matchLabels:
      app: shop-api
  template:
    metadata:
      labels:
        app: shop-api
    spec:
      containers:
        - name: api
          image: registry.example.com/shop-api:v2.1.0
---
apiVersion: batch/v1
kind: Job
metadata:
  name: smoke-tests
  annotations:
    argocd.argoproj.io/hook: PostSync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
spec:
  activeDeadlineSeconds: 300
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: smoke
          image: registry.example.com/shop-api:v2.1.0
          command: [python, -m, smoke_tests]
`;

/** Registers the command that opens an example to try things on, in an untitled document: nothing is written to disk. */
export function registerOpenExample(): Disposable {
  let opening: Promise<void> | undefined;
  let shown: TextDocument | undefined;
  let hadMistake = false;
  const open = async (): Promise<void> => {
    const options = { preview: false, viewColumn: columnForExample() };
    if (shown !== undefined && !shown.isClosed) {
      await window.showTextDocument(shown, options);
      return;
    }
    hadMistake = false;
    shown = await workspace.openTextDocument({ language: "yaml", content: example });
    // On the mistake, so that its quick fix is one key away.
    const mistake = shown.positionAt(example.indexOf("Presync"));
    await window.showTextDocument(shown, { ...options, selection: new Range(mistake, mistake) });
  };
  return Disposable.from(
    // The second click of a double click comes before the first one has opened anything.
    commands.registerCommand("argocdAnnotations.openExample", async () => {
      opening ??= open().finally(() => {
        opening = undefined;
      });
      await opening;
    }),
    languages.onDidChangeDiagnostics(async ({ uris }) => {
      const uri = shown?.uri.toString();
      if (shown === undefined || !uris.some((changed) => changed.toString() === uri)) return;
      const hasMistake = languages
        .getDiagnostics(shown.uri)
        .some(({ source, severity }) => source === "argocd" && severity === DiagnosticSeverity.Error);
      const isRepaired = hadMistake && !hasMistake && !shown.isClosed;
      hadMistake = hasMistake;
      if (isRepaired) await commands.executeCommand("setContext", repairedContext, true);
    }),
  );
}

/** Beside a page of VS Code itself, such as the walkthrough, so that people can go on reading it. Only such pages have no input. */
function columnForExample(): ViewColumn {
  const { activeTab } = window.tabGroups.activeTabGroup;
  return activeTab !== undefined && activeTab.input === undefined ? ViewColumn.Beside : ViewColumn.Active;
}
