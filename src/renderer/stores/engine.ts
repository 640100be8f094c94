import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { EngineStatus } from '@shared/contract/desktop'
import type { EngineInfo } from '@shared/contract/engine'
import type { ProvisionStatus } from '@shared/contract/provision'
import { desktop, engine } from '@renderer/api'
import { useMessages } from './messages'

/** The engine as the frame shows it: its life, whether a port is open, and what it computes on. */
export const useEngine = defineStore('engine', () => {
  const status = ref<EngineStatus>({ state: 'starting', restarts: 0 })
  const connected = ref(false)
  const info = ref<EngineInfo>()
  /** What the first start of an installed app has to bring; undefined where nothing is lacking. */
  const lacking = ref<ProvisionStatus>()

  /** What the pill says: main may know of a ready engine before this window's port is open. */
  const shown = computed(() =>
    status.value.state === 'ready' && !connected.value ? 'connecting' : status.value.state,
  )
  const broken = computed(() => ['crashed', 'unresponsive', 'stopped'].includes(status.value.state))

  async function learnLack(): Promise<void> {
    const status = await useMessages().attempt(() => engine().call('provision.status', {}))
    lacking.value = status?.needed ? status : undefined
  }

  async function learn(isConnected: boolean): Promise<void> {
    connected.value = isConnected
    if (!isConnected) return
    // An installed app says itself what it lacks (frame/FirstStart), and that is no error.
    await learnLack()
    if (lacking.value) return
    info.value = await useMessages().attempt(() => engine().call('engine.info', {}))
  }

  function load(): void {
    desktop().on('engine.status', (next) => {
      status.value = next
    })
    engine().onConnected((isConnected) => void learn(isConnected))
    if (engine().connected) void learn(true)
  }

  const restart = (): Promise<unknown> =>
    useMessages().attempt(() => desktop().call('engine.restart', {}))

  return { status, connected, info, lacking, shown, broken, load, learnLack, restart }
})
