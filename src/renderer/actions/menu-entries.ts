import { shortLabelOf } from '@renderer/commands/command'
import { useCommands } from '@renderer/stores/commands'

/** Entries of a view's own menu for these commands. */
export function menuEntries(ids: readonly string[]) {
  const commands = useCommands()
  return ids
    .flatMap((id) => commands.find(id) ?? [])
    .map((command) => ({
      id: command.id,
      label: shortLabelOf(command),
      ...(command.icon && { icon: command.icon }),
      disabled: !commands.applies(command),
      run: () => command.run?.(),
    }))
}
