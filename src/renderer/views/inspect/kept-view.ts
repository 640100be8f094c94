import { z } from 'zod'
import { unitSchema } from '@shared/contract/common'
import { keepAsText } from '@renderer/stores/kept-text'
import { useSelection } from '@renderer/stores/inspect/selection'
import { SIDE_TABS, TOOLS, useInspectState } from './state'

const keptSchema = z.object({
  tab: z.enum(SIDE_TABS),
  tool: z.enum(TOOLS),
  target: z.object({ layer: z.string(), unit: unitSchema }).nullable(),
  pinned: z.boolean(),
})

/** Keeps the side tab and the selected unit for the next session; the pass says if it is there. */
export function keepInspectView(): Promise<void> {
  const [state, selection] = [useInspectState(), useSelection()]
  const value = (): z.infer<typeof keptSchema> => ({
    tab: state.tab,
    tool: state.tool,
    target: selection.target ?? null,
    pinned: selection.pinned,
  })
  return keepAsText({
    name: 'inspect-view',
    changes: () => JSON.stringify(value()),
    value,
    takeUp(text) {
      const { tab, tool, target, pinned } = keptSchema.parse(text)
      state.tab = tab
      state.tool = tool
      if (target) selection.select(target)
      selection.pinned = pinned && target !== null
    },
  })()
}
