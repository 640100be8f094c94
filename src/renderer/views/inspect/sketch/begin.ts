import { t } from '@renderer/i18n'
import type { SketchTool } from '@renderer/stores/inspect/drawing'
import { drawOnBlank, drawOnCopy } from '@renderer/stores/inspect/new-drawing'
import { useStrip } from '@renderer/stores/inspect/strip'

/** Takes up a tool: on a drawn picture at once, on any other on a copy of what the network sees. */
export function takeTool(tool: SketchTool): void {
  const name = useStrip().current?.picture.name ?? ''
  void drawOnCopy(tool, t('probe.sketch.copyName', { name }).slice(0, 255))
}

export const blankCanvas = (): void => void drawOnBlank(t('probe.sketch.blankName'))
