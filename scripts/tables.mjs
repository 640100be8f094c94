/**
 * Writes the lists of README.md and docs/commands.md that come from the sources, between a marker
 * `<!-- name -->` and `<!-- /name -->`. `--check` writes nothing and fails where one is out of date.
 * Either way it fails where a call of the contract has neither a command nor a reason, or names a
 * command that doesn't exist.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { format, resolveConfig } from 'prettier'

const root = resolve(import.meta.dirname, '..')

// tsx finds the aliases of imports there.
process.env.TSX_TSCONFIG_PATH = join(root, 'tsconfig.node.json')
const { register } = await import('tsx/cjs/api')
register()
/** A module of the sources. */
const load = (path) => createRequire(import.meta.url)(join(root, 'src', path))

const code = (text) => `\`${text}\``
const codes = (texts) => texts.map(code).join(', ')
/** A pipe would end the cell. */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

function presets() {
  const { ALL_PRESET_IDS, PRESET_IDS } = load('shared/model/presets/index.ts')
  const published = ALL_PRESET_IDS.filter((id) => !PRESET_IDS.includes(id))
  return `Presets: ${codes(PRESET_IDS)}; as published: ${codes(published)}.`
}

/** A command that does something, or those of its group. */
const leaves = (command) =>
  command.commands.length > 0 ? command.commands.flatMap(leaves) : [command]

const isHidden = (command) => command._hidden === true
const nameOf = (command) =>
  command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name()
const usageOf = (command) =>
  [
    nameOf(command),
    ...command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '…' : ''}`
      return argument.required ? `<${name}>` : `[${name}]`
    }),
  ].join(' ')

/** Every command that does something. */
function allCommands() {
  const { COMMANDS } = load('cli/commands/index.ts')
  const program = new Command('convscope')
  for (const register of COMMANDS) register(program, () => () => Promise.resolve())
  return program.commands.filter((command) => !isHidden(command)).flatMap(leaves)
}

function commands() {
  const rows = allCommands().map((command) => [
    code(usageOf(command)),
    command.description(),
    codes(command.options.filter(({ hidden }) => !hidden).map(({ long }) => long)),
  ])
  return table(
    ['command', 'what it does', 'options'],
    [
      ...rows,
      [
        code('doctor'),
        'versions, devices, folders, data sets; what is missing and the command that fixes it',
        '',
      ],
    ],
  )
}

function choices() {
  const { OPTIMIZERS } = load('shared/recipe/optimizers/index.ts')
  const { SCHEDULE_FORMS } = load('cli/schedule.ts')
  const { CHOICES } = load('shared/model/recipe-fields.ts')
  const { FORMATS } = load('shared/formats/index.ts')
  const { OPERATION_IDS } = load('shared/operations.ts')
  const optimizers = OPTIMIZERS.map(
    ({ kind, settings }) => `${code(kind)} (${Object.keys(settings).join(', ')})`,
  )
  const formats = FORMATS.map(
    ({ id, audience, marks }) => `${code(id)} (${marks.join(', ')}; for ${audience})`,
  )
  return table(
    ['what', 'choices'],
    [
      ['optimizer', optimizers.join(', ')],
      ['schedule', codes(SCHEDULE_FORMS.split(', '))],
      ['loss', codes(Object.keys(CHOICES.loss))],
      ['first weights', codes(Object.keys(CHOICES.initializer))],
      ['first biases', codes(Object.keys(CHOICES.biasInitializer))],
      ['export format', formats.join(', ')],
      [`operation of ${code('op')}`, codes(OPERATION_IDS)],
    ],
  )
}

/** Every call of the contract with its command, or with the reason why it needs none. */
function coverage() {
  const { COVERAGE } = load('cli/coverage.ts')
  const { engineCalls } = load('shared/contract/engine.ts')
  const { desktopCalls } = load('shared/contract/desktop.ts')
  const calls = Object.keys({ ...engineCalls, ...desktopCalls })
  const known = new Set(allCommands().map(nameOf))
  const faults = [
    ...calls
      .filter((call) => !COVERAGE[call]?.command && !COVERAGE[call]?.reason)
      .map((call) => `${call} has neither a command nor a reason`),
    ...Object.keys(COVERAGE)
      .filter((call) => !calls.includes(call))
      .map((call) => `${call} is no call of the contract`),
    ...Object.entries(COVERAGE)
      .filter(([, { command }]) => command !== undefined && !known.has(command))
      .map(([call, { command }]) => `${call} names “${command}”, which is no command`),
  ]
  if (faults.length > 0) throw new Error(`src/cli/coverage.ts: ${faults.join('; ')}`)
  return table(
    ['call', 'command', 'or why it needs none'],
    calls.map((call) => {
      const { command, reason = '' } = COVERAGE[call]
      return [code(call), command === undefined ? '' : code(command), reason]
    }),
  )
}

/** The lists of each file. */
const FILES = {
  'README.md': { presets, commands, choices },
  'docs/commands.md': { coverage },
}

async function written(name, text) {
  let next = text
  for (const [list, make] of Object.entries(FILES[name])) {
    const [begin, end] = [`<!-- ${list} -->`, `<!-- /${list} -->`]
    const [from, to] = [next.indexOf(begin), next.indexOf(end)]
    if (from < 0 || to < from) throw new Error(`${name} has no ${begin} … ${end}`)
    next = `${next.slice(0, from + begin.length)}\n\n${make()}\n\n${next.slice(to)}`
  }
  return format(next, { ...(await resolveConfig(join(root, name))), parser: 'markdown' })
}

for (const name of Object.keys(FILES)) {
  const text = readFileSync(join(root, name), 'utf8')
  const next = await written(name, text)
  if (next === text) continue
  if (process.argv.includes('--check')) {
    console.error(`${name}: its lists are out of date; run \`node scripts/tables.mjs\``)
    process.exitCode = 1
  } else writeFileSync(join(root, name), next)
}
