import { useInspect } from '@renderer/stores/inspect/inspect'
import { useInspectDisplay } from '@renderer/stores/inspect/display'
import { contactSheet, type ContactLayer } from './contact-sheet'
import { saveSheet } from './save'
import { useLayerScale } from './scale'

/** Saves what the layer list shows, all of it, as one PNG in the window's own colours. */
export function saveAllMaps(): void {
  const [inspect, display] = [useInspect(), useInspectDisplay()]
  const pass = inspect.pass
  if (!pass) return
  const layers = pass.layers.flatMap((layer): ContactLayer[] => {
    const maps = inspect.maps.get(layer.id)?.maps
    if (maps?.shape.join() !== layer.shape.join()) return []
    return [
      {
        layer,
        maps,
        scale: useLayerScale(
          () => layer,
          () => maps,
        ).value,
        shared: display.scope !== 'map',
      },
    ]
  })
  const style = getComputedStyle(document.documentElement)
  const title = [inspect.entry?.title, inspect.current?.picture.name]
    .filter((part) => part !== undefined)
    .join(' · ')
  const colours = {
    background: style.getPropertyValue('--surface'),
    text: style.getPropertyValue('--text'),
    font: style.getPropertyValue('--font-sans'),
  }
  saveSheet(() => contactSheet(layers, display.side, { title, ...colours }))
}
