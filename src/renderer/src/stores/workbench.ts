import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Settings } from '@shared/contract/desktop'
import type { PictureSource } from '@shared/contract/inspect'
import type { ModelRef } from '@shared/contract/models'
import { useSettings } from './settings'

export type ViewId = Settings['view']

/** The rail's order. A view's key is its place here, whether or not the views before it exist yet. */
export const VIEW_ORDER: readonly ViewId[] = ['lessons', 'model', 'train', 'inspect', 'models']

/** The key that shows a view: "1" to "5". */
export const viewKey = (view: ViewId): string => String(VIEW_ORDER.indexOf(view) + 1)

/** Pictures that some part of the window wants to see in Inspect, with the model to see them by. */
export interface PictureRequest {
  readonly sources: readonly PictureSource[]
  readonly model?: ModelRef
}

/** Which view is shown, and what one view hands to another. */
export const useWorkbench = defineStore('workbench', () => {
  const view = ref<ViewId>('inspect')
  /** Waiting for Inspect; it takes them with `takePictures`. */
  const pictures = shallowRef<PictureRequest>()
  /** Waiting for Train's recipe; it takes it with `takeModelToTrain`. */
  const modelToTrain = ref<ModelRef>()
  /** The run whose curves Train brings to the front. */
  const selectedRun = ref<string>()

  function show(next: ViewId): void {
    if (view.value === next) return
    view.value = next
    void useSettings().change({ view: next })
  }

  function openPictures(request: PictureRequest): void {
    pictures.value = request
    show('inspect')
  }

  /** Shows Train with this model's network in the recipe. */
  function trainModel(model: ModelRef): void {
    modelToTrain.value = model
    show('train')
  }

  function takePictures(): PictureRequest | undefined {
    const request = pictures.value
    pictures.value = undefined
    return request
  }

  function takeModelToTrain(): ModelRef | undefined {
    const model = modelToTrain.value
    modelToTrain.value = undefined
    return model
  }

  function showRun(run: string): void {
    selectedRun.value = run
    show('train')
  }

  return { view, pictures, modelToTrain, selectedRun, show, openPictures, takePictures, trainModel, takeModelToTrain, showRun }
})
