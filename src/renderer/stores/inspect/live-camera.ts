import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { createPacer } from '@renderer/async/pacer'
import { type Frame, useCamera } from '../camera/camera'
import { t } from '@renderer/i18n'
import { useMessages } from '../messages'
import { useWorkbench } from '../workbench'
import { useForward } from './forward'
import { useInspectedModel } from './model'
import { useOpening } from './opening'
import { useStrip } from './strip'

/** The shorter side of the frames that the engine fits to the network. */
const SIDE = 224
/** Least time between two frames: more than 30 a second the camera does not give. */
const INTERVAL_MS = 33
/** Answers over which the frames a second are taken. */
const COUNTED = 20

/**
 * The camera as Inspect's picture: its frames go through the network one after the other, and none
 * stands in the strip unless it is kept. It ends with any other picture that is chosen, and when
 * Inspect is not seen.
 */
export const useLiveCamera = defineStore('inspect-live-camera', () => {
  const [camera, strip, inspected] = [useCamera(), useStrip(), useInspectedModel()]
  const forward = useForward()
  const on = ref(false)
  /** Frames a second whose maps are shown; 0 until it is known. */
  const rate = ref(0)
  /** The frame whose maps are shown. */
  let last: Frame | undefined
  /** The engine's picture, whose pixels each frame replaces. */
  let picture: string | undefined
  let [sent, shown] = [0, 0]
  let times: readonly number[] = []

  const size = computed(() => {
    const [height = 1, width = 1] = inspected.entry?.inputShape ?? []
    const scale = SIDE / Math.min(height, width)
    return { height: Math.round(height * scale), width: Math.round(width * scale) }
  })

  const nextFrame = (): Frame | undefined =>
    on.value ? camera.frame(size.value.height, size.value.width) : undefined

  async function pictureFor(frame: Frame): Promise<string> {
    const source = { kind: 'pixels', name: t('camera.title'), channels: 3, ...frame } as const
    picture ??= (await engine().call('pictures.open', { source })).id
    return picture
  }

  function count(): void {
    times = [...times, performance.now()].slice(-COUNTED)
    const [first = 0] = times
    const now = times.at(-1) ?? first
    if (times.length > 2) rate.value = (1000 * (times.length - 1)) / (now - first)
  }

  async function send(frame: Frame): Promise<void> {
    const { model } = inspected
    if (!model) return
    const mine = ++sent
    const { pass, maps } = await engine().call('probe.paint', {
      model,
      picture: await pictureFor(frame),
      ...{ channels: 3, invert: strip.invert, layers: [...forward.seen()] },
      ...frame,
    })
    if (!on.value || mine < shown || inspected.model !== model) return
    shown = mine
    last = frame
    await forward.take(pass, maps)
    count()
  }

  const following = createPacer({
    interval: INTERVAL_MS,
    lanes: 2,
    async run() {
      const frame = nextFrame()
      try {
        if (frame) await send(frame)
      } catch (thrown) {
        const { code } = AppError.from(thrown)
        // An engine that is new, or has let the picture go, is given it again.
        if (code === 'not-found') picture = undefined
        else if (on.value) {
          stop()
          useMessages().fail(thrown)
        }
      } finally {
        if (on.value) following.poke()
      }
    },
  })

  function stop(): void {
    if (!on.value) return
    on.value = false
    following.stop()
    camera.stop()
    picture = undefined
    last = undefined
    rate.value = 0
    times = []
    void forward.refresh()
  }

  async function start(): Promise<void> {
    if (!(await camera.start())) return
    on.value = true
    following.poke()
  }

  /** Puts the frame whose maps are shown into the strip, and shows it. */
  async function keep(): Promise<void> {
    const frame = last
    if (!frame) return
    stop()
    const name = t('camera.keptName')
    const source = { kind: 'pixels', name, channels: 3, ...frame } as const
    await useOpening().open([{ name, source }])
  }

  watch(
    () => camera.state,
    (state) => {
      if (state === 'off') stop()
    },
  )
  watch(
    () => [strip.currentKey, useWorkbench().view],
    () => stop(),
  )

  return { on, rate, size, start, stop, keep }
})
