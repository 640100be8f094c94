import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OPERATIONS } from './index'
import type { Nested } from './numbers'
import {
  convolutionCase,
  dilatedPoolingCase,
  expectClose,
  poolingCase,
  positive,
} from './testing/cases'

/** CONVSCOPE_PYTHON names one that has PyTorch, where the plain one has none. */
const PYTHON = process.env['CONVSCOPE_PYTHON'] ?? 'python3'
const SCRIPT = resolve(__dirname, '../../../e2e/python/check_operations.py')
const CASES = 250
/** The same cases every time: what differs between runs is whether PyTorch is there. */
const SEED = 6

interface Case {
  readonly operation: string
  readonly request: object
  readonly output: Nested
  readonly magnitude: Nested
}

function compute(operation: string, request: object): Nested {
  const found = OPERATIONS.find(({ id }) => id === operation)
  if (!found) throw new Error(`no operation ${operation}`)
  return found.run(request).output
}

/** A dilated window that touches only padding has no maximum; neither program computes it. */
function computable(request: object): boolean {
  try {
    compute('max-pool', request)
    return true
  } catch {
    return false
  }
}

const sample = <T>(arbitrary: fc.Arbitrary<T>): T[] =>
  fc.sample(arbitrary, { numRuns: CASES, seed: SEED })
const withOutput = (
  operation: string,
  request: { readonly input: Nested; readonly countIncludePad?: boolean },
): Case => ({
  operation,
  request,
  output: compute(operation, request),
  magnitude: compute(operation, positive(request)),
})

function cases(): Case[] {
  return [
    ...sample(convolutionCase).flatMap((request) => [
      withOutput('conv2d', request),
      withOutput('convolution', request),
    ]),
    ...sample(poolingCase).flatMap((request) => [
      withOutput('max-pool', request),
      withOutput('avg-pool', request),
      withOutput('avg-pool', { ...request, countIncludePad: false }),
    ]),
    ...sample(dilatedPoolingCase)
      .filter(computable)
      .map((request) => withOutput('max-pool', request)),
  ]
}

function answers(
  list: readonly Case[],
  options: readonly string[],
): { output: Nested; by: string }[] {
  const stdin = list
    .map(({ operation, request }) => `${JSON.stringify({ operation, ...request })}\n`)
    .join('')
  const { stdout, stderr, status } = spawnSync(PYTHON, [SCRIPT, ...options], {
    input: stdin,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { output: Nested; by: string })
}

const all = cases()
const hasTorch = spawnSync(PYTHON, ['-c', 'import torch']).status === 0
const programs = [
  ...(hasTorch ? [['PyTorch', 'torch', []] as const] : []),
  ['plain Python', 'python', ['--python']] as const,
]

describe('the engine computes what others do', () => {
  it.each(programs)('%s, on the same cases', (_, by, options) => {
    const found = answers(all, options)
    expect(found.length).toBe(all.length)
    expect(all.length).toBeGreaterThan(5 * CASES)
    all.forEach(({ output, magnitude }, index) => {
      expect(found[index]?.by).toBe(by)
      expectClose(output, found[index]?.output ?? [], magnitude)
    })
  })
})
