import type { Edit, Edited, EditJournal } from '@shared/contract/probe'
import { AppError, phrase } from '@shared/errors'
import { changeFilter } from '@shared/math/filter-change'
import { layerAt } from '@shared/model/resolve'
import type { NamedArray } from '@shared/model/weights'
import { digestOf } from '../digest'
import type { LoadedModel } from '../loaded-model'
import { checkChannel, readFilter, writeFilter, type FilterNumbers } from './filter'

/** One edit with what it changed, so that it can be undone bit for bit. */
type Step = { readonly edit: Edit; readonly kind: Edited['edits'][number]['kind'] } & (
  | { readonly before: FilterNumbers; readonly after: FilterNumbers }
  | { readonly off: boolean; readonly was: boolean }
)

/**
 * A copy of a model whose weights are changed on trial, with all its edits. The model itself never
 * changes.
 */
export class EditedCopy {
  readonly #weights: Map<string, NamedArray>
  /** The arrays that this copy owns; the others are shared with the model. */
  readonly #own = new Set<string>()
  readonly #silenced = new Map<string, Set<number>>()
  #steps: Step[] = []
  #position = 0
  #loaded: LoadedModel

  constructor(
    readonly ref: string,
    readonly base: LoadedModel,
  ) {
    this.#weights = new Map(base.weights)
    this.#loaded = this.#asModel()
  }

  /** The current model; a new object after every change. */
  get loaded(): LoadedModel {
    return this.#loaded
  }

  /**
   * Applies an edit; undone edits are forgotten.
   * @throws AppError `not-found`, `invalid-argument`; nothing is changed then.
   */
  apply(edit: Edit): void {
    checkChannel(this.base.model, edit.layer, edit.channel)
    const step = this.#stepOf(edit)
    this.#perform(step, true)
    this.#steps = [...this.#steps.slice(0, this.#position), step]
    this.#position = this.#steps.length
    this.#loaded = this.#asModel()
  }

  /**
   * Undo and redo: afterwards the first `position` edits apply. @throws AppError `invalid-argument`
   */
  rewind(position: number): void {
    if (position > this.#steps.length)
      throw new AppError(
        'invalid-argument',
        phrase`There are ${this.#steps.length} edits, but no edit ${position}.`,
        { position },
      )
    while (this.#position > position) this.#perform(this.#steps[--this.#position] as Step, false)
    while (this.#position < position) this.#perform(this.#steps[this.#position++] as Step, true)
    this.#loaded = this.#asModel()
  }

  describe(): Edited {
    return {
      model: this.ref,
      base: this.base.entry.ref,
      baseDigest: digestOf(this.base),
      edits: this.#steps.map(({ kind, edit: { layer, channel } }) => ({ kind, layer, channel })),
      position: this.#position,
      silenced: Object.fromEntries(
        [...this.#silenced].map(([layer, channels]) => [
          layer,
          [...channels].sort((a, b) => a - b),
        ]),
      ),
    }
  }

  /** Everything that is needed to make the copy again. */
  journal(): EditJournal {
    const edits = this.#steps.map(({ edit }) => edit)
    return {
      model: this.ref,
      base: this.base.entry.ref,
      baseDigest: digestOf(this.base),
      edits,
      position: this.#position,
    }
  }

  #stepOf(edit: Edit): Step {
    const { layer, channel } = edit
    if (edit.kind === 'silence') {
      return {
        edit,
        kind: edit.off ? 'silence' : 'sound',
        off: edit.off,
        was: this.#silenced.get(layer)?.has(channel) ?? false,
      }
    }
    const before = readFilter(this.#weights, layer, channel)
    if (edit.kind === 'numbers') {
      const own = { ...edit, weight: edit.weight.slice() }
      return {
        edit: own,
        kind: 'numbers',
        before,
        after: { shape: before.shape, weight: this.#learnt(edit, own.weight), bias: own.bias },
      }
    }
    const { change } = edit
    if (change === 'restore')
      return { edit, kind: change, before, after: readFilter(this.base.weights, layer, channel) }
    const bias = change === 'zero' && before.bias !== null ? 0 : before.bias
    return {
      edit,
      kind: change,
      before,
      after: {
        shape: before.shape,
        weight: this.#learnt(edit, changeFilter(before.weight, before.shape, change)),
        bias,
      },
    }
  }

  /** The numbers of a filter, of which those that are no parameters stay 0. */
  #learnt({ layer, channel }: Edit, weight: Float32Array): Float32Array {
    const mask = layerAt(this.base.model, layer)?.weights.find(
      ({ name }) => name === 'weight',
    )?.mask
    if (!mask) return weight
    const outputs = mask.length / weight.length
    return weight.map((value, i) => (mask[i * outputs + channel] === 1 ? value : 0))
  }

  #perform(step: Step, forwards: boolean): void {
    const { layer, channel } = step.edit
    if ('off' in step) {
      this.#switch(layer, channel, forwards ? step.off : step.was)
      return
    }
    for (const name of ['weight', 'bias']) this.#makeOwn(`${layer}.${name}`)
    writeFilter(this.#weights, layer, channel, forwards ? step.after : step.before)
  }

  #switch(layer: string, channel: number, off: boolean): void {
    const channels = this.#silenced.get(layer) ?? new Set()
    if (off) channels.add(channel)
    else channels.delete(channel)
    if (channels.size > 0) this.#silenced.set(layer, channels)
    else this.#silenced.delete(layer)
  }

  /** Copies an array before the first write to it. */
  #makeOwn(key: string): void {
    const array = this.#weights.get(key)
    if (!array || this.#own.has(key)) return
    this.#weights.set(key, { shape: array.shape, data: array.data.slice() })
    this.#own.add(key)
  }

  #asModel(): LoadedModel {
    const { testAccuracy, ...entry } = this.base.entry
    // The accuracy is that of the model from which it was copied, so it is valid only while nothing
    // is changed.
    const known = this.#position === 0 && testAccuracy !== undefined ? { testAccuracy } : {}
    return {
      ...this.base,
      entry: { ...entry, ...known, ref: this.ref, origin: 'edited' },
      weights: new Map(this.#weights),
      silenced: new Map([...this.#silenced].map(([layer, channels]) => [layer, new Set(channels)])),
    }
  }
}
