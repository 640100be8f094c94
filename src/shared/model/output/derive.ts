import { traitsOf } from '../../layers'
import type { ValueRange } from '../../layers/value-range'
import type { ResolvedModel } from '../resolve'
import { INPUT_ID } from '../spec'
import { LOGITS, type OutputMeaning } from './meaning'

/** What is known of a network's last values, through all layers that keep probabilities. */
export function outputRange({ layers }: Pick<ResolvedModel, 'layers'>): ValueRange {
  const ranges = new Map<string, ValueRange>([[INPUT_ID, 'any']])
  let last: ValueRange = 'any'
  for (const { layer, inputs, inputShapes } of layers) {
    last = traitsOf(layer).range(
      layer,
      inputs.map((id) => ranges.get(id) ?? 'any'),
      inputShapes,
    )
    ranges.set(layer.id, last)
  }
  return last
}

/**
 * What the outputs mean, as far as the network's end determines it: a softmax gives classes, a
 * sigmoid unit two classes, several sigmoids labels; a linear unit alone is a regression, and
 * several are taken as logits.
 */
export function derivedMeaning(model: ResolvedModel): OutputMeaning {
  if (model.classes === 0) return { kind: 'maps' }
  const range = outputRange(model)
  const alone = model.classes === 1
  if (range === 'distribution') return { kind: 'multiclass', given: 'probabilities' }
  if (range === 'probability')
    return { kind: alone ? 'binary' : 'multilabel', given: 'probabilities' }
  return alone ? { kind: 'regression' } : LOGITS
}
