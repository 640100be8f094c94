import { t } from '@renderer/i18n'
import { useInspect } from '@renderer/stores/inspect/inspect'
import { useSketch, type SketchTool } from '@renderer/stores/inspect/sketch'

/** Takes up a tool: on a drawn picture at once, on any other on a copy of what the network sees. */
export function takeTool(tool: SketchTool): void {
  const name = useInspect().current?.picture.name ?? ''
  void useSketch().begin(tool, t('probe.sketch.copyName', { name }).slice(0, 255))
}

export function blankCanvas(): void {
  void useSketch().blank(t('probe.sketch.blankName'))
}
