import { Microscope } from '@lucide/vue'
import type { Command } from '@renderer/stores/commands'
import { useInspect } from '@renderer/stores/inspect/inspect'
import { useEdits } from '@renderer/stores/inspect/edits'
import { useSketch } from '@renderer/stores/inspect/sketch'
import type { ViewDefinition } from '../definition'
import InspectView from './InspectView.vue'
import { useInspectDialogs } from './dialogs'
import { openRandom } from './random'
import { saveInput, saveInputPng } from './save'
import { saveAllMaps } from './save-sheet'
import { useSide } from './side'
import { blankCanvas, takeTool } from './sketch/begin'

/** Shows the picture so many places further on the strip, round and round. */
function showNext(by: number): void {
  const { pictures, currentKey, show } = useInspect()
  const index = pictures.findIndex(({ key }) => key === currentKey)
  const next = pictures[(index + by + pictures.length) % pictures.length]
  if (next) show(next.key)
}

/**
 * Undo and redo are for what is at hand: the weights where they are being edited, else the drawn
 * picture.
 */
function history(): { readonly undo: () => void; readonly redo: () => void } | undefined {
  const [edits, sketch] = [useEdits(), useSketch()]
  if (useSide().tab.value === 'weights' && edits.current)
    return { undo: () => void edits.undo(), redo: () => void edits.redo() }
  return sketch.sketch && sketch
}

function commands(): readonly Command[] {
  const inspect = useInspect()
  const side = useSide()
  const hasHistory = (): boolean => history() !== undefined
  const dialogs = useInspectDialogs()
  const hasPass = (): boolean => inspect.pass !== undefined
  const several = (): boolean => inspect.pictures.length > 1
  return [
    {
      id: 'inspect.random',
      titleKey: 'inspect.keys.random',
      shortcut: 'R',
      view: 'inspect',
      run: () => void openRandom(),
    },
    {
      id: 'inspect.dataset',
      titleKey: 'inspect.keys.dataset',
      shortcut: 'D',
      view: 'inspect',
      run: () => (dialogs.browser.value = true),
    },
    {
      id: 'inspect.invert',
      titleKey: 'inspect.keys.invert',
      shortcut: 'I',
      view: 'inspect',
      enabled: hasPass,
      run: () => (inspect.invert = !inspect.invert),
    },
    {
      id: 'inspect.next',
      titleKey: 'inspect.keys.nextPicture',
      shortcut: ']',
      view: 'inspect',
      enabled: several,
      run: () => showNext(1),
    },
    {
      id: 'inspect.previous',
      titleKey: 'inspect.keys.previousPicture',
      shortcut: '[',
      view: 'inspect',
      enabled: several,
      run: () => showNext(-1),
    },
    {
      id: 'inspect.savePng',
      titleKey: 'inspect.keys.savePng',
      shortcut: 'Shift+Mod+E',
      menu: 'export.picture',
      view: 'inspect',
      enabled: hasPass,
      run: saveAllMaps,
    },
    {
      id: 'inspect.saveInput',
      titleKey: 'inspect.unit.saveInput',
      view: 'inspect',
      enabled: hasPass,
      run: saveInput,
    },
    {
      id: 'inspect.paint',
      titleKey: 'probe.sketch.paint',
      shortcut: 'P',
      view: 'inspect',
      enabled: hasPass,
      run: () => takeTool('paint'),
    },
    {
      id: 'inspect.transform',
      titleKey: 'probe.sketch.transform',
      shortcut: 'T',
      view: 'inspect',
      enabled: hasPass,
      run: () => takeTool('transform'),
    },
    {
      id: 'inspect.blank',
      titleKey: 'probe.sketch.blank',
      shortcut: 'B',
      view: 'inspect',
      run: blankCanvas,
    },
    {
      id: 'inspect.savePicture',
      titleKey: 'probe.sketch.savePng',
      view: 'inspect',
      enabled: hasPass,
      run: saveInputPng,
    },
    {
      id: 'inspect.undo',
      titleKey: 'probe.keys.undo',
      shortcut: 'Mod+Z',
      view: 'inspect',
      enabled: hasHistory,
      run: () => history()?.undo(),
    },
    {
      id: 'inspect.redo',
      titleKey: 'probe.keys.redo',
      shortcut: 'Shift+Mod+Z',
      view: 'inspect',
      enabled: hasHistory,
      run: () => history()?.redo(),
    },
    {
      id: 'inspect.unit',
      titleKey: 'probe.tabs.unit',
      shortcut: 'U',
      view: 'inspect',
      run: () => (side.tab.value = 'unit'),
    },
    {
      id: 'inspect.moves',
      titleKey: 'probe.tabs.moves',
      shortcut: 'M',
      view: 'inspect',
      run: () => (side.tab.value = 'moves'),
    },
    {
      id: 'inspect.weights',
      titleKey: 'probe.tabs.weights',
      shortcut: 'W',
      view: 'inspect',
      run: () => (side.tab.value = 'weights'),
    },
    { id: 'inspect.paste', titleKey: 'inspect.keys.paste', shortcut: 'Mod+V', view: 'inspect' },
    { id: 'inspect.walk', titleKey: 'inspect.keys.walk', shortcut: 'ArrowRight', view: 'inspect' },
    { id: 'inspect.pin', titleKey: 'inspect.keys.pin', shortcut: 'Space', view: 'inspect' },
    { id: 'inspect.enlarge', titleKey: 'inspect.keys.enlarge', shortcut: 'Enter', view: 'inspect' },
    { id: 'inspect.escape', titleKey: 'inspect.keys.escape', shortcut: 'Escape', view: 'inspect' },
  ]
}

/** See what every layer makes of a picture. */
export const inspect: ViewDefinition = {
  id: 'inspect',
  titleKey: 'frame.views.inspect',
  icon: Microscope,
  component: InspectView,
  commands,
}
