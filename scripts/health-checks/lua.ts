import { createRequire } from "node:module";

/** The parts of the interpreter that are used here; it has no types of its own. */
interface Fengari {
  readonly lua: Readonly<Record<string, (...params: unknown[]) => unknown>>;
  readonly lauxlib: Readonly<Record<string, (...params: unknown[]) => unknown>>;
  readonly lualib: Readonly<Record<string, (...params: unknown[]) => unknown>>;
  readonly to_luastring: (text: string) => unknown;
  readonly to_jsstring: (text: unknown) => string;
}

/**
 * What a health check says of an object: the status that it returns, or "Unknown" where the script fails, as Argo CD says then.
 * Mirrors `ExecuteHealthLua` in util/lua/lua.go.
 */
export function healthOf(script: string, object: unknown): string {
  const fengari = createRequire(import.meta.url)("fengari") as Fengari;
  const { lua, lauxlib, lualib, to_luastring: toLua, to_jsstring: fromLua } = fengari;
  const state = call(lauxlib, "luaL_newstate");
  call(lualib, "luaL_openlibs", state);
  // Argo CD runs Lua 5.1, which still has this function.
  const program = `table.getn = function(list) return #list end\nlocal obj = ${literal(object)}\n${asChunk(script)}`;
  if (call(lauxlib, "luaL_dostring", state, toLua(program)) === true) return "Unknown";
  if (call(lua, "lua_istable", state, -1) !== true) return "Unknown";
  call(lua, "lua_getfield", state, -1, toLua("status"));
  const status = call(lua, "lua_tojsstring", state, -1);
  return typeof status === "string" ? status : status === null ? "Unknown" : fromLua(status);
}

function call(
  library: Readonly<Record<string, (...params: unknown[]) => unknown>>,
  name: string,
  ...params: unknown[]
) {
  const method = library[name];
  if (method === undefined) throw new Error(`The Lua interpreter has no "${name}".`);
  return method(...params);
}

/** The script as a function of its own, since a chunk may have a `return` only at its end. */
function asChunk(script: string): string {
  return `return (function()\n${script}\nend)()`;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(literal).join(", ")}}`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, it]) => `[${JSON.stringify(key)}] = ${literal(it)}`)
      .join(", ")}}`;
  }
  return JSON.stringify(value);
}
