import { Microscope } from '@lucide/vue'
import type { Command } from '@renderer/stores/commands'
import { useInspect } from '@renderer/stores/inspect'
import type { ViewDefinition } from '../definition'
import InspectView from './InspectView.vue'
import { useInspectDialogs } from './dialogs'
import { openRandom } from './random'
import { saveInput } from './save'
import { saveAllMaps } from './save-sheet'

/** Shows the picture so many places further on the strip, round and round. */
function showNext(by: number): void {
  const { pictures, currentKey, show } = useInspect()
  const index = pictures.findIndex(({ key }) => key === currentKey)
  const next = pictures[(index + by + pictures.length) % pictures.length]
  if (next) show(next.key)
}

function commands(): readonly Command[] {
  const inspect = useInspect()
  const dialogs = useInspectDialogs()
  const hasPass = (): boolean => inspect.pass !== undefined
  const several = (): boolean => inspect.pictures.length > 1
  return [
    { id: 'inspect.random', titleKey: 'inspect.keys.random', shortcut: 'R', view: 'inspect', run: () => void openRandom() },
    { id: 'inspect.dataset', titleKey: 'inspect.keys.dataset', shortcut: 'D', view: 'inspect', run: () => (dialogs.browser.value = true) },
    { id: 'inspect.invert', titleKey: 'inspect.keys.invert', shortcut: 'I', view: 'inspect', enabled: hasPass, run: () => (inspect.invert = !inspect.invert) },
    { id: 'inspect.next', titleKey: 'inspect.keys.nextPicture', shortcut: ']', view: 'inspect', enabled: several, run: () => showNext(1) },
    { id: 'inspect.previous', titleKey: 'inspect.keys.previousPicture', shortcut: '[', view: 'inspect', enabled: several, run: () => showNext(-1) },
    { id: 'inspect.savePng', titleKey: 'inspect.keys.savePng', shortcut: 'Shift+Mod+E', menu: 'export.picture', view: 'inspect', enabled: hasPass, run: saveAllMaps },
    { id: 'inspect.saveInput', titleKey: 'inspect.unit.saveInput', view: 'inspect', enabled: hasPass, run: saveInput },
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
