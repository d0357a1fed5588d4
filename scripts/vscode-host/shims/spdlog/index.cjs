"use strict";

// The real module is native and would have to be compiled.
// VS Code shows its output channels by reading the log files, so this one writes the same files, without rotation.
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levelNames = ["trace", "debug", "info", "warning", "error", "critical", "off"];

class Logger {
  constructor(kind, name, file) {
    this.file = file;
    this.level = 2;
    this.isPlain = false;
  }

  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }

  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace("T", " ").slice(0, 23);
    try {
      appendFileSync(this.file, this.isPlain ? message : `${time} [${levelNames[level]}] ${message}\n`);
    } catch (error) {
      // The folder is removed when the host stops; messages logged after that are lost on purpose.
      if (error.code !== "ENOENT") throw error;
    }
  }

  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.isPlain = false;
  }
  clearFormatters() {
    this.isPlain = true;
  }
  flush() {}
  drop() {}
}

const createLogger = async (name, file) => {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger("rotating", name, file);
};

// Assigned one by one: VS Code import()s this module by name, and Node finds such names only in plain assignments.
exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
