import { desktop } from '@renderer/api'
import { useImports } from '@renderer/actions/imports'
import { useHandOver } from '@renderer/stores/hand-over'
import { useMessages } from '@renderer/stores/messages'

/** Opens the files that the system has handed to the app, now and whenever more come. */
export function useOpenedFiles(): void {
  const imports = useImports()
  const handOver = useHandOver()
  const messages = useMessages()

  async function open(): Promise<void> {
    const { lessons, ...taken } = await desktop().call('files.opened', {})
    for (const lesson of lessons) handOver.leave('lesson', lesson)
    if (taken.items.length > 0 || taken.left > 0) await imports.take({ ...taken, placeless: 0 })
  }
  desktop().on('files.arrived', () => void messages.attempt(open))
  void messages.attempt(open)
}
