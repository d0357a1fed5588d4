import type { TemplateFunction } from "../evaluate/function-table.ts";
import { arityProblem } from "./arity.ts";
import { collections } from "./collections.ts";
import { comparing } from "./comparing.ts";
import { encoding } from "./encoding.ts";
import { helm } from "./helm.ts";
import { numbers } from "./numbers.ts";
import { paths } from "./paths.ts";
import { patterns } from "./patterns.ts";
import { printing } from "./printing.ts";
import { strings } from "./strings.ts";
import { types } from "./types.ts";
import { versions } from "./versions.ts";

/** What is different each time, or depends on the time. */
const changing = [
  ...["randAlphaNum", "randAlpha", "randAscii", "randNumeric", "randBytes", "randInt", "shuffle", "uuidv4"],
  ...["now", "ago", "date", "dateInZone", "date_in_zone", "dateModify", "date_modify", "mustDateModify"],
  ...[
    "must_date_modify",
    "htmlDate",
    "htmlDateInZone",
    "toDate",
    "mustToDate",
    "unixEpoch",
    "duration",
    "durationRound",
  ],
  ...["bcrypt", "htpasswd", "genPrivateKey", "derivePassword", "buildCustomCert", "genCA", "genCAWithKey"],
  ...["genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey"],
  ...["encryptAES", "decryptAES"],
] as const;

/** All functions that templates of Helm have, `and` and `or` excepted, which belong to the language. */
export const helmFunctions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ...[collections, comparing, encoding, helm, numbers, paths, patterns, printing, strings, types, versions].flat(),
  ...changing.map(
    (name) => [name, { meets: "random", problem: (given: number) => arityProblem(name, given) }] as const,
  ),
]);
