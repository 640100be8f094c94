import { describe, it } from 'vitest'
import { encodePytorch } from '../../src/engine/formats/pytorch/encode'
import { expectSameTraining } from './training'

describe('PyTorch exports', () => {
  it('train on as they would here', () =>
    expectSameTraining('check_pytorch_training.py', {
      files: encodePytorch,
      weights: 'model.safetensors',
      after: 'after.safetensors',
      recipes: [
        {
          optimizer: { kind: 'adamw', decoupledDecay: 0.05 },
          learningRate: 0.001,
          labelSmoothing: 0.1,
          clipNorm: 0.5,
          averageDecay: 0.9,
        },
      ],
    }))
})
