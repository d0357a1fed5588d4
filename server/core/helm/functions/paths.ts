import { mapOf, type Value } from "../value/value.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { asText, map, text } from "./given.ts";

/** What takes paths and addresses apart. Mirrors path of Go, and url.go of sprig. */
export const paths: NamedFunctions = functionsThat("strict", {
  "base osBase": ([path]) => baseOf(text(path)),
  "dir osDir": ([path]) => cleanPath(text(path).slice(0, text(path).lastIndexOf("/") + 1)),
  "clean osClean": ([path]) => cleanPath(text(path)),
  "ext osExt": ([path]) => extensionOf(text(path)),
  "isAbs osIsAbs": ([path]) => text(path).startsWith("/"),
  urlParse: ([address]) => parsedAddress(text(address)),
  urlJoin: ([parts]) => joinedAddress(map(parts).entries),
});

function baseOf(path: string): string {
  if (path === "") return ".";
  const parts = path.split("/").filter((part) => part !== "");
  return parts.at(-1) ?? "/";
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot);
}

/** The shortest path to the same place. Mirrors `Clean` of path. */
function cleanPath(path: string): string {
  const isRooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!isRooted) parts.push(part);
  }
  const joined = parts.join("/");
  return isRooted ? `/${joined}` : joined === "" ? "." : joined;
}

/** Mirrors `urlParse` in url.go of sprig. */
function parsedAddress(address: string): Value {
  const [, scheme = "", rest = ""] = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?([^]*)$/.exec(address) ?? [];
  const hash = rest.indexOf("#");
  const fragment = hash < 0 ? "" : rest.slice(hash + 1);
  const unhashed = hash < 0 ? rest : rest.slice(0, hash);
  const mark = unhashed.indexOf("?");
  const query = mark < 0 ? "" : unhashed.slice(mark + 1);
  const place = mark < 0 ? unhashed : unhashed.slice(0, mark);
  const hasHost = place.startsWith("//");
  const slash = hasHost ? place.indexOf("/", 2) : -1;
  const authority = hasHost ? place.slice(2, slash < 0 ? undefined : slash) : "";
  const path = hasHost ? (slash < 0 ? "" : place.slice(slash)) : place;
  const at = authority.lastIndexOf("@");
  const host = authority.slice(at + 1);
  const isOpaque = scheme !== "" && !hasHost && !path.startsWith("/");
  const hostname = host.startsWith("[") ? host.slice(1, host.indexOf("]")) : host.replace(/:\d*$/, "");
  return mapOf([
    ...Object.entries({ scheme: scheme.toLowerCase(), host, hostname, query, fragment }),
    ...Object.entries({ path: isOpaque ? "" : path, opaque: isOpaque ? path : "" }),
    ["userinfo", at < 0 ? "" : authority.slice(0, at)],
  ]);
}

function joinedAddress(parts: ReadonlyMap<string, Value>): string {
  const part = (name: string): string => asText(parts.get(name) ?? "");
  const [scheme, opaque, user] = [part("scheme"), part("opaque"), part("userinfo")];
  const host = (user === "" ? "" : `${user}@`) + part("host");
  const authority = opaque === "" && (host !== "" || scheme !== "") ? `//${host}` : "";
  const path = part("path");
  const between = authority !== "" && path !== "" && !path.startsWith("/") ? "/" : "";
  const query = part("query") === "" ? "" : `?${part("query")}`;
  const fragment = part("fragment") === "" ? "" : `#${part("fragment")}`;
  return (scheme === "" ? "" : `${scheme}:`) + (opaque === "" ? authority + between + path : opaque) + query + fragment;
}
