import { describeMachine, type Machine } from './machine'

/** Words on stdout for people, and with `--json` one JSON document as the last line. */
export function printReport(
  machine: Machine,
  sections: readonly string[],
  result: object,
  json: boolean,
): void {
  console.log([`Machine: ${describeMachine(machine)}.`, ...sections].join('\n\n'))
  if (json) console.log(JSON.stringify({ machine, ...result }))
}

/** Runs a benchmark's body; a failure is told in a line and makes the exit status 1. */
export function runBench(body: () => Promise<void>): void {
  body().catch((thrown: unknown) => {
    console.error(thrown instanceof Error ? (thrown.stack ?? thrown.message) : thrown)
    process.exitCode = 1
  })
}

/** A whole number above 0 of the command line. */
export function countOption(name: string, text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback)
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} takes a whole number above 0.`)
  return value
}
