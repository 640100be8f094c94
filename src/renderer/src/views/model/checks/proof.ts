import { createGlobalState } from '@vueuse/core'
import { ref, watch } from 'vue'
import { shrinkToDataset } from '@shared/model/fit'
import type { Finding } from '@shared/model/lint'
import { parseRecipe, type Recipe } from '@shared/model/recipe'
import type { ModelSpec } from '@shared/model/spec'
import { AppError } from '@shared/errors'
import { t } from '@renderer/i18n'
import { useDatasets } from '@renderer/stores/datasets'
import { useMessages } from '@renderer/stores/messages'
import { useRuns } from '@renderer/stores/runs'
import { useWorkbench } from '@renderer/stores/workbench'
import { useSetup } from '../setup'
import { findingTitle } from '../texts'

/** Enough for a difference to show, few enough to wait for. */
export const PROOF_EXAMPLES = 2048
const PROOF_TESTS = 512
const EPOCHS = 2

const state = createGlobalState(() => ({ running: ref<string>() }))

/** Waits until a run has ended, however it did. */
function ended(id: string): Promise<void> {
  const runs = useRuns()
  return new Promise((resolve, reject) => {
    const stop = watch(
      () => runs.find(id),
      (run) => {
        if (run?.state === 'starting' || run?.state === 'running') return
        queueMicrotask(() => stop())
        if (run?.state === 'finished') resolve()
        else if (run?.state === 'failed') reject(new AppError('diverged', run.problem ?? ''))
        else reject(new AppError('cancelled', ''))
      },
      { immediate: true },
    )
  })
}

/** Proves a warning: the network and its mended variant trained briefly, alike in all but the change, their curves over each other. */
export function useProof() {
  const { running } = state()
  const [runs, datasets, messages, workbench] = [useRuns(), useDatasets(), useMessages(), useWorkbench()]
  const setup = useSetup()

  function recipeOf(spec: ModelSpec): Recipe {
    const info = datasets.find(setup.dataset.value)
    if (!info || info.state === 'missing' || info.state === 'damaged') throw new AppError('not-found', t('model.checks.needsDataset', { dataset: info?.title ?? setup.dataset.value }))
    const { height, width, channels, classes } = info
    // Published networks are too deep for small pictures: their first halvings go, in both variants alike.
    const model = shrinkToDataset(spec, { height, width, channels, classes: classes.length })
    return parseRecipe({
      model,
      dataset: info.id,
      optimizer: { kind: 'adam' },
      learningRate: 0.001,
      batchSize: 64,
      epochs: EPOCHS,
      seed: 0,
      limitTrain: PROOF_EXAMPLES,
      limitTest: PROOF_TESTS,
    })
  }

  async function prove(spec: ModelSpec, finding: Finding): Promise<void> {
    if (!finding.mended || running.value !== undefined) return
    const recipes = [recipeOf(spec), recipeOf(finding.mended)] as const
    running.value = findingTitle(finding)
    try {
      const first = await runs.start(recipes[0], t('model.checks.asDrawn', { name: spec.name }).slice(0, 120))
      workbench.compareRuns([first.id])
      await ended(first.id)
      const second = await runs.start(recipes[1], t('model.checks.mended', { name: spec.name, rule: findingTitle(finding) }).slice(0, 120))
      workbench.compareRuns([first.id, second.id])
      await ended(second.id)
      messages.say(t('model.checks.proofDone'), { title: findingTitle(finding) })
    } finally {
      running.value = undefined
    }
  }

  return { running, prove: (spec: ModelSpec, finding: Finding): void => void messages.attempt(() => prove(spec, finding), findingTitle(finding)) }
}
