import { assertNever } from '@shared/errors'
import type { Optimizer } from '@shared/model/recipe'
import { adam } from './adam'
import { rmsprop } from './rmsprop'
import type { OptimizerRule } from './rule'
import { sgd } from './sgd'

/** The arithmetic of a recipe's optimizer. */
export function optimizerRule(optimizer: Optimizer): OptimizerRule {
  switch (optimizer.kind) {
    case 'sgd':
      return sgd(optimizer)
    case 'adam':
      return adam(optimizer)
    case 'rmsprop':
      return rmsprop(optimizer)
    default:
      return assertNever(optimizer)
  }
}
