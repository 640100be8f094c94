import { DESCRIPTION_FILE } from '@shared/formats/certificate'
import { pytorch } from '@shared/formats/pytorch'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { descriptionText } from '../description'
import type { Metadata } from '../metadata'
import {
  DESCRIPTION_KEY,
  LAYOUT_KEY,
  MODEL_FILE as WEIGHTS_FILE,
  safetensorsPieces,
} from '../safetensors/encode'
import type { Pieces } from '../zip/pieces'
import { moduleText } from './module-text'
import { PREDICT } from './predict'
import { toState } from './state'

/** What the two programs import; the oldest versions that have all of it. */
const REQUIREMENTS = 'numpy\npillow>=9.1\nsafetensors>=0.4\ntorch>=2.1\n'

/**
 * The network as a module, its weights as a state_dict, a program that predicts from a picture, and
 * the description that it reads.
 * @throws AppError `invalid-model` naming the layer whose weights are missing
 */
export function encodePytorch(
  metadata: Metadata,
  weights: NamedArrays,
): ReadonlyMap<string, Uint8Array | Pieces> {
  const model = resolveModel(metadata.spec)
  const text = (content: string): Uint8Array => new TextEncoder().encode(content)
  const texts = {
    format: 'pt',
    [LAYOUT_KEY]: pytorch.id,
    [DESCRIPTION_KEY]: JSON.stringify(metadata),
  }
  return new Map<string, Uint8Array | Pieces>([
    ['model.py', text(moduleText(metadata))],
    [WEIGHTS_FILE, safetensorsPieces(toState(model, weights), texts)],
    ['predict.py', text(PREDICT)],
    [DESCRIPTION_FILE, text(descriptionText(metadata))],
    ['requirements.txt', text(REQUIREMENTS)],
  ])
}
