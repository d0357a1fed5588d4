import type { PlanCommand } from "./arguments.ts";
import { complain, print } from "./output.ts";
import { paintFor } from "./paint.ts";
import { formatPlansAsJson } from "./plan-json.ts";
import { formatPlansAsText } from "./plan-text.ts";
import { planPath, type PlannedApplication } from "./planned.ts";

/** Prints the order of a sync for each path. Resolves with the exit code. */
export async function plan({ paths, format, namespace }: PlanCommand): Promise<number> {
  const plans: PlannedApplication[] = [];
  const complaints: string[] = [];
  for (const path of paths) {
    const result = await planPath(path, namespace);
    complaints.push(...result.complaints);
    if (result.planned !== undefined) plans.push(result.planned);
  }
  complaints.forEach(complain);
  await print(format === "json" ? formatPlansAsJson(plans) : formatPlansAsText(plans, paintFor(process.stdout)));
  if (complaints.length > 0) return 2;
  return plans.some(({ application }) => application.error !== undefined) ? 1 : 0;
}
