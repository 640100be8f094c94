import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { OPERATION_IDS, type OperationId } from '@shared/operations'
import { describe, expect, it } from 'vitest'
import { OPERATIONS } from './index'
import type { Nested } from './numbers'
import {
  convolutionCase,
  dilatedPoolingCase,
  expectClose,
  gridsCase,
  poolingCase,
  positive,
} from './testing/cases'

/** CONVSCOPE_PYTHON names a Python with PyTorch, if the default one has none. */
const PYTHON = process.env['CONVSCOPE_PYTHON'] ?? 'python3'
const SCRIPT = resolve(__dirname, '../../../e2e/python/check_operations.py')
const CASES = 250
/** The same cases every time. Runs differ only in whether PyTorch is installed. */
const SEED = 6

interface Case {
  readonly operation: OperationId
  readonly request: object
  readonly output: Nested
  readonly magnitude: Nested
}

const compute = (operation: OperationId, request: object): Nested =>
  OPERATIONS[operation].run(request).output

/** A dilated window that contains only padding has no maximum; neither program computes it. */
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
type Request = { readonly input: Nested; readonly countIncludePad?: boolean }
const withOutput = (operation: OperationId, request: Request): Case => ({
  operation,
  request,
  output: compute(operation, request),
  magnitude: compute(operation, positive(request)),
})

/** Requests to each operation; the compiler names a missing one. */
const REQUESTS: { readonly [Id in OperationId]: () => readonly Request[] } = {
  'cross-correlation': () => sample(gridsCase),
  convolution: () => sample(convolutionCase),
  conv2d: () => sample(convolutionCase),
  'max-pool': () => [...sample(poolingCase), ...sample(dilatedPoolingCase).filter(computable)],
  'avg-pool': () =>
    sample(poolingCase).flatMap((request) => [request, { ...request, countIncludePad: false }]),
  'output-shape': () => [...sample(convolutionCase), ...sample(poolingCase)],
}

const cases = (): Case[] =>
  OPERATION_IDS.flatMap((id) => REQUESTS[id]().map((request) => withOutput(id, request)))

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

describe('the engine computes the same as other programs', () => {
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
