import { defineStore } from 'pinia'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { createPacer } from '@renderer/async/pacer'
import { useMessages } from '../messages'
import { useDrawing } from './drawing'
import { useForward } from './forward'
import { useInspectedModel } from './model'
import { useStrip } from './strip'

/** Passes of the drawing under the hand: two are in flight at most, and the newest pixels win. */
export const usePaintedPass = defineStore('inspect-painted-pass', () => {
  const [strip, inspected, drawing] = [useStrip(), useInspectedModel(), useDrawing()]
  const forward = useForward()
  /** Passes that were asked for, and the newest of them that is shown: an older one is dropped. */
  let [sent, shown] = [0, 0]

  const following = createPacer({
    lanes: 2,
    async run() {
      const [{ model }, { current }, { sketch, pixels }] = [inspected, strip, drawing]
      if (!model || !current || !sketch || !pixels) return
      try {
        const mine = ++sent
        const { pass, maps } = await engine().call('probe.paint', {
          model,
          picture: current.picture.id,
          ...sketch.size,
          pixels,
          layers: [...forward.seen()],
        })
        if (mine < shown) return
        shown = mine
        if (strip.currentKey === current.key && inspected.model === model)
          await forward.take(pass, maps)
      } catch (thrown) {
        // A picture that the engine has let go is opened again with its present pixels by an
        // ordinary pass.
        if (AppError.from(thrown).code === 'not-found') await forward.refresh()
        else useMessages().fail(thrown)
      }
    },
  })

  return { follow: (): void => following.poke() }
})
