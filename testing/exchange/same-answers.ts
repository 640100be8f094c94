import { expect } from 'vitest'
import { z } from 'zod'
import type { Case } from './networks'
import { runPython } from './python'

const answers = z.array(z.strictObject({ difference: z.number(), sameBest: z.boolean() }))

/**
 * Expects a tool to give our outputs, within 1e-4 of the largest, and the same best ones.
 * @param script the program of this folder that runs the tool
 * @param folders of each network's export, with its inputs and outputs
 */
export function expectSameAnswers(
  script: string,
  all: readonly Case[],
  folders: readonly string[],
): void {
  const found = answers.parse(runPython(script, folders))
  const worst = found.map(({ difference }, i) => [all[i]?.name, difference] as const)
  worst.sort((a, b) => b[1] - a[1])
  console.log(
    `${all.length} networks; largest difference ${worst[0]?.[1].toExponential(1)} of the outputs' size (${worst[0]?.[0]})`,
  )
  expect(worst.filter(([, difference]) => difference > 1e-4)).toEqual([])
  expect(all.filter((_, i) => !found[i]?.sameBest).map(({ name }) => name)).toEqual([])
}
