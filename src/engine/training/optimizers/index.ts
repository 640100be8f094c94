import {
  slotsOf,
  type Optimizer,
  type OptimizerKind,
  type OptimizerOf,
} from '@shared/recipe/optimizers'
import type { Recipe } from '@shared/model/recipe'
import { adam } from './adam'
import { adamw } from './adamw'
import { averaged } from './averaged'
import { rmsprop } from './rmsprop'
import type { Arithmetic, OptimizerRule } from './rule'
import { sgd } from './sgd'

type RecipeOfUpdate = Pick<Recipe, 'optimizer' | 'averageDecay'>

/** The arithmetic of every optimizer; the compiler names one that is forgotten here. */
const ARITHMETIC = { sgd, adam, adamw, rmsprop } satisfies {
  [K in OptimizerKind]: (optimizer: OptimizerOf<K>) => Arithmetic
}

/**
 * The arithmetic of a recipe's optimizer, and the arrays that it keeps: with a moving average of
 * the weights where the recipe asks for one.
 */
export function updateRule({ optimizer, averageDecay }: RecipeOfUpdate): OptimizerRule {
  const rule = optimizerRule(optimizer)
  return averageDecay === undefined ? rule : averaged(rule, averageDecay)
}

/** The arithmetic of an optimizer alone. */
export function optimizerRule(optimizer: Optimizer): OptimizerRule {
  // The entry is that of the optimizer's own kind.
  const make = ARITHMETIC[optimizer.kind] as (optimizer: Optimizer) => Arithmetic
  return { slots: slotsOf(optimizer), ...make(optimizer) }
}
