import type { ModelEntry } from '@shared/contract/models'
import type { Notice } from '@shared/contract/training'
import type { NamedArrays } from '@shared/model/weights'
import { AppError, phrase } from '@shared/errors'
import { headOf } from '@shared/model/frozen'
import type { Recipe } from '@shared/model/recipe'
import { RUN_FILE } from '@shared/formats'
import { percent } from './format'
import { resumeCommand } from './weights-not-used'

/** The rate of a model whose own is not known: the chapter's would undo what it has learned. */
const CAREFUL_RATE = 0.01

/** Fields of a run's recipe that say nothing of the next one. */
const OF_THE_RUN = ['start', 'frozen', 'layerRates', 'lesson', 'part']

/** What the recipe of a training takes over from the model that it goes on from. */
export async function takenOver(argument: string): Promise<Readonly<Record<string, unknown>>> {
  const { resolveModelArgument } = await import('../engine/models')
  const { recipe, normalisation, fitting } = await resolveModelArgument(argument)
  // Preprocessing belongs to the weights.
  const prepared = { ...(normalisation && { normalisation }), ...(fitting && { fitting }) }
  if (!recipe) return { learningRate: CAREFUL_RATE, ...prepared }
  const taken = Object.entries(recipe).filter(([field]) => !OF_THE_RUN.includes(field))
  return { ...Object.fromEntries(taken), ...prepared }
}

export interface StartOptions {
  readonly epoch?: number
  readonly newHead?: boolean
}

/**
 * The training that goes on from the weights of a model, and the remark on it.
 * @param recipe with the network fitted to its data set
 * @throws AppError as `goingOn` and `startModel`
 */
export async function startFrom(
  argument: string,
  entry: ModelEntry,
  recipe: Recipe,
  { epoch, newHead = false }: StartOptions,
): Promise<{ recipe: Recipe; weights: NamedArrays; notice: Notice }> {
  const [{ resolveModelArgument }, { goingOn, startModel }] = await Promise.all([
    import('../engine/models'),
    import('../engine/trainings/going-on'),
  ])
  const folder = epoch === undefined ? undefined : await runFolder(argument, entry)
  const source = await startModel(await resolveModelArgument(argument), epoch, folder)
  const begun = goingOn(recipe, source, newHead ? [headIn(recipe)] : [])
  const { testAccuracy } = entry
  const known =
    testAccuracy === undefined || epoch !== undefined
      ? ''
      : ` (test accuracy ${percent(testAccuracy)})`
  const fresh = begun.fresh.length > 0 ? ` Fresh weights: ${begun.fresh.join(', ')}.` : ''
  const instead =
    entry.origin === 'run'
      ? ` To continue that run itself: ${await resumeCommand(argument, entry)}`
      : ''
  return {
    recipe: begun.recipe,
    weights: begun.weights,
    notice: {
      type: 'notice',
      code: 'start-weights',
      text: `The training starts from the weights of ${source.title}${known}.${fresh} With --fresh it starts from fresh ones.${instead}`,
    },
  }
}

function headIn({ model }: Recipe): string {
  const head = headOf(model)
  if (head !== undefined) return head
  throw new AppError(
    'invalid-argument',
    phrase`The network has no layer of which each unit answers for a class, so it has no head to replace.`,
  )
}

/** The folder of a run that an argument names; undefined for other models. */
async function runFolder(argument: string, entry: ModelEntry): Promise<string | undefined> {
  if (entry.origin !== 'run') return undefined
  const { runFolderOf } = await import('../engine/runs/run-folder')
  const id = entry.ref.slice('run:'.length)
  if (argument === entry.ref || argument === id) return runFolderOf(id)
  return argument.endsWith(`/${RUN_FILE}`) ? argument.slice(0, -RUN_FILE.length - 1) : argument
}
