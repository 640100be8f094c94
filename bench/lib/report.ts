import { parseArgs } from 'node:util'
import { describeMachine, type Machine } from './machine'

/** Text on stdout for people, and with `--json` one JSON document as the last line. */
export function printReport(
  machine: Machine,
  sections: readonly string[],
  result: object,
  json: boolean,
): void {
  console.log([`Machine: ${describeMachine(machine)}.`, ...sections].join('\n\n'))
  if (json) console.log(JSON.stringify({ machine, ...result }))
}

/** The options of a benchmark's command line. */
export interface Asked<Name extends string> {
  readonly json: boolean
  text(name: Name): string | undefined
  /** A whole number above 0. */
  count(name: Name, fallback: number): number
}

/**
 * Runs a benchmark's body, or prints its usage with `--help`; a failure is reported in one line,
 * with exit status 1.
 * @param names its options besides `--json`, each with a value
 */
export function runBench<Name extends string>(
  usage: string,
  names: readonly Name[],
  body: (asked: Asked<Name>) => Promise<void>,
): void {
  const run = async (): Promise<void> => {
    const given: Readonly<Record<string, unknown>> = parseArgs({
      options: {
        ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values
    if (given['help'] === true) {
      console.log(usage)
      return
    }
    const text = (name: Name): string | undefined => {
      const value = given[name]
      return typeof value === 'string' ? value : undefined
    }
    await body({
      json: given['json'] === true,
      text,
      count: (name, fallback) => countOf(name, text(name), fallback),
    })
  }
  run().catch((thrown: unknown) => {
    console.error(thrown instanceof Error ? (thrown.stack ?? thrown.message) : thrown)
    process.exitCode = 1
  })
}

/** @throws Error naming the option for anything but a whole number above 0 */
export function countOf(name: string, text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback)
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} takes a whole number above 0.`)
  return value
}
