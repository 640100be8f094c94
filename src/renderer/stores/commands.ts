import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { MenuCommand } from '@shared/contract/desktop'
import type { MessageKey } from '@renderer/i18n'
import { useWorkbench, type ViewId } from './workbench'

/**
 * Something the user can have done: the palette, the shortcuts, the native menus and the help are
 * all made from one list.
 */
export interface Command {
  readonly id: string
  readonly titleKey: MessageKey
  /** `Mod+K` (Ctrl, on a Mac Cmd), `Shift+Mod+E`, `F1`, `Space`, `?`, `ArrowLeft`. */
  readonly shortcut?: string
  /** The native menu's command that it carries out. */
  readonly menu?: MenuCommand
  /** Only while this view is shown. */
  readonly view?: ViewId
  readonly enabled?: () => boolean
  /** Absent where the view itself listens for the key: then it only stands in the help. */
  readonly run?: () => void
}

export const useCommands = defineStore('commands', () => {
  const commands = shallowRef<readonly Command[]>([])

  /** Adds commands; the returned function takes them away. */
  function register(added: readonly Command[]): () => void {
    const ids = new Set(added.map(({ id }) => id))
    commands.value = [...commands.value.filter(({ id }) => !ids.has(id)), ...added]
    return () =>
      void (commands.value = commands.value.filter((command) => !added.includes(command)))
  }

  const available = (command: Command): boolean =>
    command.run !== undefined &&
    (!command.view || command.view === useWorkbench().view) &&
    (command.enabled?.() ?? true)

  /** What can be done right now. */
  const ready = computed(() => commands.value.filter(available))

  /** Carries out the first available command of these; false when none is. */
  function runFirst(matches: (command: Command) => boolean): boolean {
    const command = commands.value.find((candidate) => matches(candidate) && available(candidate))
    command?.run?.()
    return command !== undefined
  }

  return { commands, ready, register, runFirst }
})
