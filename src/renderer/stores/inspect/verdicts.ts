import { defineStore } from 'pinia'
import { shallowReactive, watch } from 'vue'
import type { Pass } from '@shared/contract/inspect'
import type { ModelRef } from '@shared/contract/models'
import { tellsClasses } from '@shared/model/output/meaning'
import { engine } from '@renderer/api'
import { useInspectedModel } from './model'
import { usePass } from './pass'
import { useStrip, type OpenPicture } from './strip'

/** Pictures that are asked about before they are looked at; a data set's worth of them is not. */
const UNSEEN = 2

/** What the model takes each open picture for whose class is known. */
export const useVerdicts = defineStore('inspect-verdicts', () => {
  const [strip, inspected, passes] = [useStrip(), useInspectedModel(), usePass()]
  /** The most probable class by picture, by the current model. */
  const said = shallowReactive(new Map<number, string>())
  let of: ModelRef | undefined

  /** Labels of their own and values contradict no class. */
  const note = (key: number, { meaning, predictions: [most] }: Pass): void => {
    if (most && tellsClasses(meaning)) said.set(key, most.label)
  }

  /**
   * Looks at labelled pictures that were opened beside the present one. A picture that can't be
   * looked at says so when it is chosen.
   */
  async function lookAhead(): Promise<void> {
    const { model } = inspected
    const unseen = strip.pictures.filter(
      ({ key, picture }) =>
        picture.label !== undefined && !said.has(key) && key !== strip.currentKey,
    )
    if (model === undefined || !passes.trained || unseen.length > UNSEEN) return
    for (const { key, picture } of unseen) {
      const answer = await engine()
        .call('inspect.forward', { model, picture: picture.id, invert: false })
        .catch(() => undefined)
      if (inspected.model !== model) return
      if (answer) note(key, answer)
    }
  }

  watch(
    () => passes.pass,
    (next) => {
      if (!next) return
      if (of !== next.model) said.clear()
      of = next.model
      const now = strip.current
      if (now?.picture.label !== undefined) note(now.key, next)
    },
    { immediate: true },
  )
  // Pictures that are opened together come one after the other.
  watch(
    () => [passes.pass, strip.pictures.length],
    () => passes.pass && void lookAhead(),
    { immediate: true },
  )

  /**
   * The class that a picture was wrongly taken for; nothing where it is right, unknown, or the
   * model has not been trained.
   */
  function mistakenFor({ key, picture }: OpenPicture): string | undefined {
    const most = said.get(key)
    return passes.trained &&
      picture.label !== undefined &&
      most !== undefined &&
      most.toLowerCase() !== picture.label.toLowerCase()
      ? most
      : undefined
  }

  return { mistakenFor }
})
