import type { Familiarity } from '@shared/contract/reliability'
import { distanceTo, energyOf, featureCloud, type FeatureCloud } from '@shared/math/familiarity'
import { upperQuantile } from '@shared/math/quantile'
import type { Examples } from '../evaluate/device-split'
import { classRows, featureLayer, type ClassRows } from '../evaluate/class-rows'
import { balancedSample, examplesAt } from '../evaluate/sample'
import type { LoadedModel } from '../models'
import type { Work } from '../work/work'

/** Share of the test pictures that each limit accepts. */
const ACCEPTED = 0.95

/** The most training pictures whose features are taken; a mean needs no more. */
const MOST_TRAINING = 10_000

/** What a model knows of its training's pictures. */
export interface Known {
  readonly limits: Familiarity
  readonly cloud: FeatureCloud
}

/**
 * The limits beyond which a picture is unlike those of the training: of the energy and of the
 * distance to the training pictures' class means, such that each accepts 95 % of the test pictures.
 * @param rows what the network makes of the test pictures
 * @throws AppError `cancelled`
 */
export async function measureFamiliarity(
  loaded: LoadedModel,
  train: Examples,
  rows: ClassRows,
  work: Work,
): Promise<Known> {
  const sample = examplesAt(train, balancedSample(train.labels, MOST_TRAINING))
  const seen = await classRows(loaded, sample, work)
  const cloud = featureCloud({
    data: seen.features,
    features: seen.featureCount,
    labels: sample.labels.subarray(0, sample.count),
    classes: seen.classes,
  })
  const distances = distancesIn(cloud, rows)
  const threshold = upperQuantile(distances, ACCEPTED)
  const energies = givesEnergy(loaded) ? energiesIn(rows) : undefined
  const energy = energies && { threshold: upperQuantile(energies, ACCEPTED) }
  const isIn = (at: number): boolean =>
    (distances[at] ?? Infinity) <= threshold &&
    (!energy || (energies[at] ?? Infinity) <= energy.threshold)
  return {
    cloud,
    limits: {
      accepted: ACCEPTED,
      together: distances.filter((_, at) => isIn(at)).length / distances.length,
      energy: energy ?? null,
      distance: { threshold, layer: featureLayer(loaded.model), training: sample.count },
    },
  }
}

/** Probabilities add up to 1: their energy is 0 whatever the picture. */
export const givesEnergy = ({ entry: { meaning } }: Pick<LoadedModel, 'entry'>): boolean =>
  (meaning.kind === 'multiclass' || meaning.kind === 'binary') && meaning.given === 'logits'

/** Energy of each example. */
export const energiesIn = ({ logits, classes }: ClassRows): Float64Array =>
  Float64Array.from({ length: logits.length / classes }, (_, row) =>
    energyOf(logits.subarray(row * classes, (row + 1) * classes)),
  )

/** Distance of each example to the nearest class mean. */
export const distancesIn = (
  cloud: FeatureCloud,
  { features, featureCount }: ClassRows,
): Float64Array =>
  Float64Array.from({ length: features.length / featureCount }, (_, row) =>
    distanceTo(cloud, features.subarray(row * featureCount, (row + 1) * featureCount)),
  )
