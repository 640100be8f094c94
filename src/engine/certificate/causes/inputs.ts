import type { FirstDifference } from '@shared/contract/certificate'
import { phrase, type Phrase } from '@shared/errors'
import { INPUT_ID } from '@shared/model/spec'
import { FITTINGS, type Fitting } from '@shared/recipe/fitting'
import type { RasterPicture } from '../../pictures'
import type { Filter } from '../../pictures/resize'
import { agrees, excess } from '../compare'
import { prepare, type Preparation } from '../prepare'
import { sampleOf, type Inputs, type Sample } from '../samples'

/** The cubic of Keys, 1981, with its free number. */
const cubic =
  (a: number) =>
  (distance: number): number => {
    const x = Math.abs(distance)
    if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0
  }
const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))
const linear = (distance: number): number => Math.max(0, 1 - Math.abs(distance))

/** How other programs resize pictures. */
const FILTERS: readonly (readonly [Phrase, Filter])[] = [
  [phrase`the nearest pixel`, { reach: 0.5, weight: () => 1, antialias: false }],
  [phrase`the pixel at the corner`, { reach: 0.5, weight: () => 1, antialias: false, offset: 0 }],
  [phrase`bilinear without antialiasing`, { reach: 1, weight: linear, antialias: false }],
  [phrase`means of areas`, { reach: 0.5, weight: () => 1, antialias: true }],
  [phrase`bicubic with antialiasing`, { reach: 2, weight: cubic(-0.5), antialias: true }],
  [phrase`bicubic without antialiasing`, { reach: 2, weight: cubic(-0.75), antialias: false }],
  [
    phrase`Lanczos with antialiasing`,
    { reach: 3, weight: (x) => sinc(x) * sinc(x / 3), antialias: true },
  ],
]

interface Trial {
  readonly difference: Omit<FirstDifference, 'layer'>
  readonly inputs: () => Inputs
}

const each = (inputs: Inputs, change: (value: number) => number): Inputs => ({
  ...inputs,
  data: inputs.data.map(change),
})

function reversed({ count, data }: Inputs): Inputs {
  const turned = data.slice()
  for (let at = 0; at + 2 < data.length; at += 3) {
    turned[at] = data[at + 2] ?? NaN
    turned[at + 2] = data[at] ?? NaN
  }
  return { count, data: turned }
}

/** Every other way to prepare the pictures that is known. */
function trials(pictures: readonly RasterPicture[], how: Preparation): readonly Trial[] {
  const { normalisation: _, ...bare } = how
  const { fitting = 'stretch' } = how
  const ranges: readonly (readonly [string, (value: number) => number])[] = [
    ['0…255', (value) => value * 255],
    ['−1…1', (value) => value * 2 - 1],
    ['0…1', (value) => value],
  ]
  return [
    {
      difference: {
        cause: 'inverted-picture',
        explanation: phrase`Light and dark are exchanged.`,
      },
      inputs: () => prepare(pictures, how, { invert: true }),
    },
    ...(how.spec.input.channels === 3
      ? [
          {
            difference: {
              cause: 'channel-order' as const,
              explanation: phrase`Red, green and blue come in the opposite order.`,
            },
            inputs: () => reversed(prepare(pictures, how)),
          },
          {
            difference: {
              cause: 'channel-order' as const,
              explanation: phrase`Red, green and blue come in the opposite order.`,
            },
            inputs: () => normalisedTurned(pictures, how),
          },
        ]
      : []),
    ...(Object.keys(FITTINGS) as Fitting[])
      .filter((other) => other !== fitting)
      .map((other) => ({
        difference: {
          cause: 'fitting' as const,
          explanation: phrase`Pictures of other proportions are fitted in two ways: ${fitting} and ${other}.`,
        },
        inputs: () => prepare(pictures, { ...how, fitting: other }),
      })),
    ...FILTERS.map(([name, filter]) => ({
      difference: {
        cause: 'resize-method' as const,
        explanation: phrase`Pictures are resized bilinear with antialiasing on one side, and by another method on the other: ${name}.`,
      },
      inputs: () => prepare(pictures, how, { filter }),
    })),
    ...(how.normalisation
      ? [
          {
            difference: {
              cause: 'normalisation' as const,
              explanation: phrase`The mean and the deviation are left out on one side.`,
            },
            inputs: () => prepare(pictures, bare),
          },
        ]
      : []),
    ...ranges.map(([name, change]) => ({
      difference: {
        cause: 'value-range' as const,
        explanation: phrase`Values lie in ${name} on one side, in another range on the other.`,
      },
      inputs: () => each(prepare(pictures, bare), change),
    })),
  ]
}

/** The picture's own channels exchanged before the normalisation. */
const normalisedTurned = (pictures: readonly RasterPicture[], how: Preparation): Inputs =>
  prepare(
    pictures.map((picture) => ({ ...picture, rgba: turnedPixels(picture.rgba) })),
    how,
  )

function turnedPixels(rgba: Uint8Array): Uint8Array {
  const turned = rgba.slice()
  for (let at = 0; at < rgba.length; at += 4) {
    turned[at] = rgba[at + 2] ?? 0
    turned[at + 2] = rgba[at] ?? 0
  }
  return turned
}

/** One side of the comparison: how it says that it prepares pictures, and what the other side has. */
export interface PreparedSide {
  readonly how: Preparation
  readonly other: Sample
}

/** Why pictures become different inputs: the way to prepare them that gives the other side's numbers. */
export function inputCause(
  pictures: readonly RasterPicture[],
  sides: readonly PreparedSide[],
): FirstDifference {
  for (const { how, other } of sides) {
    let best: { readonly difference: Trial['difference']; readonly excess: number } | undefined
    for (const { difference, inputs } of trials(pictures, how)) {
      const found = sampleOf(inputs(), other.units)
      const far = excess(other, found)
      if (agrees(other, found) && (!best || far < best.excess)) best = { difference, excess: far }
    }
    if (best) return { layer: INPUT_ID, ...best.difference }
  }
  return {
    layer: INPUT_ID,
    cause: 'unknown',
    explanation: phrase`Pictures become different inputs, and none of the known causes gives the same numbers.`,
  }
}
