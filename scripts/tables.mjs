/**
 * Writes the lists of README.md that come from the sources, between a marker `<!-- name -->` and
 * `<!-- /name -->`. `--check` writes nothing and fails where one is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { format, resolveConfig } from 'prettier'

const root = resolve(import.meta.dirname, '..')
const target = join(root, 'README.md')

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

function commands() {
  const { COMMANDS } = load('cli/commands/index.ts')
  const program = new Command('convscope')
  for (const register of COMMANDS) register(program, () => () => Promise.resolve())
  const rows = program.commands
    .filter((command) => !isHidden(command))
    .flatMap(leaves)
    .map((command) => [
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

const LISTS = { presets, commands, choices }

async function written(text) {
  let next = text
  for (const [name, make] of Object.entries(LISTS)) {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
    const [from, to] = [next.indexOf(begin), next.indexOf(end)]
    if (from < 0 || to < from) throw new Error(`README.md has no ${begin} … ${end}`)
    next = `${next.slice(0, from + begin.length)}\n\n${make()}\n\n${next.slice(to)}`
  }
  return format(next, { ...(await resolveConfig(target)), parser: 'markdown' })
}

const text = readFileSync(target, 'utf8')
const next = await written(text)
if (process.argv.includes('--check')) {
  if (next !== text) {
    console.error('README.md: its lists are out of date; run `node scripts/tables.mjs`')
    process.exitCode = 1
  }
} else if (next !== text) writeFileSync(target, next)
