// Random texts begin with the same seed in every run, so that a test fails for what was changed and not by luck.
// SEED=NUMBER begins elsewhere, and SEED=random anywhere; `npm run fuzz` looks for what nobody has seen.
import fc from "fast-check";

const wish = process.env["SEED"] ?? "20261126";
if (wish !== "random") fc.configureGlobal({ seed: Number(wish) });
