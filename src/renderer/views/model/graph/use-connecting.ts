import { ref } from 'vue'
import { useNetworkActions } from '../actions'
import { useModelDocument } from '../document/store'

/** Connecting two layers by keys: from the selected one to the one that the arrows come to. */
export function useConnecting() {
  const store = useModelDocument()
  const actions = useNetworkActions()
  /** The layer that is to be read. */
  const connecting = ref<string>()
  /** The one that the arrows have come to. */
  const target = ref<string>()

  function begin(): void {
    connecting.value = store.selected.at(-1)
    target.value = connecting.value
  }

  function finish(): void {
    if (
      connecting.value !== undefined &&
      target.value !== undefined &&
      target.value !== connecting.value
    )
      actions.connect(connecting.value, target.value)
    leave()
  }

  function leave(): void {
    connecting.value = undefined
    target.value = undefined
  }

  return { connecting, target, begin, finish, leave }
}
