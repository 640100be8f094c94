import type { PictureToOpen } from '@renderer/stores/inspect/strip'
import { t } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'

/** Pictures on the clipboard, as bytes that the engine decodes; says so where there is none. */
export async function pastedPictures(event: ClipboardEvent): Promise<PictureToOpen[]> {
  const files = [...(event.clipboardData?.files ?? [])]
  if (files.length === 0) useMessages().say(() => t('inspect.pictures.nothingToPaste'))
  return Promise.all(
    files.map(async (file): Promise<PictureToOpen> => {
      // A picture that was copied as pixels comes as "image.png", which says nothing.
      const name =
        file.name === '' || file.name === 'image.png'
          ? t('inspect.pictures.pasted')
          : file.name.slice(0, 255)
      return {
        name,
        source: { kind: 'bytes', name, bytes: new Uint8Array(await file.arrayBuffer()) },
      }
    }),
  )
}
