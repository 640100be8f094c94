import { useSave } from '@renderer/composables/save'
import { t } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'
import { useLessons } from './lesson-store'

/** The link of the lesson with its exact state, on the clipboard. */
export const copyLink = (): Promise<void> =>
  useMessages().attempt(async () => {
    await navigator.clipboard.writeText(useLessons().link())
    useMessages().say(t('lessons.share.copied'))
  })

/** The same as a file: a line of text, which opens by being pasted or chosen. */
export function saveState(): void {
  const lessons = useLessons()
  useSave().saveText(`${lessons.current.id}.convscope-lesson`, `${lessons.link()}\n`)
}

/** Opens a link of a lesson; a text that is none becomes a message and changes nothing. */
export const openText = (text: string): Promise<boolean | undefined> =>
  useMessages().attempt(async () => {
    await Promise.resolve()
    useLessons().open(text)
    return true
  }, t('lessons.share.open'))
