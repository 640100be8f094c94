import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Command } from '@renderer/commands/command'
import { useWorkbench } from './workbench'

/** All commands of the window, and which of them apply now. */
export const useCommands = defineStore('commands', () => {
  const commands = shallowRef<readonly Command[]>([])

  function register(added: readonly Command[]): void {
    const ids = new Set(added.map(({ id }) => id))
    commands.value = [...commands.value.filter(({ id }) => !ids.has(id)), ...added]
  }

  const find = (id: string): Command | undefined =>
    commands.value.find((command) => command.id === id)

  /** The key that a button shows. */
  const keyOf = (id: string): string | undefined => find(id)?.keys?.[0]

  const applies = (command: Command): boolean =>
    command.run !== undefined &&
    (!command.view || command.view === useWorkbench().view) &&
    (command.enabled?.() ?? true)

  /** What can be done right now. */
  const ready = computed(() => commands.value.filter(applies))

  /** Carries out the first of these commands that applies; false when none does. */
  function runFirst(matches: (command: Command) => boolean): boolean {
    const command = commands.value.find((candidate) => matches(candidate) && applies(candidate))
    command?.run?.()
    return command !== undefined
  }

  return { commands, ready, register, find, keyOf, applies, runFirst }
})
