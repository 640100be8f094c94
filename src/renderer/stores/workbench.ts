import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Chosen, Settings } from '@shared/contract/desktop'
import type { PictureSource } from '@shared/contract/inspect'
import type { ModelRef } from '@shared/contract/models'
import type { Recipe } from '@shared/model/recipe'
import type { ModelSpec } from '@shared/model/spec'
import { useSettings } from './settings'

export type ViewId = Settings['view']

/**
 * The rail's order. A view's key is its place here, whether or not the views before it exist yet.
 */
export const VIEW_ORDER: readonly ViewId[] = [
  'lessons',
  'model',
  'train',
  'inspect',
  'models',
  'fields',
]

/** The key that shows a view: "1" to "6". */
export const viewKey = (view: ViewId): string => String(VIEW_ORDER.indexOf(view) + 1)

/** Pictures that some part of the window wants to see in Inspect, with the model to see them by. */
export interface PictureRequest {
  readonly sources: readonly PictureSource[]
  readonly model?: ModelRef
}

interface RunsToCompare {
  readonly runs: readonly string[]
  /** Runs that differ in their seeds alone are drawn as one, with their mean. */
  readonly pooled: boolean
}

/** What waits, once: it is gone when it has been taken. */
function take<T>(box: { value: T | undefined }): T | undefined {
  const waiting = box.value
  box.value = undefined
  return waiting
}

/** Which view is shown, and what one view hands to another. */
export const useWorkbench = defineStore('workbench', () => {
  const view = ref<ViewId>('inspect')
  /** Waiting for Inspect; it takes them with `takePictures`. */
  const pictures = shallowRef<PictureRequest>()
  /** The view that wants dropped and opened pictures for itself, while it is shown. */
  const pictureTakers = shallowRef<readonly ((sources: readonly PictureSource[]) => void)[]>([])
  /** Waiting for Train's recipe; it takes it with `takeModelToTrain`. */
  const modelToTrain = ref<ModelRef>()
  /** Waiting for Train's recipe: a network that is not among the models. */
  const specToTrain = shallowRef<ModelSpec>()
  /** Waiting for the builder. */
  const modelToEdit = ref<ModelRef>()
  /** Waiting for Models, which asks in which format. */
  const modelToExport = ref<ModelRef>()
  /** Runs that Train lays over each other. */
  const runsToCompare = shallowRef<RunsToCompare>()
  /**
   * The folder that Train asks about, how it becomes a data set; it takes it with
   * `takeFolderToImport`.
   */
  const folderToImport = shallowRef<Chosen>()
  /** Waiting for Train's form, as a whole; it takes it with `takeRecipe`. */
  const recipe = shallowRef<Recipe>()
  /** Waiting for Train's recipe: a lesson in its exact state. */
  const lessonForRecipe = shallowRef<string>()
  /** Waiting for the lessons: the link of one. */
  const lessonToOpen = shallowRef<string>()
  /** The run whose curves Train brings to the front. */
  const selectedRun = ref<string>()

  function show(next: ViewId): void {
    if (view.value === next) return
    view.value = next
    void useSettings().change({ view: next })
  }

  /** Leaves something in its box for a view, and shows the view. */
  const leave =
    <T>(box: { value: T | undefined }, forView: ViewId) =>
    (what: T): void => {
      box.value = what
      show(forView)
    }

  const openPictures = leave(pictures, 'inspect')

  /**
   * Until the returned function is called, pictures that are dropped on the window go to `taker`.
   */
  function takePicturesHere(taker: (sources: readonly PictureSource[]) => void): () => void {
    pictureTakers.value = [...pictureTakers.value, taker]
    return () => void (pictureTakers.value = pictureTakers.value.filter((other) => other !== taker))
  }

  /** Pictures that the user brought: for the view that asked for them, else for Inspect. */
  function bringPictures(sources: readonly PictureSource[]): void {
    const taker = pictureTakers.value.at(-1)
    if (taker) taker(sources)
    else openPictures({ sources })
  }

  /** Shows Train with this model's network in the recipe. */
  const trainModel = leave(modelToTrain, 'train')
  /** Shows Train with this network in the recipe. */
  const trainSpec = leave(specToTrain, 'train')
  /** Opens this model's network in the builder. */
  const editModel = leave(modelToEdit, 'model')

  /** Shows Models with this model and the question how it is to be exported. */
  const exportModel = leave(modelToExport, 'models')

  /** Train lays the curves of these runs over each other, whenever it is seen. */
  function overlayRuns(runs: readonly string[], { pooled }: Pick<RunsToCompare, 'pooled'>): void {
    selectedRun.value = runs.at(-1)
    runsToCompare.value = { runs, pooled }
  }

  /** Shows Train with the curves of these runs over each other. */
  function compareRuns(runs: readonly string[], options: Pick<RunsToCompare, 'pooled'>): void {
    overlayRuns(runs, options)
    show('train')
  }

  /** Shows Train with every setting of this recipe in the form. */
  const trainRecipe = leave(recipe, 'train')
  /** Shows Train with this lesson in the recipe, beside what stands there already. */
  const keepLesson = leave(lessonForRecipe, 'train')
  /** Shows a lesson in the state that the link holds. */
  const openLesson = leave(lessonToOpen, 'lessons')

  /** Shows Train with its question how this folder becomes a data set. */
  const importDataset = leave(folderToImport, 'train')

  const showRun = leave(selectedRun, 'train')

  return {
    view,
    pictures,
    modelToTrain,
    specToTrain,
    modelToEdit,
    runsToCompare,
    selectedRun,
    show,
    openPictures,
    takePicturesHere,
    bringPictures,
    takePictures: () => take(pictures),
    trainModel,
    takeModelToTrain: () => take(modelToTrain),
    trainSpec,
    takeSpecToTrain: () => take(specToTrain),
    editModel,
    takeModelToEdit: () => take(modelToEdit),
    modelToExport,
    exportModel,
    takeModelToExport: () => take(modelToExport),
    folderToImport,
    importDataset,
    takeFolderToImport: () => take(folderToImport),
    recipe,
    trainRecipe,
    takeRecipe: () => take(recipe),
    lessonForRecipe,
    keepLesson,
    takeLessonForRecipe: () => take(lessonForRecipe),
    lessonToOpen,
    openLesson,
    takeLessonToOpen: () => take(lessonToOpen),
    showRun,
    overlayRuns,
    compareRuns,
  }
})
