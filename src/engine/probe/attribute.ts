import type { Attribution, AttributionMethod, ProbeTarget } from '@shared/contract/probe'
import { AppError, assertNever, phrase } from '@shared/errors'
import type { LoadedModel } from '../models/loaded-model'
import type { Work } from '../work/work'
import { gradCam } from './grad-cam'
import { occlusion } from './occlusion'
import { probing, type Prober } from './prober'
import { gradient, smoothGrad } from './saliency'

/**
 * Traces a target's value back to a picture.
 * @param picture [height, width, channels], 0…1, before normalisation
 * @throws AppError `not-found`, `invalid-argument`, `unsupported`, `cancelled`; `diverged` where
 *   the value is not a number.
 */
export function attribute(
  loaded: LoadedModel,
  picture: Float32Array,
  target: ProbeTarget,
  method: AttributionMethod,
  job: Work = {},
): Promise<Attribution> {
  return probing(loaded, target, async (prober) => {
    const answer = await by(prober, picture, method, job)
    if (Number.isFinite(answer.value) && answer.map.data.every(Number.isFinite)) return answer
    throw new AppError(
      'diverged',
      phrase`"${target.layer}" is not finite for this picture, so nothing can be traced back from it.`,
      { layer: target.layer },
    )
  })
}

function by(
  prober: Prober,
  picture: Float32Array,
  method: AttributionMethod,
  job: Work,
): Attribution | Promise<Attribution> {
  switch (method.kind) {
    case 'gradient':
    case 'gradientInput':
      return gradient(prober, picture, method.kind === 'gradientInput')
    case 'smoothGrad':
      return smoothGrad(prober, picture, method, job.signal)
    case 'gradCam':
      return gradCam(prober, picture, method.layer)
    case 'occlusion':
      return occlusion(prober, picture, method, job)
    default:
      return assertNever(method)
  }
}
