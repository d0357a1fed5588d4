import type { Application } from "../application/application.ts";
import { documentStart, type ManifestDocument, type ManifestFile } from "../manifest/file.ts";
import { derive } from "../memo.ts";
import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import { byteWords, findInvalidByte } from "../text.ts";

export const notUtf8: ApplicationRule = {
  id: "not-utf-8",
  scope: "application",
  severity: "warning",
  summary: "A file is not valid UTF-8, so characters in it are lost.",
  byHand: "which character was meant",
  docs: `
Argo CD, kustomize and Helm read files as UTF-8; an editor may have saved one in another encoding, such as Latin-1.
In a plain folder, Argo CD reads \`\uFFFD\` (U+FFFD) instead of each part that is not valid, and applies that to the cluster.
kustomize refuses such a file even if only a comment is not valid, and Helm fails if it renders that part, so Argo CD syncs nothing of the application: where that is certain, \`application-fails\` says so.
Where an editor has read the file, it shows \`\uFFFD\` too and writes it when it saves the file: then the character is gone for good.
Only the first place in each file is reported.
UTF-16 is not read here.
`,
  *check({ application }) {
    for (const { name, file } of application.files) {
      const lost = isOfInterest(file, application) ? findLost(file) : undefined;
      if (lost === undefined || isFailure(application, name, lost.offset)) continue;
      yield {
        ...{ fileName: name, file, span: { start: lost.offset, end: lost.offset + 1 } },
        message: messageOf(lost, application),
        related: [],
        fixes: () => [],
      };
    }
  },
  examples: [
    {
      title: "A character that was lost",
      files: {
        "app.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
  name: app
  annotations:
    argocd.argoproj.io/sync-wave: "1"
data:
  place: Caf\uFFFD
  #         ^ "\uFFFD" (U+FFFD) stands for a character that was not valid UTF-8, and Argo CD reads it too. Type the character again, and save the file as UTF-8.
`,
      },
    },
    {
      title: "Any character in UTF-8",
      files: {
        "app.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
  name: app
  annotations:
    argocd.argoproj.io/sync-wave: "1"
data:
  place: Café
`,
      },
    },
  ],
};

/** A character that is lost: `byte` is `undefined` if somebody has already written U+FFFD instead. */
interface Lost {
  readonly offset: number;
  readonly byte: number | undefined;
}

function findLost(file: ManifestFile): Lost | undefined {
  const all = file.documents.flatMap((document, index) => {
    const lost = derive(document, lostIn);
    return lost === undefined ? [] : [{ ...lost, offset: lost.offset + documentStart(file, index) }];
  });
  return all.find(({ byte }) => byte !== undefined) ?? all[0];
}

function lostIn({ text }: ManifestDocument): Lost | undefined {
  const invalid = findInvalidByte(text);
  if (invalid !== undefined) return invalid;
  const offset = text.indexOf("\uFFFD");
  return offset === -1 ? undefined : { offset, byte: undefined };
}

/** Argo CD passes over files without manifests in a folder. */
function isOfInterest({ documents }: ManifestFile, { source }: Application): boolean {
  return source.type === "helm" || source.type === "kustomize" || documents.some(({ sites }) => sites.length > 0);
}

function isFailure({ failures }: Application, fileName: string, offset: number): boolean {
  return failures.some(({ location }) => location.path === fileName && location.offset === offset);
}

function messageOf({ byte }: Lost, { source }: Application): string {
  if (byte === undefined) {
    return '"\uFFFD" (U+FFFD) stands for a character that was not valid UTF-8, and Argo CD reads it too. Type the character again, and save the file as UTF-8.';
  }
  return `The byte ${byteWords(byte)} is not valid UTF-8. ${costOf(source.type)} Save the file as UTF-8.`;
}

function costOf(type: Application["source"]["type"]): string {
  if (type === "directory") return 'Argo CD reads "\uFFFD" (U+FFFD) there.';
  if (type === "helm") return "Helm fails if it renders it: Argo CD then syncs nothing of this application.";
  return 'Argo CD reads "\uFFFD" (U+FFFD) there in a plain folder, while kustomize and Helm refuse the file.';
}
