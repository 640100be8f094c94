import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MomentScores } from '@shared/contract/moments'
import { AppError, phrase } from '@shared/errors'
import { z } from 'zod'
import { loadDataset, type Dataset } from '../datasets'
import { checkLists } from '../evaluate/check-aside'
import { evaluateModel } from '../evaluate/evaluate-model'
import type { Examples } from '../evaluate/device-split'
import { validationParts } from '../evaluate/validation-part'
import type { Recipe } from '@shared/model/recipe'
import { partOf } from '../evaluate/sample'
import { loadModel } from '../models'
import { readRun, readRunFile } from '../runs/run-folder'
import { runFolder } from '../runs/run-ids'
import { momentsOf } from '../runs/time'
import { writeFileAtomic } from '../runtime/files'
import { counted, type Work } from '../work/work'

/** [true class, predicted class, count]; cells that are 0 are left out. */
const cellSchema = z.tuple([z.number().int(), z.number().int(), z.number().int()])
const keptSchema = z.strictObject({
  format: z.literal(1),
  dataset: z.string(),
  classes: z.array(z.string()),
  moments: z.array(
    z.strictObject({
      step: z.number().int(),
      accuracy: z.number(),
      /** JSON has neither NaN nor infinity. */
      loss: z.number().nullable(),
      cells: z.array(cellSchema),
    }),
  ),
})
type Kept = z.infer<typeof keptSchema>
type Score = Kept['moments'][number]

const fileOf = (run: string): string => join(run, 'moments', 'scores.json')

const readKept = (folder: string): Promise<Kept | undefined> =>
  readFile(fileOf(folder), 'utf8').then(
    (text) => {
      try {
        return keptSchema.parse(JSON.parse(text))
      } catch {
        // They are measured again.
        return undefined
      }
    },
    () => undefined,
  )

function cellsOf(confusion: Int32Array, classes: number): Score['cells'] {
  const cells: Score['cells'] = []
  confusion.forEach((count, at) => {
    if (count > 0) cells.push([Math.floor(at / classes), at % classes, count])
  })
  return cells
}

function scoresOf(
  { dataset, classes }: Omit<Kept, 'moments'>,
  all: readonly Score[],
): MomentScores {
  const size = classes.length * classes.length
  const confusion = new Int32Array(all.length * size)
  all.forEach(({ cells }, n) => {
    for (const [label, prediction, count] of cells)
      confusion[n * size + label * classes.length + prediction] = count
  })
  return {
    dataset,
    classes,
    steps: Int32Array.from(all, ({ step }) => step),
    accuracies: Float32Array.from(all, ({ accuracy }) => accuracy),
    losses: Float32Array.from(all, ({ loss }) => loss ?? NaN),
    confusion,
  }
}

const stepsOf = async (folder: string): Promise<number[]> =>
  (await momentsOf(folder, await readRunFile(folder))).map(({ step }) => step)

/** The scores of all moments of a run; null where some were never measured. */
export async function keptScores(run: string): Promise<MomentScores | null> {
  const folder = runFolder(run)
  const [kept, steps] = await Promise.all([readKept(folder), stepsOf(folder)])
  if (!kept) return null
  const found = steps.flatMap((step) => kept.moments.find((each) => each.step === step) ?? [])
  return found.length === steps.length ? scoresOf(kept, found) : null
}

/**
 * On what moments are measured: as epochs are, on the validation part where the recipe has one,
 * whose test part is read with the best epoch alone; else on the test part.
 */
function examplesOf(dataset: Dataset, recipe: Recipe): Examples {
  const { limitTrain, limitTest, part, setAside, relabelled, validation } = recipe
  if (!validation) return partOf(dataset.test, limitTest, part, setAside?.test, relabelled?.test)
  const train = partOf(dataset.train, limitTrain, part, setAside?.train, relabelled?.train)
  return validationParts({ ...dataset, train }, validation).validation
}

/**
 * Measures every moment of a run on the pictures on which its epochs are measured, and keeps that in the run's
 * folder; moments that were measured before are not measured again. What is measured when it is
 * cancelled is kept.
 * @throws AppError `not-found` without a data set, `unsupported` for outputs that are no classes,
 *   `cancelled`
 */
export async function measureMoments(run: string, work: Work = {}): Promise<MomentScores> {
  const folder = runFolder(run)
  const { recipe } = await readRun(folder)
  const dataset = await loadDataset(recipe.dataset, work)
  checkLists(recipe, dataset)
  const examples = examplesOf(dataset, recipe)
  const classes = [...dataset.info.classes]
  const steps = await stepsOf(folder)
  if (steps.length === 0)
    throw new AppError('not-found', phrase`This run has kept no moments.`, { run })
  const facts = { format: 1 as const, dataset: recipe.dataset, classes }
  const before = await readKept(folder)
  const found = new Map<number, Score>(
    before && before.classes.join() === classes.join()
      ? before.moments.map((score) => [score.step, score])
      : [],
  )
  const { signal, onProgress } = counted(work, 'evaluate', 'steps', steps.length)
  for (const [n, step] of steps.entries()) {
    if (!found.has(step)) {
      const loaded = await loadModel(`run:${run}@${step}`)
      const { accuracy, loss, confusion } = await evaluateModel(loaded, examples, { signal })
      const finite = Number.isFinite(loss) ? loss : null
      const cells = cellsOf(confusion, classes.length)
      found.set(step, { step, accuracy, loss: finite, cells })
      const moments = [...found.values()].sort((a, b) => a.step - b.step)
      await writeFileAtomic(fileOf(folder), `${JSON.stringify({ ...facts, moments })}\n`)
    }
    onProgress(n + 1)
  }
  return scoresOf(
    facts,
    steps.flatMap((step) => found.get(step) ?? []),
  )
}
