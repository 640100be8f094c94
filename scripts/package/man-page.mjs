import { argumentsOf, leavesOf, optionsOf } from './program.mjs'

/** Text for roff: backslashes and hyphens are escaped, and no line begins with a control character. */
const roff = (text) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .split('\n')
    .map((line) => (/^[.']/.test(line) ? `\\&${line}` : line))
    .join('\n')

const option = ({ flags, description }) => ['.TP', `.B ${roff(flags)}`, roff(description)]

const section = ({ words, command }) => [
  `.SS ${roff(['convscope', ...words, ...argumentsOf(command)].join(' '))}`,
  roff(command.description()),
  ...command.registeredArguments
    .filter(({ description }) => description)
    .flatMap((argument) => ['.TP', `.I ${roff(argument.name())}`, roff(argument.description)]),
  ...optionsOf(command).flatMap(option),
]

const FILES = [
  ['~/.local/share/convscope', 'runs, models and saved networks; no program deletes them'],
  ['~/.cache/convscope', 'TensorFlow and data sets, which can be fetched again'],
  ['~/.config/Convscope', 'settings of the window'],
]
const ENVIRONMENT = [
  ['CONVSCOPE_DATA', 'the folder of runs and models'],
  ['CONVSCOPE_CACHE', 'the folder of what can be fetched again'],
  ['CONVSCOPE_DATASETS', 'a folder that holds data sets'],
]
const entries = (pairs) => pairs.flatMap(([name, text]) => ['.TP', `.I ${roff(name)}`, roff(text)])

/**
 * The man page convscope(1).
 * @param {import('commander').Command} program
 * @param {{version: string, date: string}} release
 */
export function manPage(program, { version, date }) {
  return `${[
    `.TH CONVSCOPE 1 "${date}" "Convscope ${version}" "User Commands"`,
    '.SH NAME',
    'convscope \\- a microscope for convolutional networks',
    '.SH SYNOPSIS',
    '.B convscope',
    '.I command',
    '[options]',
    '.br',
    '.B convscope\\-window',
    '[files]',
    '.SH DESCRIPTION',
    roff(program.description()),
    '.PP',
    '.B convscope\\-window',
    'opens the window.',
    '.SH COMMANDS',
    ...leavesOf(program).flatMap(section),
    '.SH EXIT STATUS',
    '0 done, 1 failed or stopped by Ctrl\\-C, 2 wrong usage.',
    '.SH FILES',
    ...entries(FILES),
    '.SH ENVIRONMENT',
    ...entries(ENVIRONMENT),
  ].join('\n')}\n`
}
