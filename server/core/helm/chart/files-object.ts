import { base64 } from "../encode.ts";
import { type Spent, takeSteps, takeValues } from "../evaluate/budget.ts";
import { text } from "../functions/given.ts";
import { bytesOf } from "../value/bytes.ts";
import { mapOf, type ObjectValue, typed, type Value } from "../value/value.ts";
import { printedYaml } from "../yaml/print-yaml.ts";
import type { ChartFiles } from "./chart.ts";
import { globMatcher } from "./glob.ts";
import { templateFailure } from "../evaluate/failure.ts";

/** `.Files`: what templates may read. Mirrors pkg/engine/files.go of Helm. */
export function filesObject(files: ChartFiles): ObjectValue {
  return textsObject(new Map([...files].map(([path, { text }]) => [path, text])));
}

function textsObject(files: ReadonlyMap<string, string>): ObjectValue {
  const contentOf = ([name]: readonly Value[]): string => files.get(text(name)) ?? "";
  const byName = (spent: Spent, encode: (content: string) => string): string => {
    takeValues(spent, [mapOf(files)], "deep");
    const named = [...files].map(
      ([path, content]) => [path.slice(path.lastIndexOf("/") + 1), encode(content)] as const,
    );
    return printedYaml(mapOf(named)).text;
  };
  return {
    kind: "object",
    type: "engine.files",
    fields: new Map(),
    methods: {
      Get: contentOf,
      GetBytes: contentOf,
      Glob: ([pattern], spent) => {
        // Each file is compared with each part of the pattern.
        takeSteps(spent, 4 * (1 + files.size) * text(pattern).length);
        return textsObject(matching(files, text(pattern)));
      },
      Lines: (given) => linesOf(contentOf(given)),
      AsConfig: (_, spent) => byName(spent, (content) => content),
      AsSecrets: (_, spent) => byName(spent, (content) => base64(bytesOf(content))),
    },
    holds: mapOf(files),
    text: undefined,
  };
}

function matching(files: ReadonlyMap<string, string>, pattern: string): ReadonlyMap<string, string> {
  const matches = globMatcher(pattern);
  if (matches === undefined) throw templateFailure(`"${pattern}" cannot be matched with the names of files`);
  return new Map([...files].filter(([path]) => matches(path)));
}

function linesOf(content: string): Value {
  const lines = content === "" ? [] : (content.endsWith("\n") ? content.slice(0, -1) : content).split("\n");
  return typed("[]string", lines);
}
