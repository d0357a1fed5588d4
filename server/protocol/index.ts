/** The custom requests between client and server: only method names and types, and how to write a message. */
export { counted } from "../core/counted.ts";
export { resourceIdOf, taskIdOf } from "../core/features/plan/task-id.ts";
export { phases } from "../core/sync/phase.ts";
export { visible } from "../core/visible.ts";
export * from "./change.ts";
export * from "./charts.ts";
export type * from "./client-options.ts";
export * from "./commands.ts";
export * from "./explain.ts";
export * from "./label.ts";
export * from "./plan.ts";
export * from "./render.ts";
export * from "./rendered-manifest.ts";
export type * from "./source-location.ts";
export * from "./waves.ts";
export * from "./what-if.ts";
