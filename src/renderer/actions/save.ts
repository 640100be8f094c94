import { desktop } from '@renderer/api'
import { t } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'

/** Signs that a file's name can't hold on some system. */
const FORBIDDEN = /[<>:"/\\|?*]+/g

/** Saving what the window made: main asks where, writes, and the window says that it is done. */
export function useSave() {
  const messages = useMessages()

  function saveBytes(name: string, make: () => Uint8Array | Promise<Uint8Array>): void {
    const safe = name.replace(FORBIDDEN, '-').slice(0, 180)
    void messages.attempt(async () => {
      const { saved } = await desktop().call('dialog.save', { name: safe, bytes: await make() })
      if (saved !== null) messages.say(() => t('common.saved', { name: saved }))
    }, safe)
  }

  return {
    saveBytes,
    saveText: (name: string, text: string): void =>
      saveBytes(name, () => new TextEncoder().encode(text)),
  }
}
