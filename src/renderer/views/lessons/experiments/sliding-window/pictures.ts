import { ref } from 'vue'
import type { TensorData } from '@shared/contract/common'
import type { PictureSource } from '@shared/contract/inspect'
import { LESSON_PICTURE_SIDE } from '@shared/contract/lessons'
import { desktop, engine } from '@renderer/api'
import { useMessages } from '@renderer/stores/messages'

/** Longest sides that a picture can be scaled down to. */
export const PICTURE_SIDES = [16, 32, 64, 128, 256, 512, LESSON_PICTURE_SIDE] as const

/**
 * A picture as an input: scaled down to the longest side asked for (never up), in grey for one
 * channel and in red, green, blue for three; for other numbers of channels grey in each.
 */
export async function pictureInput(
  source: PictureSource,
  longest: number,
  channels: number,
): Promise<TensorData> {
  const { id, height, width } = await engine().call('pictures.open', { source })
  const scale = Math.min(1, longest / Math.max(height, width))
  const size = {
    height: Math.max(1, Math.round(height * scale)),
    width: Math.max(1, Math.round(width * scale)),
  }
  const picture = await engine().call('operations.picture', {
    picture: id,
    ...size,
    channels: channels === 3 ? 3 : 1,
  })
  if (picture.shape[0] === channels) return picture
  const data = new Float32Array(channels * picture.data.length)
  for (let channel = 0; channel < channels; channel++)
    data.set(picture.data, channel * picture.data.length)
  return { shape: [channels, size.height, size.width], data }
}

/**
 * Pictures for the input: chosen, dropped, or of the samples; a refused one becomes a message and
 * changes nothing.
 */
export function usePictures(channels: () => number, take: (input: TensorData) => void) {
  const messages = useMessages()
  const longest = ref(64)
  const samples = ref<readonly string[]>([])

  const open = (source: PictureSource): Promise<void> =>
    messages.attempt(async () => take(await pictureInput(source, longest.value, channels())))
  async function choose(): Promise<void> {
    await messages.attempt(async () => {
      const [chosen] = await desktop().call('dialog.pictures', {})
      if (chosen) await open({ kind: 'token', token: chosen.token })
    })
  }
  async function loadSamples(): Promise<void> {
    if (samples.value.length === 0 && engine().connected)
      samples.value = await engine().call('pictures.samples', {})
  }
  return { longest, samples, open, choose, loadSamples }
}
