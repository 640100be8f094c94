import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Evaluation } from '@shared/contract/training'
import { keepEvaluation, keptEvaluation } from './evaluations'

describe('evaluations', () => {
  it('are kept for their step, completely, and made again when damaged', async () => {
    const run = await mkdtemp(join(tmpdir(), 'convscope-'))
    const evaluation: Evaluation = {
      dataset: 'tiny',
      classes: ['a', 'b'],
      accuracy: 0.5,
      lossKind: 'meanSquaredError',
      loss: 1.25,
      labels: Int32Array.of(0, 1),
      predictions: Int32Array.of(1, 1),
      losses: Float32Array.of(2.25, 0.25),
      confidences: Float32Array.of(0.5, 0.75),
    }
    await keepEvaluation(run, 7, evaluation)
    await expect(keptEvaluation(run, 7)).resolves.toEqual(evaluation)
    await expect(keptEvaluation(run, 8)).resolves.toBeNull()
    await writeFile(join(run, 'checkpoints', 'evaluation.zip'), 'damaged')
    await expect(keptEvaluation(run, 7)).resolves.toBeNull()
    await rm(run, { recursive: true })
  })
})
