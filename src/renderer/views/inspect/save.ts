import type { TensorData } from '@shared/contract/common'
import { engine } from '@renderer/api'
import { useSave } from '@renderer/actions/save'
import { useInspectedModel } from '@renderer/stores/inspect/model'
import { usePass } from '@renderer/stores/inspect/pass'
import { useStrip } from '@renderer/stores/inspect/strip'
import { pictureRaster } from '@renderer/visualisations/sheet/raster'
import { npy } from '@renderer/visualisations/save/npy'
import { rasterPng } from '@renderer/visualisations/save/png'

/** Names a file after model, picture and what it holds. */
function nameOf(what: string, ending: string): string {
  const [{ model }, { current }] = [useInspectedModel(), useStrip()]
  const picture = current?.picture.name.replace(/\.(png|jpe?g)$/i, '')
  const parts = [model?.replace(':', '-'), picture, what].filter((part) => part !== undefined)
  return `${parts.map((part) => part.replace(/\s+/g, '-').slice(0, 60)).join('_')}.${ending}`
}

function saveTensor(what: string, load: () => Promise<TensorData>): void {
  useSave().saveBytes(nameOf(what, 'npy'), async () => npy(await load()))
}

/** A layer's exact output, [height, width, channels] or [units]. */
export function saveLayer(layer: string): void {
  const pass = usePass().pass?.id
  if (pass !== undefined) saveTensor(layer, () => engine().call('inspect.values', { pass, layer }))
}

/** The network's input, [height, width, channels], 0…1. */
export function saveInput(): void {
  const input = usePass().pass?.input
  if (input) saveTensor('input', () => Promise.resolve(input))
}

/** The network's input as a picture: the PNG holds the very bytes of a drawn one. */
export function saveInputPng(): void {
  const input = usePass().pass?.input
  if (!input) return
  useSave().saveBytes(nameOf('input', 'png'), () => rasterPng(pictureRaster(input)))
}

/** A convolution's weights, [height, width, in, out]. */
export function saveFilters(layer: string): void {
  const model = useInspectedModel().model
  if (model !== undefined)
    saveTensor(`${layer}.weight`, () => engine().call('inspect.filters', { model, layer }))
}

/** All layers' sheets as one picture. */
export function saveSheet(picture: () => Promise<Uint8Array>): void {
  useSave().saveBytes(nameOf('maps', 'png'), picture)
}
