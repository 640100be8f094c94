import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { EngineStatus } from '@shared/contract/desktop'
import type { EngineInfo } from '@shared/contract/engine'
import { desktop, engine } from '@renderer/api'
import { useMessages } from './messages'

/** The engine as the frame shows it: its life, whether a port is open, and what it computes on. */
export const useEngine = defineStore('engine', () => {
  const status = ref<EngineStatus>({ state: 'starting', restarts: 0 })
  const connected = ref(false)
  const info = ref<EngineInfo>()

  /** What the pill says: main may know of a ready engine before this window's port is open. */
  const shown = computed(() =>
    status.value.state === 'ready' && !connected.value ? 'connecting' : status.value.state,
  )
  const broken = computed(() => ['crashed', 'unresponsive', 'stopped'].includes(status.value.state))

  async function learn(isConnected: boolean): Promise<void> {
    connected.value = isConnected
    if (!isConnected) return
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

  return { status, connected, info, shown, broken, load, restart }
})
