import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Chosen } from '@shared/contract/desktop'
import type { ProvisionVariant } from '@shared/contract/provision'
import { AppError } from '@shared/errors'
import { desktop, engine } from '@renderer/api'
import { useDatasets } from './datasets'
import { useEngine } from './engine'
import { useJobs } from './jobs'

/** What the chapter's lessons and presets train on. */
const DATASET = 'fashion-mnist'
export const PROVISION_SUBJECT = 'provision'

/** What the first start of an installed app brings: TensorFlow, then the chapter's data set. */
export const useProvision = defineStore('provision', () => {
  const jobs = useJobs()
  const folder = ref<Chosen>()
  const error = ref<AppError>()
  const paused = ref(false)

  async function chooseFolder(): Promise<void> {
    folder.value = (await desktop().call('dialog.folder', { purpose: 'library' })) ?? folder.value
  }

  /** Runs a call that brings TensorFlow; a paused one goes on from there the next time. */
  async function bring(work: Parameters<typeof jobs.track<unknown>>[2]): Promise<boolean> {
    error.value = undefined
    paused.value = false
    try {
      await jobs.track('TensorFlow', PROVISION_SUBJECT, work)
    } catch (thrown) {
      const failure = AppError.from(thrown)
      if (failure.code === 'cancelled') paused.value = true
      else error.value = failure
      await useEngine().learnLack()
      return false
    }
    // A new engine has the library from its start; its windows ask for everything anew.
    await desktop().call('engine.restart', {})
    return true
  }

  const placeOf = (variant: ProvisionVariant) => ({
    variant,
    ...(folder.value && { folder: folder.value.token }),
  })

  /** Fetches TensorFlow and, if it isn't here yet, Fashion-MNIST. */
  async function fetch(variant: ProvisionVariant): Promise<void> {
    const ready = await bring((options) =>
      engine().call('provision.fetch', placeOf(variant), options),
    )
    if (ready) await useDatasets().fetch(DATASET)
  }

  /** Takes TensorFlow from wheels that the user chooses. */
  async function take(variant: ProvisionVariant): Promise<void> {
    const chosen = await desktop().call('dialog.wheels', {})
    if (chosen.length === 0) return
    const files = chosen.map(({ token }) => token)
    await bring((options) =>
      engine().call('provision.take', { ...placeOf(variant), files }, options),
    )
  }

  return { folder, error, paused, chooseFolder, fetch, take }
})
