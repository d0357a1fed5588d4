import type { Lane } from "./lanes.ts";
import type { FromPanel, PanelContent, PanelState, ToPanel } from "./messages.ts";
import { pictureOf } from "./picture.ts";
import type { SyncPlay } from "./sync-play.ts";

/** What else the page shows. */
interface Shown {
  readonly lanes: readonly Lane[];
  readonly needs: PanelState["needs"];
  readonly play: Pick<SyncPlay, "marks" | "moment">;
}

/** A picture of the plan as the page shows it, at the moment that is played, or why there is none. */
export async function drawnPlan(
  content: PanelContent | undefined,
  { lanes, needs, play }: Shown,
  { format, request }: ToPanel & { readonly type: "draw" },
): Promise<FromPanel> {
  if (content === undefined) return { type: "drawn", request, error: "There is no plan to save." };
  const { plan, answer } = content;
  const about = play.moment?.sentence ?? answer?.title;
  const picture = {
    title: about === undefined ? plan.application.name : `${plan.application.name}: ${about}`,
    lanes: lanes.filter(({ tone }) => tone !== "deletion"),
    marks: play.marks.byTask,
    needs,
  };
  try {
    return { type: "drawn", request, data: await pictureOf(picture, format) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { type: "drawn", request, error: `Cannot draw the plan: ${reason}` };
  }
}
