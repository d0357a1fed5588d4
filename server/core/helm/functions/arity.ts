/** How many arguments a function takes; `most` is Infinity where the last parameter takes any number. */
export interface Arity {
  readonly least: number;
  readonly most: number;
}

/** Functions by how many arguments they take: `2+` is two or more. Those that are not here take any number. */
const names: Readonly<Record<string, string>> = {
  "0": "hello now uuidv4",
  "1": [
    ...["toYaml mustToYaml toYamlPretty toJson mustToJson toRawJson mustToRawJson toPrettyJson mustToPrettyJson"],
    ...["toToml mustToToml fromYaml fromYamlArray fromJson fromJsonArray mustFromJson not len empty"],
    ...["b64enc b64dec b32enc b32dec sha1sum sha256sum sha512sum adler32sum getHostByName fail"],
    ...["upper lower title untitle trim nospace initials swapcase snakecase kebabcase camelcase toString toStrings"],
    ...["sortAlpha toDecimal atoi int int64 float64 add1 add1f ceil floor until base osBase dir osDir clean osClean"],
    ...["ext osExt isAbs osIsAbs urlParse urlJoin regexQuoteMeta semver kindOf typeOf deepCopy mustDeepCopy values"],
    ...["first mustFirst last mustLast rest mustRest initial mustInitial reverse mustReverse uniq mustUniq"],
    ...["compact mustCompact randAlphaNum randAlpha randAscii randNumeric randBytes htmlDate unixEpoch duration"],
    ...["durationRound bcrypt shuffle ago genPrivateKey"],
  ].join(" "),
  "2": [
    ...["include tpl required indent nindent trimSuffix trimPrefix trimAll trimall trunc repeat abbrev wrap contains"],
    ...["hasPrefix hasSuffix splitList split div mod sub regexMatch mustRegexMatch regexFind mustRegexFind join"],
    ...[
      "semverCompare hasKey get unset append push mustAppend mustPush prepend mustPrepend has mustHas chunk mustChunk",
    ],
    ...["kindIs typeIs typeIsLike deepEqual ne lt le gt ge htpasswd toDate mustToDate randInt date dateModify"],
    ...["mustDateModify date_modify must_date_modify htmlDateInZone encryptAES decryptAES genCA buildCustomCert"],
  ].join(" "),
  "3": [
    ...["ternary replace substr abbrevboth wrapWith plural splitn untilStep set regexFindAll mustRegexFindAll"],
    ...["regexReplaceAll mustRegexReplaceAll regexReplaceAllLiteral mustRegexReplaceAllLiteral"],
    ...["regexSplit mustRegexSplit dateInZone date_in_zone genCAWithKey"],
  ].join(" "),
  "4": "lookup genSelfSignedCert",
  "5": "genSelfSignedCertWithKey genSignedCert derivePassword",
  "6": "genSignedCertWithKey",
  "1+": "default eq index merge mustMerge mergeOverwrite mustMergeOverwrite pick omit pluck without mustWithout max min biggest maxf minf mul printf slice mustSlice mulf divf subf",
  "2+": "round",
  "3+": "dig",
};

/** How many arguments each function takes. */
const arities: ReadonlyMap<string, Arity> = new Map(
  Object.entries(names).flatMap(([written, words]) => {
    const least = Number.parseInt(written, 10);
    const most = written.endsWith("+") ? Infinity : least;
    return words.split(" ").map((name) => [name, { least, most }] as const);
  }),
);

/** What Go says of a number of arguments that a function does not take. Mirrors `evalCall` in text/template/exec.go of Go. */
export function arityProblem(name: string, given: number): string | undefined {
  const { least, most } = arities.get(name) ?? { least: 0, most: Infinity };
  if (given >= least && given <= most) return undefined;
  return `wrong number of args for ${name}: want ${most === Infinity ? "at least " : ""}${least} got ${given}`;
}
