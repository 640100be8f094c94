import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { Chosen } from '@shared/contract/desktop'
import type { PictureSource } from '@shared/contract/inspect'
import type { ModelEntry, ModelRef } from '@shared/contract/models'
import type { Recipe } from '@shared/model/recipe'
import type { ModelSpec } from '@shared/model/spec'
import { useWorkbench, type ViewId } from './workbench'

/** What one view can hand to another. */
export interface Handed {
  /** Pictures to look at, and the model to see them by. */
  pictures: { readonly sources: readonly PictureSource[]; readonly model?: ModelRef }
  /** Every setting of Train's form. */
  recipe: Recipe
  /** The network of Train's recipe, as one of the models. */
  modelToTrain: ModelRef
  /** A model whose weights a training goes on from. */
  weightsToTrain: ModelEntry
  /** The network of Train's recipe, which need not be among the models. */
  networkToTrain: ModelSpec
  /** The data set of Train's recipe. */
  datasetToTrain: string
  /** The link of a lesson in its exact state, for Train's recipe to carry. */
  lessonToCarry: string
  /** A folder; the view asks how it becomes a data set. */
  folder: Chosen
  /** The model that the builder opens. */
  modelToEdit: ModelRef
  /** The model that is to be exported; Models asks in which format. */
  modelToExport: ModelRef
  /** The link of the lesson to open. */
  lesson: string
}
export type HandedKind = keyof Handed

/** Which view takes what; of several the current one, else the first. */
const RECEIVERS = {
  pictures: ['inspect'],
  recipe: ['train'],
  modelToTrain: ['train'],
  weightsToTrain: ['train'],
  networkToTrain: ['train'],
  datasetToTrain: ['train'],
  lessonToCarry: ['train'],
  folder: ['train', 'data'],
  modelToEdit: ['model'],
  modelToExport: ['models'],
  lesson: ['lessons'],
} as const satisfies Readonly<Record<HandedKind, readonly [ViewId, ...ViewId[]]>>

/** What one view has left for another, until that one takes it. */
export const useHandOver = defineStore('hand-over', () => {
  const left: Partial<Handed> = shallowReactive<Partial<Handed>>({})

  /** Leaves something for the view that takes it, and shows that view. */
  function leave<K extends HandedKind>(kind: K, what: Handed[K]): void {
    left[kind] = what
    const workbench = useWorkbench()
    const takers: readonly [ViewId, ...ViewId[]] = RECEIVERS[kind]
    workbench.show(takers.includes(workbench.view) ? workbench.view : takers[0])
  }

  /** What waits, without taking it. */
  const waiting = <K extends HandedKind>(kind: K): Handed[K] | undefined => left[kind]

  /** What waits, once: it is gone when it has been taken. */
  function take<K extends HandedKind>(kind: K): Handed[K] | undefined {
    const what = waiting(kind)
    left[kind] = undefined
    return what
  }

  return { leave, waiting, take }
})
