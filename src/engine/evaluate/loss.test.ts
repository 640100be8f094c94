import { describe, expect, it } from 'vitest'
import { lossSchema } from '@shared/recipe/choices'
import { tensorflow } from '../runtime/tensorflow'
import { EagerStepLoop } from '../training/eager-step-loop'
import { GraphStepLoop } from '../training/graph-step-loop'
import { BATCH, partsOf } from '../training/testing/step-loops'
import { LOSS_FUNCTIONS } from './loss'

describe('the losses', () => {
  it('are those of PyTorch and Keras: the mean squared error is a mean over the outputs', () => {
    const tf = tensorflow()
    const values = (kind: (typeof lossSchema.options)[number]): number[] =>
      tf.tidy(() => [
        ...LOSS_FUNCTIONS[kind](
          tf.tensor2d([
            [1, 2, 3],
            [0, 0, 0],
          ]),
          tf.tensor1d([0, 2], 'int32'),
        ).dataSync(),
      ])
    // softmax(1, 2, 3) = 0.0900, 0.2447, 0.6652
    const [a, b, c] = [0.09003057, 0.24472847, 0.66524096]
    const squares = [((a - 1) ** 2 + b ** 2 + c ** 2) / 3, (1 / 9 + 1 / 9 + 4 / 9) / 3]
    values('meanSquaredError').forEach((value, i) => expect(value).toBeCloseTo(squares[i] ?? 0, 6))
    const logarithms = [-Math.log(a), Math.log(3)]
    values('crossEntropy').forEach((value, i) => expect(value).toBeCloseTo(logarithms[i] ?? 0, 6))
  })

  it.each(lossSchema.options)(
    '%s is the same in a step and in an evaluation, in both loops',
    async (loss) => {
      const parts = partsOf(
        {
          model: {
            name: 'Small',
            input: { height: 5, width: 5, channels: 1 },
            layers: [
              { id: 'conv', kind: 'conv2d', channels: 3, kernel: 3 },
              { id: 'flatten', kind: 'flatten' },
              { id: 'dense', kind: 'dense', units: 4 },
            ],
          },
          loss,
        },
        BATCH,
      )
      const indices = Int32Array.from({ length: BATCH }, (_, i) => i)
      for (const loop of [new EagerStepLoop(parts), new GraphStepLoop(parts, { parts: 1 })]) {
        const step = loop.step({ indices, learningRate: 0, step: 0 })
        const { loss: tested, losses } = await loop.evaluate()
        expect(tested).toBeCloseTo(step.loss / BATCH, 6)
        expect(losses.reduce((sum, each) => sum + each, 0)).toBeCloseTo(step.loss, 5)
        loop.dispose()
      }
    },
  )
})
