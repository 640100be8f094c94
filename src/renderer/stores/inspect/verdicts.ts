import { type Ref, shallowReactive, watch } from 'vue'
import type { Pass, Prediction } from '@shared/contract/inspect'
import type { ModelRef } from '@shared/contract/models'
import { engine } from '@renderer/api'
import type { OpenPicture } from './pictures'

/** Pictures that are asked about before they are looked at; a data set's worth of them is not. */
const UNSEEN = 2

interface Context {
  readonly model: () => ModelRef | undefined
  readonly pictures: () => readonly OpenPicture[]
  readonly current: () => OpenPicture | undefined
  readonly pass: Readonly<Ref<Pass | undefined>>
  readonly trained: () => boolean
}

/** What the model takes each open picture for whose class is known. */
export function createVerdicts({ model, pictures, current, pass, trained }: Context) {
  /** The most probable class by picture, of the model in hand. */
  const said = shallowReactive(new Map<number, string>())
  let of: ModelRef | undefined

  const note = (key: number, [most]: readonly Prediction[]): void => {
    if (most) said.set(key, most.label)
  }

  /**
   * Looks at labelled pictures that were opened beside the present one. A picture that can't be
   * looked at says so when it is chosen.
   */
  async function lookAhead(): Promise<void> {
    const asked = model()
    const unseen = pictures().filter(
      ({ key, picture }) => picture.label !== undefined && !said.has(key) && key !== current()?.key,
    )
    if (asked === undefined || !trained() || unseen.length > UNSEEN) return
    for (const { key, picture } of unseen) {
      const answer = await engine()
        .call('inspect.forward', { model: asked, picture: picture.id, invert: false })
        .catch(() => undefined)
      if (model() !== asked) return
      if (answer) note(key, answer.predictions)
    }
  }

  function follow(): void {
    watch(pass, (next) => {
      if (!next) return
      if (of !== next.model) said.clear()
      of = next.model
      const now = current()
      if (now?.picture.label !== undefined) note(now.key, next.predictions)
    })
    // Pictures that are opened together come one after the other.
    watch([pass, () => pictures().length], () => pass.value && void lookAhead())
  }

  /**
   * The class that a picture was wrongly taken for; nothing where it is right, unknown, or the
   * model has not been trained.
   */
  function mistakenFor({ key, picture }: OpenPicture): string | undefined {
    const most = said.get(key)
    return trained() &&
      picture.label !== undefined &&
      most !== undefined &&
      most.toLowerCase() !== picture.label.toLowerCase()
      ? most
      : undefined
  }

  return { follow, mistakenFor }
}
