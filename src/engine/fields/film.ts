import type { FieldFilm } from '@shared/contract/fields'
import { AppError, phrase } from '@shared/errors'
import { Network } from '../layers/network'
import type { LoadedModel } from '../models'
import { keptEpochs, readEpochWeights } from '../runs/epoch-weights'
import { effectiveField } from './effective'
import type { FieldTarget } from './gradient'
import { nextTurn, type Work } from '../work/work'

/**
 * The effective field of one unit after every epoch of a run, on the same pictures.
 * @throws AppError `not-found` if the run has kept no epoch, `corrupt`, `cancelled`
 */
export async function fieldFilm(
  folder: string,
  { model }: LoadedModel,
  inputs: readonly Float32Array[],
  target: FieldTarget,
  work: Work<number> = {},
): Promise<FieldFilm> {
  const epochs = await keptEpochs(folder)
  const [first] = epochs
  if (first === undefined)
    throw new AppError(
      'not-found',
      phrase`This run has no weights of its epochs, because an older version trained it. Train it again.`,
      { folder },
    )
  const network = Network.create(model, await readEpochWeights(folder, first))
  try {
    const frames: FieldFilm['frames'] = []
    for (const epoch of epochs) {
      network.setWeights(await readEpochWeights(folder, epoch))
      const { map, spread } = await effectiveField(
        [{ network: () => network, inputs }],
        model,
        target,
        { signal: work.signal },
      )
      frames.push({ epoch, map: { ...map }, spread })
      work.onProgress?.(frames.length)
      await nextTurn(work.signal)
    }
    return { frames }
  } finally {
    network.dispose()
  }
}
