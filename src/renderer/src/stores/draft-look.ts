import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ModelRef } from '@shared/contract/models'
import type { ModelSpec } from '@shared/model/spec'
import { engine } from '@renderer/api'
import { useInspect } from './inspect'
import { useModels } from './models'

/** The builder's network in Inspect and Fields: the engine holds it in memory, and nothing of it is saved. */
export const useDraftLook = defineStore('draft-look', () => {
  const inspect = useInspect()
  const held = shallowRef<{ readonly spec: ModelSpec; readonly ref: ModelRef; readonly identity: string }>()

  async function hold(spec: ModelSpec): Promise<ModelRef> {
    const { ref } = await engine().call('builder.draft', { spec })
    return ref
  }

  /**
   * Takes the network in hand for the views that look at networks, with its first weights.
   * @param identity tells which document it is of
   */
  async function look(spec: ModelSpec, identity: string): Promise<void> {
    const ref = await hold(spec)
    held.value = { spec, ref, identity }
    await useModels().refresh()
    inspect.showModel(ref)
  }

  // A new engine knows of no draft; an edited copy of it may come back after it.
  inspect.onReturn(async () => {
    if (held.value) await hold(held.value.spec)
  }, 'first')

  return { held, look }
})
