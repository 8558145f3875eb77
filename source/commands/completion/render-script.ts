/** Shells whose words can be completed. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** The program's name on the command line; the words so far, the last one being completed, follow on it. */
export const completionRequest = '--get-yargs-completions';

/** Set by the script for bash, which hands over words with their quotes. */
export const quotedVariable = 'FAASR_TUI_QUOTED_WORDS';

/*
For bash 3.2, which macOS has, too: no compopt, no mapfile. Whatever is put on the command line is quoted: file names and nodes
may be anything. Within quotes that the user has opened, only words that mean themselves there are offered.
*/
const bash = String.raw`_faasr_tui_complete() {
  local current="\${COMP_WORDS[COMP_CWORD]}" word
  COMPREPLY=()
  while IFS= read -r word; do
    if [ -z "$word" ]; then
      continue
    fi
    case "$current" in
      [\"\']*)
        case "$word" in
          *[\"\'\`\$\\\!]*) ;;
          *) COMPREPLY[\${#COMPREPLY[@]}]="$word" ;;
        esac ;;
      *) COMPREPLY[\${#COMPREPLY[@]}]="$(printf '%q' "$word")" ;;
    esac
  done <<EOF_WORDS
$(QUOTED=1 faasr-tui REQUEST faasr-tui "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
EOF_WORDS
  case "\${#COMPREPLY[@]} \${COMPREPLY[0]}" in
    "1 "*[=/]) if type compopt >/dev/null 2>&1; then compopt -o nospace; fi ;;
  esac
}
complete -o bashdefault -o default -F _faasr_tui_complete faasr-tui
`;

/** What compadd is given it quotes itself. */
const zsh = String.raw`_faasr_tui_complete() {
  local -a found open
  found=("\${(@f)$(faasr-tui REQUEST faasr-tui "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  open=("\${(@M)found:#*[=/]}")
  found=("\${(@)found:#*[=/]}")
  found=("\${(@)found:#}")
  if (( $#found + $#open == 0 )); then
    _files
    return
  fi
  compadd -a found
  compadd -S '' -a open
}
if ! (( $+functions[compdef] )); then
  autoload -Uz compinit && compinit -i -D
fi
compdef _faasr_tui_complete faasr-tui
`;

const fish = String.raw`function __faasr_tui_complete
    set -l written (commandline -opc)
    set -e written[1]
    faasr-tui REQUEST faasr-tui $written (commandline -ct) 2>/dev/null
end
complete -c faasr-tui -f -a '(__faasr_tui_complete)'
`;

// In the raw texts above "$" before "{" is escaped.
const fill = (script: string): string => script
	.replaceAll(String.raw`\${`, '${')
	.replaceAll('REQUEST', completionRequest)
	.replaceAll('QUOTED=', `${quotedVariable}=`);

const scripts: Readonly<Record<Shell, string>> = {bash: fill(bash), zsh: fill(zsh), fish: fill(fish)};

const indent = (script: string): string => script.trimEnd().split('\n').map(line => line.includes('EOF_WORDS') || line.startsWith('$(') ? line : `  ${line}`).join('\n');

/** The script that makes a shell complete the words of faasr-tui; without a shell one that finds out whether bash or zsh reads it. */
export const renderScript = (shell: Shell | undefined): string => shell === undefined
	? `# For bash and zsh; for fish: faasr-tui completion fish | source\nif [ -n "$ZSH_VERSION" ]; then\n${indent(`eval '${scripts.zsh.replaceAll('\'', String.raw`'\''`)}'`)}\nelse\n${scripts.bash}fi\n`
	: scripts[shell];
