/**
 * What is wrong with a text that is not YAML, in words of people who write manifests, without a full stop at the end. `problem` is what the
 * `yaml` package says; what it says seldom stays as it is.
 */
export function syntaxWords(problem: string): string {
  const said = problem.trimEnd().replace(/\.$/, "");
  const found = words.find(([start]) => said.startsWith(start));
  return found === undefined ? said : found[1];
}

/** How the package begins to say something, and what that means. */
const words: readonly (readonly [string, string])[] = [
  ["All mapping items must start at the same column", "this line is indented differently from the keys before it"],
  ["All sequence items must start at the same column", "this item is indented differently from the items before it"],
  [
    "Nested mappings are not allowed in compact mappings",
    "a second key or a colon stands in this line. Put the value in quotes",
  ],
  ["Nested mappings are not allowed", "a second key or a colon stands in this line. Put the value in quotes"],
  [
    "A block sequence may not be used as an implicit map key",
    "an item with a dash stands where a key is expected. Check its indentation",
  ],
  ["Implicit map keys need to be followed by map values", "a colon is missing behind this key"],
  ["Implicit keys need to be on a single line", "a key goes over several lines, or a colon or a quote is missing"],
  ["Unexpected scalar at node end", "something follows the end of the value. Put all of it in quotes"],
  ["Unexpected block-seq-ind", "an item with a dash stands in the line of its key. Begin it in the next line"],
  ["Unexpected flow-", "a bracket is closed here that was not opened"],
  ["Missing closing 'quote", "the closing ' is missing"],
  ['Missing closing "quote', 'the closing " is missing'],
  ["Missing , between", "a comma is missing between the items in brackets"],
  ["Missing , or : between", "a comma or a colon is missing between the items in brackets"],
  ["Flow sequence in block collection must be", "the closing ] is missing, or it is not indented far enough"],
  ["Flow map in block collection must be", "the closing } is missing, or it is not indented far enough"],
  ["Flow sequence must end with a ]", "the closing ] is missing"],
  ["Flow map must end with a }", "the closing } is missing"],
  ["Tabs are not allowed as indentation", "a tab stands before the text. Indent with blanks"],
  ["Plain value cannot start with", "a value without quotes cannot begin with this character. Put it in quotes"],
  [
    "Invalid escape sequence",
    "a backslash stands before a character that has no meaning with it. Double it, or use single quotes",
  ],
  ["Unresolved alias", "an alias names an anchor that is not defined before it"],
  ["Comments must be separated from other tokens", "a blank is missing before the #"],
  ["Sequence item without - indicator", "the dash of this item is missing"],
  [
    "Block scalar header includes extra characters",
    "something follows | or > in this line. Begin the text in the next line",
  ],
  ["Not a YAML token", "something follows | or > in this line. Begin the text in the next line"],
  ["A node can have at most one anchor", "a value has two anchors"],
  ["Block collection cannot start on same line", "the manifest begins in the line of the ---. Put it in the next line"],
];
