import { betweenPixels, composed, IDENTITY, type Affine } from '@shared/math/reference/augment'
import type { Recipe } from '@shared/model/recipe'
import { type AUGMENTATION_KINDS, augmentationsIn } from '@shared/recipe/augmentations'
import { uniformAt } from '../../runtime/random'
import { changeOf, moveOf } from '.'
import type { Drawn, Size } from './augmentation'
import { mixOf, type Mix } from './mix'

/** Numbers of an affine map, and two zeros that make it a projective one. */
export const MOVE_NUMBERS = 8
/** The other example and the share. */
export const MIX_NUMBERS = 2

type Decides = Pick<Recipe, 'augment' | 'seed' | 'batchSize'>

/**
 * What is drawn for the pictures of a training: numbers of a picture that depend only on the seed,
 * the epoch and the picture's place among the training examples.
 */
export class Draws {
  /** How many numbers a picture has, in its row. */
  readonly width: number
  readonly isMixed: boolean
  readonly #used: ReturnType<typeof augmentationsIn>
  readonly #own: number

  /** @param count training examples */
  constructor(
    private readonly recipe: Decides,
    private readonly size: Size,
    private readonly count: number,
  ) {
    this.#used = augmentationsIn(recipe.augment)
    this.isMixed = this.#used.some(([kind]) => kind === 'mixup')
    this.#own = this.ofPicture(0, 0).length
    this.width = this.isMixed ? 2 * this.#own + MIX_NUMBERS : this.#own
  }

  /** The place of the partner's index in a row, with mixup. */
  get partnerAt(): number {
    return 2 * this.#own
  }

  /** The epoch, from 0, that a step is in. */
  epochAt(step: number): number {
    return Math.floor(step / Math.ceil(this.count / this.recipe.batchSize))
  }

  /** Rows [batch, width] for the examples of a step. */
  rows(indices: Int32Array, step: number): Float32Array {
    return this.inEpoch(indices, this.epochAt(step))
  }

  inEpoch(indices: Int32Array, epoch: number): Float32Array {
    const rows = new Float32Array(indices.length * this.width)
    indices.forEach((index, i) => {
      const at = i * this.width
      rows.set(this.ofPicture(epoch, index), at)
      if (!this.isMixed) return
      const { partner, share } = this.mix(epoch, index)
      rows.set([...this.ofPicture(epoch, partner), partner, share], at + this.#own)
    })
    return rows
  }

  /** With which example a picture is mixed. */
  mix(epoch: number, index: number): Mix {
    const alpha = this.#used.find(([kind]) => kind === 'mixup')?.[1] ?? NaN
    return mixOf(alpha, this.drawn('mixup', epoch, index), this.count)
  }

  /** The map between a picture's pixels; undefined where none is moved. */
  move(epoch: number, index: number): Affine | undefined {
    const moves = this.#used.flatMap(([kind, amount]) => {
      const move = moveOf(kind)
      return move ? [move.map(amount, this.drawn(kind, epoch, index), this.size)] : []
    })
    return moves.length === 0
      ? undefined
      : betweenPixels(moves.reduce(composed, IDENTITY), this.size.height, this.size.width)
  }

  /** The numbers of each change of values. */
  changes(epoch: number, index: number): readonly (readonly number[])[] {
    return this.#used.flatMap(([kind, amount]) => {
      const change = changeOf(kind)
      return change ? [change.numbers(amount, this.drawn(kind, epoch, index), this.size)] : []
    })
  }

  private ofPicture(epoch: number, index: number): number[] {
    const move = this.move(epoch, index)
    return [...(move ? [...move, 0, 0] : []), ...this.changes(epoch, index).flat()]
  }

  private drawn(kind: (typeof AUGMENTATION_KINDS)[number], epoch: number, index: number): Drawn {
    const { seed } = this.recipe
    const stream = STREAMS[kind]
    return (place) => uniformAt(seed, 'augment', epoch, index, stream, place)
  }
}

/** Each kind has a stream of its own, so that one more changes nothing of the others. */
const STREAMS = {
  ...{ flip: 1, flipVertical: 2, scale: 3, rotate: 4, shift: 5, crop: 6, brightness: 7 },
  ...{ contrast: 8, saturation: 9, hue: 10, noise: 11, cutout: 12, mixup: 13 },
} as const satisfies Record<(typeof AUGMENTATION_KINDS)[number], number>

/** What a recipe draws; undefined where it changes no pictures. */
export function drawsOf(
  recipe: Decides,
  [height = 0, width = 0, channels = 0]: readonly number[],
  count: number,
): Draws | undefined {
  return augmentationsIn(recipe.augment).length === 0
    ? undefined
    : new Draws(recipe, { height, width, channels }, count)
}
