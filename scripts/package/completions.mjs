import { leavesOf, optionsOf } from './program.mjs'

const longsOf = (command) => optionsOf(command).map(({ long }) => long)
const HELP = '--help'

/** What may follow the words so far: `''` for the first word, then names of groups and commands. */
function tree(program) {
  const next = new Map()
  const add = (at, word) => next.set(at, [...new Set([...(next.get(at) ?? []), word])])
  for (const { words, command } of leavesOf(program)) {
    words.forEach((word, index) => add(words.slice(0, index).join(' '), word))
    for (const long of [...longsOf(command), HELP]) add(words.join(' '), long)
  }
  return next
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`

export function bashCompletion(program) {
  const cases = [...tree(program)].map(
    ([words, after]) => `    ${quoted(words)}) words=${quoted(after.join(' '))} ;;`,
  )
  return `# bash completion for convscope
_convscope() {
  local current=\${COMP_WORDS[COMP_CWORD]} before='' words='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) break ;; esac
    case $before$word in
${commandCases(program)}
      *) break ;;
    esac
  done
  case \${before% } in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ \${#COMPREPLY[@]} -eq 0 ]; then
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _convscope convscope
`
}

/** The words that are commands or groups, in their places. */
const commandCases = (program) =>
  [
    ...new Set(
      leavesOf(program).flatMap(({ words }) =>
        words.map((_, index) => words.slice(0, index + 1).join(' ')),
      ),
    ),
  ]
    .map((words) => `      ${quoted(words)}) before="$before$word " ;;`)
    .join('\n')

export function zshCompletion(program) {
  return `#compdef convscope
autoload -U +X bashcompinit && bashcompinit
${bashCompletion(program)}`
}

export function fishCompletion(program) {
  const lines = leavesOf(program).flatMap(({ words, command }) => {
    const [first, second] = words
    const describe = quoted(command.description().split('\n')[0])
    const at = second
      ? `__fish_seen_subcommand_from ${first}; and not __fish_seen_subcommand_from ${second}`
      : '__fish_use_subcommand'
    const inside = words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ')
    return [
      `complete -c convscope -n ${quoted(at)} -a ${second ?? first} -d ${describe}`,
      ...optionsOf(command).map(
        ({ long, description }) =>
          `complete -c convscope -n ${quoted(inside)} -l ${long.slice(2)} -d ${quoted(description)}`,
      ),
    ]
  })
  const groups = [
    ...new Set(
      leavesOf(program)
        .filter(({ words }) => words.length > 1)
        .map(({ words }) => words[0]),
    ),
  ]
  return `${[
    ...groups.map((group) => `complete -c convscope -n '__fish_use_subcommand' -a ${group}`),
    ...lines,
  ].join('\n')}\n`
}
