import { phrase } from '@shared/errors'
import { type FileTree, split, type TreeFile } from '../tree/file-tree'
import { labelTables } from './csv'
import type { GatheredFiles } from './format'
import { className, type sortPictures } from './picture-files'

/** The class in a file's name: what stands before its number, as in `cat.12.jpg`, `Cat_12.png`. */
function inName(path: string): string | undefined {
  const stem = split(path).name.replace(/\.[^.]*$/, '')
  const before = /^(.*?[^\s._\-()\d])[\s._\-(]*\d+\)?$/.exec(stem)?.[1]
  // A class that is a number stands before a sign: `7_0012.png`.
  return before ?? /^(\d+)[_-]\d+$/.exec(stem)?.[1]
}

/**
 * Pictures in one folder whose classes stand in a table beside them (file name, class), or in their
 * own names.
 * @returns undefined where neither gives two classes
 */
export async function arrangeFlat(
  tree: FileTree,
  { pictures, others }: Awaited<ReturnType<typeof sortPictures>>,
): Promise<GatheredFiles | undefined> {
  const table = await labelTables(tree)
  const listed = ({ path }: TreeFile): string | undefined => {
    const name = split(path).name.toLowerCase()
    return table.get(name) ?? table.get(name.replace(/\.[^.]*$/, ''))
  }
  const isListed = pictures.filter((file) => listed(file) !== undefined).length > 0
  const classOf = isListed ? listed : ({ path }: TreeFile) => inName(path)
  const named = pictures.map((file) => [file, classOf(file)] as const)
  const names = named.flatMap(([, name]) => (name === undefined ? [] : [className(name)]))
  const classes = [...new Set(names)].sort()
  if (classes.length < 2 || classes.length * 2 > names.length) return undefined
  return {
    form: 'files',
    classes,
    train: named.flatMap(([file, name]) =>
      name === undefined ? [] : [{ file, label: classes.indexOf(className(name)) }],
    ),
    leftOut: [
      // The table is read, and so nothing that is left out.
      ...others.filter(({ path }) => !isListed || !/\.csv(\.gz)?$/i.test(path)),
      ...named
        .filter(([, name]) => name === undefined)
        .map(([{ path }]) => ({
          path,
          reason: isListed
            ? phrase`the table has no class for it`
            : phrase`its name names no class`,
        })),
    ],
    notes: [
      isListed
        ? phrase`Classes are those of the table beside the pictures.`
        : phrase`Classes are what stands before the number in the files’ names.`,
    ],
  }
}
