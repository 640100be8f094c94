import { AppError, phrase } from '@shared/errors'
import { split } from '../tree/file-tree'
import { arrangeFlat } from './flat'
import type { DatasetFormat } from './format'
import { arrange, sortPictures } from './picture-files'
import { hasNoEnding, isPictureName } from './picture-names'

/** Pictures in files of their own: a folder a class, or one folder with classes in names or a table. */
export const imagesFormat: DatasetFormat = {
  kind: 'images',

  recognise: ({ files }) =>
    files.some(({ path }) => {
      const { folder, name } = split(path)
      return isPictureName(name) || (folder !== '' && hasNoEnding(name))
    }),

  async gather(tree) {
    const sorted = await sortPictures(tree)
    const found = arrange(tree, sorted)
    const gathered =
      found && found.classes.length > 1 ? found : ((await arrangeFlat(tree, sorted)) ?? found)
    if (gathered && gathered.train.length > 0) return gathered
    throw new AppError(
      'invalid-file',
      phrase`${tree.place} needs at least two sub-folders, one a class, with pictures in them; or pictures whose names or a table beside them name their classes`,
      { folder: tree.place },
    )
  },
}
