import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { desktop } from '@renderer/api'
import { t } from '@renderer/i18n'
import { useMessages } from '../messages'
import { centre, withoutAlpha } from './centre'

/** More would only be made smaller again. */
const WANTED = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } }

export interface Frame {
  readonly height: number
  readonly width: number
  /** height · width · 3 bytes. */
  readonly pixels: Uint8Array
}

/** Why there is no picture, by the name of the browser's error. */
const REASONS: Readonly<Record<string, 'refused' | 'none' | 'taken'>> = {
  NotAllowedError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'taken',
  AbortError: 'taken',
}

/**
 * The camera's picture. It is on from a press of a button, after the app's own question, until it
 * is turned off or nobody sees it any more; frames are looked at and not kept.
 */
export const useCamera = defineStore('camera', () => {
  const state = ref<'off' | 'starting' | 'on'>('off')
  const video = shallowRef<HTMLVideoElement>()
  const canvas = document.createElement('canvas')
  let stream: MediaStream | undefined
  /** Counts starts and stops: a start that was overtaken ends itself. */
  let turn = 0

  function tell(reason: 'refused' | 'none' | 'taken' | 'gone'): void {
    useMessages().say(() => t(`camera.faults.${reason}`), { tone: 'error', stays: true })
  }

  function stop(): void {
    if (state.value === 'off') return
    turn++
    state.value = 'off'
    for (const track of stream?.getTracks() ?? []) track.stop()
    if (video.value) video.value.srcObject = null
    video.value = undefined
    stream = undefined
    void desktop().call('camera.release', {})
  }

  async function open(mine: number): Promise<void> {
    const { allowed } = await desktop().call('camera.ask', {})
    if (turn !== mine) return
    if (!allowed) {
      stop()
      return
    }
    const opened = await navigator.mediaDevices.getUserMedia({ video: WANTED, audio: false })
    if (turn !== mine) {
      for (const track of opened.getTracks()) track.stop()
      return
    }
    stream = opened
    for (const track of opened.getTracks())
      track.addEventListener('ended', () => {
        if (stream !== opened) return
        stop()
        tell('gone')
      })
    const element = Object.assign(document.createElement('video'), {
      muted: true,
      playsInline: true,
      srcObject: opened,
    })
    await element.play()
    if (turn !== mine) return
    video.value = element
    state.value = 'on'
  }

  const isOn = (): boolean => state.value === 'on'

  /** @returns whether it is on now */
  async function start(): Promise<boolean> {
    if (state.value !== 'off') return isOn()
    const mine = ++turn
    state.value = 'starting'
    try {
      await open(mine)
    } catch (thrown) {
      if (turn !== mine) return false
      stop()
      tell(REASONS[thrown instanceof Error ? thrown.name : ''] ?? 'taken')
    }
    return turn === mine && isOn()
  }

  /** The middle of what the camera sees now, in these proportions; undefined while it is off. */
  function frame(height: number, width: number): Frame | undefined {
    const element = video.value
    if (!element || element.videoWidth === 0) return undefined
    Object.assign(canvas, { height, width })
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) return undefined
    const part = centre(element.videoWidth, element.videoHeight, width / height)
    context.drawImage(element, part.x, part.y, part.width, part.height, 0, 0, width, height)
    return { height, width, pixels: withoutAlpha(context.getImageData(0, 0, width, height).data) }
  }

  // A window that is hidden or minimised shows nothing.
  desktop().on('camera.revoked', stop)

  return { state, video, start, stop, frame }
})
