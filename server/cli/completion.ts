import { rules, severities } from "../core/index.ts";
import { optionsOf, takesValue } from "./option-types.ts";
import { lintFormats } from "./lint/outputs.ts";
import {
  colors,
  type CommandName,
  commandNames,
  explainFormats,
  failLimits,
  planFormats,
  type Shell,
  shells,
} from "./option-tables.ts";

/** The script with which a shell completes the command line. It holds only words of this program. */
export function completionScript(shell: Shell): string {
  switch (shell) {
    case "bash":
      return bashScript();
    case "zsh":
      return zshScript();
    case "fish":
      return fishScript();
  }
}

/** The options of a command that people write: not what only editors do. */
function optionsFor(command: CommandName): readonly string[] {
  return [...optionsOf[command].filter((option) => option !== "clientProcessId"), "help"];
}

/** The values that an option can have; none where they are files or anything else. */
function valuesOf(command: CommandName, option: string): readonly string[] {
  switch (option) {
    case "color":
      return colors;
    case "fail-on":
      return failLimits;
    case "format":
      return command === "lint" ? lintFormats : command === "plan" ? planFormats : explainFormats;
    case "rule":
      return rules.flatMap(({ id }) => [...severities, "off"].map((severity) => `${id}=${severity}`));
    default:
      return [];
  }
}

/** What stands beside options, apart from files. */
function wordsOf(command: CommandName): readonly string[] {
  if (command === "explain") return rules.map(({ id }) => id);
  return command === "completion" ? shells : [];
}

/** A case of `COMMAND OPTION` with its values, for shells that share this syntax. */
function valueCases(offer: (words: readonly string[]) => string, offerFiles: string): string {
  const cases = commandNames.flatMap((command) =>
    optionsFor(command).flatMap((option) => {
      if (!takesValue(option)) return [];
      const values = valuesOf(command, option);
      return [`    "${command} --${option}") ${values.length === 0 ? offerFiles : offer(values)}; return ;;`];
    }),
  );
  return cases.join("\n");
}

function commandCases(offer: (words: readonly string[]) => string, kind: "options" | "words"): string {
  const cases = commandNames.flatMap((command) => {
    const words = kind === "options" ? optionsFor(command).map((option) => `--${option}`) : wordsOf(command);
    return words.length === 0 ? [] : [`    ${command}) ${offer(words)} ;;`];
  });
  return cases.join("\n");
}

function bashScript(): string {
  const offer = (words: readonly string[]): string => `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$cur"))`;
  // Bash takes "=" for a word of its own. With an empty answer, it completes files, which "-o default" asks for.
  return `# Completion of argocd-annotations for bash
_argocd_annotations() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}" command="" at
  COMPREPLY=()
  if [ "$cur" = "=" ]; then cur=""
  elif [ "$prev" = "=" ]; then prev="\${COMP_WORDS[COMP_CWORD - 2]}"; fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    case "\${COMP_WORDS[at]}" in
      ${commandNames.join("|")}) command="\${COMP_WORDS[at]}"; break ;;
    esac
  done
  if [ "$command" = "" ]; then
    ${offer([...commandNames, "help", "--help", "--version"])}
    return
  fi
  case "$command $prev" in
${valueCases(offer, ":")}
  esac
  case "$cur" in
    -*)
      case "$command" in
${commandCases(offer, "options")}
      esac ;;
    *)
      case "$command" in
${commandCases(offer, "words")}
      esac ;;
  esac
}
complete -o default -F _argocd_annotations argocd-annotations
`;
}

function zshScript(): string {
  const offer = (words: readonly string[]): string => `compadd -- ${words.join(" ")}`;
  return `#compdef argocd-annotations
# Completion of argocd-annotations for zsh
_argocd_annotations() {
  local cur="\${words[CURRENT]}" prev="\${words[CURRENT-1]}" command="" word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$word" in
      ${commandNames.join("|")}) command="$word"; break ;;
    esac
  done
  if [ "$command" = "" ]; then
    ${offer([...commandNames, "help", "--help", "--version"])}
    return
  fi
  case "$cur" in
    --*=*) prev="\${cur%%=*}"; compset -P "*=" ;;
  esac
  case "$command $prev" in
${valueCases(offer, "_files")}
  esac
  case "$cur" in
    -*)
      case "$command" in
${commandCases(offer, "options")}
      esac ;;
    *)
      case "$command" in
${commandCases(offer, "words")}
      esac
      [ "$command" = completion ] || _files ;;
  esac
}
compdef _argocd_annotations argocd-annotations
`;
}

function fishScript(): string {
  const complete = "complete -c argocd-annotations";
  const none = `not __fish_seen_subcommand_from ${commandNames.join(" ")}`;
  const lines = commandNames.flatMap((command) => {
    const when = `${complete} -n "__fish_seen_subcommand_from ${command}"`;
    const options = optionsFor(command).map((option) => {
      if (!takesValue(option)) return `${when} -l ${option}`;
      const values = valuesOf(command, option);
      return values.length === 0 ? `${when} -l ${option} -r` : `${when} -l ${option} -x -a "${values.join(" ")}"`;
    });
    const words = wordsOf(command);
    const alone = command === "completion" ? " -f" : "";
    return words.length === 0 ? options : [...options, `${when}${alone} -a "${words.join(" ")}"`];
  });
  return `# Completion of argocd-annotations for fish
${complete} -f -n "${none}" -a "${[...commandNames, "help"].join(" ")}"
${complete} -n "${none}" -l help
${complete} -n "${none}" -l version
${lines.join("\n")}
`;
}
