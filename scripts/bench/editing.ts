import { applicationSession, writeApplication } from "../../test/bench/application-session.ts";
import { chartSession, writeChart } from "../../test/bench/chart-session.ts";
import { type Row, round, times } from "../../test/bench/goals.ts";
import { collectSamples, type Samples } from "../../test/bench/samples.ts";
import {
  burstSession,
  diagnosticsAfterBurst,
  editSession,
  hoverSession,
  type Server,
} from "../../test/bench/sessions.ts";
import { type Size, sizes, workload } from "../../test/bench/workload.ts";
import { often, type Thoroughness } from "./effort.ts";

/** How many edits are sent at once. */
const burst = 200;

/** How many templates the chart has that is typed in. */
const chartTemplates = 100;

/** The samples of a server at a size. */
type SamplesOf = (server: "bare protocol" | "empty server" | "ours", size: Size) => Samples;

/** What an editor notices, ours and the floors in turn, round by round. Every session has a process of its own. */
export async function measureEditing(
  servers: readonly Server[],
  folder: string,
  thoroughness: Thoroughness,
): Promise<readonly Row[]> {
  const all = new Map<string, Samples>();
  const samplesOf = (server: string, size: Size): Samples => {
    const key = `${server} ${size}`;
    const samples = all.get(key) ?? collectSamples();
    all.set(key, samples);
    return samples;
  };
  const measured: readonly Size[] = thoroughness === "quick" ? ["S", "M", "L"] : ["S", "M", "L", "H"];
  const effort = {
    edits: often(thoroughness, { quick: 40, thorough: 100 }),
    requests: often(thoroughness, { quick: 15, thorough: 40 }),
  };
  for (let round = 0; round < often(thoroughness, { quick: 2, thorough: 3 }); round++) {
    for (const size of measured) {
      const work = workload(size);
      for (const server of servers) {
        const samples = samplesOf(server.name, size);
        await editSession(server, work, effort, samples);
        if (server.diagnostics === "pull") await hoverSession(server, work, samples);
        if (server.name === "bare protocol" || size === "S" || size === "M") continue;
        const last = await burstSession(server, work, burst, samples);
        if (server.name !== "ours") continue;
        samples.add("wrong bursts", last === (await diagnosticsAfterBurst(server, work, burst)) ? 0 : 1);
      }
    }
  }
  const rows = measured.flatMap((size) => rowsOf(size, samplesOf));
  const ours = servers.filter(({ name }) => name === "ours");
  const application = collectSamples();
  const path = writeApplication(folder, 500);
  for (const server of ours) await applicationSession(server, path, effort.requests, application);
  const typed = collectSamples();
  const chart = writeChart(folder, chartTemplates);
  for (const server of ours) await chartSession(server, chart, effort.requests, typed);
  const besideFolder = [typed.median("folder"), "as many manifests"] as const;
  return [
    ...rows,
    times(`chart of ${chartTemplates} templates: keystroke in one`, typed.median("template"), besideFolder, 2),
    times(`chart of ${chartTemplates} templates: keystroke in its values`, typed.median("values"), besideFolder, 6),
    times("500 files: edit to plan", application.median("plan"), [application.median("keystroke"), "a keystroke"], 5),
  ];
}

function rowsOf(size: Size, samplesOf: SamplesOf): readonly Row[] {
  const [raw, library, ours] = [
    samplesOf("bare protocol", size),
    samplesOf("empty server", size),
    samplesOf("ours", size),
  ];
  const beside = (what: string): readonly [number, string] => [raw.median(what), "bare protocol"];
  const simple = (what: string, goal?: number): Row => times(`${size}: ${what}`, ours.median(what), beside(what), goal);
  const keystroke = "keystroke";
  const isLarge = size === "L" || size === "H";
  return [
    ...(size === "S"
      ? [times("S: start to first diagnostics, CPU", ours.median("start cpu"), beside("start cpu"), 1.5)]
      : []),
    simple("open", { S: undefined, M: 2.5, L: 2, H: 1.6 }[size]),
    simple(keystroke, { S: undefined, M: undefined, L: 3, H: 3.5 }[size]),
    times(
      `${size}: keystroke, 95 %`,
      ours.quantile(keystroke, 0.95),
      [raw.quantile(keystroke, 0.95), "bare protocol"],
      size === "L" ? 4 : undefined,
    ),
    ...(size === "H"
      ? [
          times("H: keystroke", ours.median(keystroke), [samplesOf("ours", "S").median(keystroke), "S"], 3),
          times("H: keystroke", ours.median(keystroke), [library.median(keystroke), "empty server"], 1),
        ]
      : []),
    ...(isLarge
      ? [
          times(
            `${size}: keystroke in the biggest document`,
            ours.median("keystroke in the biggest document"),
            [ours.median(keystroke), "an ordinary one"],
            1.5,
          ),
        ]
      : []),
    ...["hover", "completion", "lens"].map((what) => simple(what, size === "L" ? 4 : undefined)),
    simple("hover right after opening", size === "H" ? 1.6 : undefined),
    ...(isLarge ? burstRows(size, library, ours) : []),
    memoryRow(size, raw, ours),
  ];
}

function burstRows(size: Size, library: Samples, ours: Samples): readonly Row[] {
  const publishes = ours.median("publishes of a burst");
  const wrong = ours.quantile("wrong bursts", 1);
  return [
    times(`${size}: burst of ${burst} edits`, ours.median("burst"), [library.median("burst"), "empty server"], 0.3),
    { measure: `${size}: publishes of a burst`, value: String(publishes), ratio: publishes, beside: "", goal: 4 },
    {
      measure: `${size}: wrong at the end of a burst`,
      value: String(wrong),
      ratio: wrong,
      beside: "",
      goal: 0,
    },
  ];
}

function memoryRow(size: Size, raw: Samples, ours: Samples): Row {
  const [value, base] = [ours.median("memory"), raw.median("memory")];
  const measure = `${size}: peak memory (${sizes[size]} documents)`;
  return {
    measure,
    value: `${round(value)} MB`,
    ratio: value / base,
    beside: `bare protocol (${round(base)} MB)`,
    goal: size === "M" ? undefined : 1.4,
  };
}
