/** Applications of one chart, with the words that Argo CD would start `helm` with: `template` in util/helm/cmd.go, written by hand. */

/** An Application and what Argo CD makes of its options. */
export interface ChartApplication {
  /** What follows `path: chart` in the source: options and further sources, as YAML. */
  readonly options: string;
  /** Further sources, each as YAML. */
  readonly others?: readonly string[];
  /** Files beside those of every case. */
  readonly files?: Readonly<Record<string, string>>;
  /** What Argo CD adds to `helm template . --include-crds`; name and namespace are added where they are not here. */
  readonly words?: readonly string[];
  /** What it writes into the file of values of its own, which is the last one. */
  readonly extra?: string;
  /** Whether it leaves out `--include-crds`. */
  readonly withoutCrds?: true;
  /** Argo CD refuses it itself. */
  readonly refused?: true;
}

/** The repository that all of them have. */
export const chartRepository: Readonly<Record<string, string>> = {
  "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\nkubeVersion: '>=1.20.0-0'\n",
  "chart/values.yaml":
    "a: own\nb: { c: 1, d: { e: 2 }, n: null }\nlist: [one, { two: 2 }]\nbig: 12345678\nfloat: 1.5\noff: false\ntext: '007'\n",
  "chart/env/dev.yaml": "a: dev\nlist: [dev]\n",
  "chart/env/prod.yaml": "a: prod\nb: { c: null, d: { x: prod } }\n",
  "chart/env/eu/prod.yaml": "a: eu\nb: { d: { y: eu } }\n",
  "shared/values.yaml": "a: shared\nshared: true\n",
  "shared/text.txt": "one, two\n{three}\n",
  "chart/crds/thing.yaml":
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: things.example.com\n",
  "chart/templates/all.yaml": `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
  annotations:
    values: {{ toJson .Values | quote }}
    argocd.argoproj.io/sync-wave: {{ .Values.wave | default 0 | quote }}
`,
  "chart/templates/test.yaml": `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-test
  annotations:
    helm.sh/hook: test
`,
};

/** The cases. */
export const chartApplications: readonly ChartApplication[] = [
  { options: "" },
  { options: "helm: { releaseName: other }", words: ["--name-template", "other"] },
  {
    options: "helm: { releaseName: other, namespace: there }",
    words: ["--name-template", "other", "--namespace", "there"],
  },
  { options: "helm: { skipCrds: true }", withoutCrds: true },
  { options: "helm: { skipTests: true }", words: ["--skip-tests"] },
  { options: "helm: { skipCrds: true, skipTests: true }", words: ["--skip-tests"], withoutCrds: true },
  { options: "helm: { kubeVersion: 1.19.0 }", words: ["--kube-version", "1.19.0"] },
  {
    options: "helm: { kubeVersion: v1.31.2, apiVersions: [x/v1, x/v1/Y] }",
    words: ["--kube-version", "1.31.2", "--api-versions", "x/v1", "--api-versions", "x/v1/Y"],
  },
  { options: "helm: { valueFiles: [env/dev.yaml] }", words: ["--values", "env/dev.yaml"] },
  {
    options: "helm: { valueFiles: [env/dev.yaml, env/prod.yaml] }",
    words: ["--values", "env/dev.yaml", "--values", "env/prod.yaml"],
  },
  {
    options: "helm: { valueFiles: [env/prod.yaml, env/dev.yaml, env/prod.yaml] }",
    words: ["--values", "env/prod.yaml", "--values", "env/dev.yaml"],
  },
  {
    options: "helm: { valueFiles: [/shared/values.yaml, ../shared/values.yaml] }",
    words: ["--values", "../shared/values.yaml"],
  },
  {
    options: "helm: { valueFiles: [../shared/values.yaml, env/../env/dev.yaml] }",
    words: ["--values", "../shared/values.yaml", "--values", "env/dev.yaml"],
  },
  { options: "helm: { valueFiles: ['env/*.yaml'] }", words: ["--values", "env/dev.yaml", "--values", "env/prod.yaml"] },
  {
    options: "helm: { valueFiles: ['env/**/*.yaml'] }",
    words: ["--values", "env/dev.yaml", "--values", "env/prod.yaml", "--values", "env/eu/prod.yaml"],
  },
  {
    options: "helm: { valueFiles: ['env/*.yaml', env/dev.yaml] }",
    words: ["--values", "env/prod.yaml", "--values", "env/dev.yaml"],
  },
  {
    options: "helm: { valueFiles: ['/**/prod.yaml'] }",
    words: ["--values", "env/prod.yaml", "--values", "env/eu/prod.yaml"],
  },
  { options: "helm: { valueFiles: ['no/*.yaml'] }", refused: true },
  { options: "helm: { valueFiles: [no.yaml] }", words: ["--values", "no.yaml"] },
  {
    options: "helm: { valueFiles: [no.yaml, env/dev.yaml, 'no/*'], ignoreMissingValueFiles: true }",
    words: ["--values", "env/dev.yaml"],
  },
  { options: "helm: { valueFiles: [../../out.yaml] }", refused: true },
  {
    options: "helm: { valueFiles: [env/$ARGOCD_APP_NAME.yaml, 'env/${ARGOCD_APP_NAMESPACE}.yaml'] }",
    files: { "chart/env/shop.yaml": "a: mine\n" },
    words: ["--values", "env/shop.yaml", "--values", "env/prod.yaml"],
  },
  {
    options: "helm: { valueFiles: [$shared/shared/values.yaml, env/dev.yaml] }",
    others: ["ref: shared"],
    words: ["--values", "../shared/values.yaml", "--values", "env/dev.yaml"],
  },
  {
    options: "helm: { valueFiles: ['$shared/chart/env/*.yaml'] }",
    others: ["ref: shared"],
    words: ["--values", "env/dev.yaml", "--values", "env/prod.yaml"],
  },
  { options: "helm: { valueFiles: [$shared/no.yaml], ignoreMissingValueFiles: true }", others: ["ref: shared"] },
  { options: "helm: { values: 'a: text' }", extra: "a: text" },
  {
    options: "helm: { valueFiles: [env/dev.yaml], values: 'a: text' }",
    words: ["--values", "env/dev.yaml"],
    extra: "a: text",
  },
  {
    options: "helm: { values: '{a: &x {y: 1}, b: *x, c: yes, d: 0o17, e: 017, f: 1e3, g: 2001-01-01, h: ~}' }",
    extra: "{a: &x {y: 1}, b: *x, c: yes, d: 0o17, e: 017, f: 1e3, g: 2001-01-01, h: ~}",
  },
  { options: "helm: { values: '- a' }", extra: "- a" },
  { options: "helm: { values: 'a: text', valuesObject: { big: 1 } }", extra: "big: 1" },
  { options: "helm: { values: 'a: text', valuesObject: {} }", extra: "{}" },
  {
    options: "helm: { valuesObject: { a: null, b: { d: null, n: 1 }, list: null, new: { x: null } } }",
    extra: '{"a":null,"b":{"d":null,"false":1},"list":null,"new":{"x":null}}',
  },
  {
    options: "helm: { valuesObject: { big: 123456789, float: 1.0, c: yes, d: 1e3, t: 2001-01-01, 1: one, e: '' } }",
    extra: '{"1":"one","big":123456789,"float":1,"c":true,"d":1000,"t":"2001-01-01","e":""}',
  },
  {
    options: "helm: { valuesObject: { wave: 5 }, parameters: [{ name: wave, value: '7' }] }",
    words: ["--set", "wave=7"],
    extra: "wave: 5",
  },
  {
    options:
      "helm: { parameters: [{ name: a, value: 'True' }, { name: b.c, value: 'null' }, { name: big, value: '3' }] }",
    words: ["--set", "a=True", "--set", "b.c=null", "--set", "big=3"],
  },
  {
    options:
      "helm: { parameters: [{ name: a, value: 'true', forceString: true }, { name: big, value: '1000000', forceString: true }] }",
    words: ["--set-string", "a=true", "--set-string", "big=1000000"],
  },
  {
    options: "helm: { parameters: [{ name: a, value: '1', forceString: true }, { name: a, value: '2' }] }",
    words: ["--set", "a=2", "--set-string", "a=1"],
  },
  { options: "helm: { parameters: [{ name: a, value: '1' }, { name: a, value: '2' }] }", words: ["--set", "a=2"] },
  {
    options:
      "helm: { parameters: [{ name: 'list[0]', value: x }, { name: 'list[2].y', value: '' }, { name: 'new[1]', value: '1' }] }",
    words: ["--set", "list[0]=x", "--set", "list[2].y=", "--set", "new[1]=1"],
  },
  {
    options:
      "helm: { parameters: [{ name: a, value: 'x,y\\,z' }, { name: list, value: '{p,q,1}' }, { name: 'k\\.l', value: '{}' }] }",
    words: ["--set", "a=x\\,y\\,z", "--set", "list={p,q,1}", "--set", "k\\.l={}"],
  },
  { options: "helm: { parameters: [{ name: a, value: '{x' }] }", words: ["--set", "a={x"] },
  {
    options: "helm: { parameters: [{ name: a.b, value: x }] , valuesObject: { a: text } }",
    words: ["--set", "a.b=x"],
    extra: "a: text",
  },
  {
    options: "helm: { parameters: [{ name: a, value: 'in-$ARGOCD_APP_NAMESPACE-$$x-$no' }] }",
    words: ["--set", "a=in-prod-$x-"],
  },
  {
    options:
      "helm: { fileParameters: [{ name: a, path: ../shared/text.txt }, { name: new.file, path: /shared/text.txt }] }",
    words: ["--set-file", "a=../shared/text.txt", "--set-file", "new.file=../shared/text.txt"],
  },
  {
    options:
      "helm: { fileParameters: [{ name: a, path: $shared/shared/text.txt }], parameters: [{ name: a, value: x }] }",
    others: ["ref: shared"],
    words: ["--set", "a=x", "--set-file", "a=../shared/text.txt"],
  },
  { options: "helm: { fileParameters: [{ name: a, path: no.txt }] }", words: ["--set-file", "a=no.txt"] },
  {
    options: "helm: { valueFiles: [env/dev.yaml], parameters: [{ name: a, value: x }] }",
    files: { "chart/.argocd-source.yaml": "helm: { parameters: [{ name: wave, value: '3' }] }\n" },
    words: ["--values", "env/dev.yaml", "--set", "wave=3"],
  },
  {
    options: "helm: { valuesObject: { a: { x: 1, y: 2 } } }",
    files: {
      "chart/.argocd-source.yaml": "helm: { valuesObject: { a: { y: null, z: 3 } } }\n",
      "chart/.argocd-source-shop.yaml": "helm: { releaseName: mine }\n",
      "chart/.argocd-source-other.yaml": "helm: { releaseName: others }\n",
    },
    words: ["--name-template", "mine"],
    extra: '{"a":{"x":1,"z":3}}',
  },
];
