import { templateFailure } from "../evaluate/failure.ts";
import { printed, printedFloat, quoted } from "../value/print.ts";
import { isList, isMap, type MapValue, sortedKeys, type Value } from "../value/value.ts";
import { asData } from "./data.ts";

/** A map as TOML: keys in their order, plain values before tables. Mirrors `NewEncoder` of BurntSushi/toml. */
export function printedToml(value: Value): string {
  const lines: string[] = [];
  const data = asData(value);
  if (data === null) throw templateFailure("reflect: call of reflect.Value.Type on zero Value");
  if (!isMap(data)) return inline(data);
  printTable(data, [], lines);
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function printTable(map: MapValue, path: readonly string[], lines: string[]): void {
  const entries = sortedKeys(map).flatMap((key): (readonly [string, Value])[] => {
    const value = asData(map.entries.get(key) ?? null);
    return value === null ? [] : [[key, value]];
  });
  const pad = "  ".repeat(path.length);
  for (const [key, value] of entries) {
    if (tablesIn(value).length === 0 || (isList(value) && !isTableList(value)))
      lines.push(`${pad}${keyText(key)} = ${inline(value)}`);
  }
  for (const [key, value] of entries) {
    const inner = [...path, keyText(key)];
    for (const table of tablesIn(value)) {
      if (path.length === 0 && lines.length > 0) lines.push("");
      lines.push(pad + (isList(value) ? `[[${inner.join(".")}]]` : `[${inner.join(".")}]`));
      printTable(table, inner, lines);
    }
  }
}

function isTableList(value: Value): boolean {
  return isList(value) && value.length > 0 && value.every((item) => isMap(asData(item)));
}

function tablesIn(value: Value): readonly MapValue[] {
  if (isMap(value)) return [value];
  return isList(value) && isTableList(value) ? value.map(asData).filter(isMap) : [];
}

function keyText(key: string): string {
  return /^[\w-]+$/.test(key) ? key : quoted(key);
}

function inline(value: Value): string {
  const data = asData(value);
  if (typeof data === "string") return quoted(data);
  if (typeof data === "number") return printedFloat(data).replace(/^-?\d+$/, "$&.0");
  if (isList(data)) return `[${data.map(inline).join(", ")}]`;
  if (isMap(data)) {
    const entries = sortedKeys(data).map((key) => `${keyText(key)} = ${inline(data.entries.get(key) ?? null)}`);
    return `{${entries.join(", ")}}`;
  }
  return printed(data);
}
