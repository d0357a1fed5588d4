"use strict";

// The extension host loads this module in place of the suite.
// A served VS Code sends the console of its extension host only to the page, mixed with its own log and cut into records,
// so everything that the suite prints is also written to a file, which the launcher follows.
const { appendFileSync } = require("node:fs");
const { format } = require("node:util");

const { SUITE_MODULE: suiteModule, SUITE_OUTPUT: outputFile } = process.env;

function print(text) {
  appendFileSync(outputFile, text);
}

// VS Code guards the console's own properties against assignment, so they are defined on an object that inherits from it.
const printingConsole = Object.create(console);
for (const method of ["log", "info", "warn", "error", "debug"]) {
  Object.defineProperty(printingConsole, method, { value: (...values) => print(`${format(...values)}\n`) });
}

exports.run = async () => {
  globalThis.console = printingConsole;
  await require(suiteModule).run();
};
