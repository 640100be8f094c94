import { describe, it } from 'vitest'
import { encodePytorch } from '../../src/engine/formats/pytorch/encode'
import { expectSameTraining } from './training'

describe('PyTorch exports', () => {
  it('train on as they would here', () =>
    expectSameTraining('check_pytorch_training.py', {
      files: encodePytorch,
      weights: 'model.safetensors',
      after: 'after.safetensors',
    }))
})
