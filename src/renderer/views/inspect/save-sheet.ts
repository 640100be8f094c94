import { useStrip } from '@renderer/stores/inspect/strip'
import { useInspectedModel } from '@renderer/stores/inspect/model'
import { usePass } from '@renderer/stores/inspect/pass'
import { useInspectDisplay } from '@renderer/stores/inspect/display'
import { contactSheet, type ContactLayer } from './contact-sheet'
import { saveSheet } from './save'
import { useLayerScale } from './scale'

/** Saves what the layer list shows, all of it, as one PNG in the window's own colours. */
export function saveAllMaps(): void {
  const [strip, inspected, passes, display] = [
    useStrip(),
    useInspectedModel(),
    usePass(),
    useInspectDisplay(),
  ]
  const pass = passes.pass
  if (!pass) return
  const layers = pass.layers.flatMap((layer): ContactLayer[] => {
    const maps = passes.maps.get(layer.id)?.maps
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
  const title = [inspected.entry?.title, strip.current?.picture.name]
    .filter((part) => part !== undefined)
    .join(' · ')
  const colours = {
    background: style.getPropertyValue('--surface'),
    text: style.getPropertyValue('--text'),
    font: style.getPropertyValue('--font-sans'),
  }
  saveSheet(() => contactSheet(layers, display.side, { title, ...colours }))
}
