import {
  slotsOf,
  type Optimizer,
  type OptimizerKind,
  type OptimizerOf,
} from '@shared/recipe/optimizers'
import { adam } from './adam'
import { rmsprop } from './rmsprop'
import type { Arithmetic, OptimizerRule } from './rule'
import { sgd } from './sgd'

/** The arithmetic of every optimizer; the compiler names one that is forgotten here. */
const ARITHMETIC = { sgd, adam, rmsprop } satisfies {
  [K in OptimizerKind]: (optimizer: OptimizerOf<K>) => Arithmetic
}

/** The arithmetic of a recipe's optimizer, and the arrays that it keeps. */
export function optimizerRule(optimizer: Optimizer): OptimizerRule {
  // The entry is that of the optimizer's own kind.
  const make = ARITHMETIC[optimizer.kind] as (optimizer: Optimizer) => Arithmetic
  return { slots: slotsOf(optimizer), ...make(optimizer) }
}
