import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import type { ModelRef } from '@shared/contract/models'
import type { ModelSpec } from '@shared/model/spec'
import { engine } from '@renderer/api'
import { useHeldModels } from './held'
import { useInspectedModel } from '../inspect/model'
import { useMessages } from '../messages'
import { useModels } from './models'

/**
 * The builder's network in Inspect and Fields: the engine holds it in memory, and nothing of it is
 * saved.
 */
export const useDraftLook = defineStore('draft-look', () => {
  const held = shallowRef<{
    readonly spec: ModelSpec
    readonly ref: ModelRef
    readonly identity: string
  }>()

  async function hold(spec: ModelSpec): Promise<ModelRef> {
    const { ref } = await engine().call('builder.draft', { spec })
    return ref
  }

  /**
   * A window that is new asks the engine for the network that an earlier one left there; of which
   * document it was is not known.
   */
  async function learn(ref: ModelRef | undefined): Promise<void> {
    if (ref === undefined || held.value) return
    const detail = await useMessages().attempt(() => engine().call('models.detail', { model: ref }))
    if (detail) held.value ??= { spec: detail.spec, ref, identity: '' }
  }
  watch(() => useModels().models.find(({ origin }) => origin === 'draft')?.ref, learn)

  /**
   * Takes the current network for the views that look at networks, with its first weights.
   * @param identity tells which document it is of
   */
  async function look(spec: ModelSpec, identity: string): Promise<void> {
    const ref = await hold(spec)
    held.value = { spec, ref, identity }
    useHeldModels().keepDraft(spec)
    await useModels().refresh()
    useInspectedModel().show(ref)
  }

  /**
   * A new engine knows of no draft, and may have listed its models without it; an edited copy of it
   * may come back after it.
   */
  async function bringBack(): Promise<void> {
    const spec = held.value?.spec ?? (await useHeldModels().before()).draft
    if (!spec) return
    const ref = await hold(spec)
    held.value ??= { spec, ref, identity: '' }
    await useModels().refresh()
  }

  return { held, look, bringBack }
})
