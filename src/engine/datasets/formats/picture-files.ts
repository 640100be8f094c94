import { AppError, phrase, type Phrase } from '@shared/errors'
import { type FileTree, type LeftOut, split, type TreeFile } from '../tree/file-tree'
import type { GatheredFiles, PictureFile } from './format'
import { beginsAsPicture, hasNoEnding, isPictureName } from './picture-names'

/** What the parts of a data set are called, in small letters with `_` for spaces and dashes. */
const PART_NAMES = {
  train: /^(train|training|trainset|train_set|training_set|train_data|train_images|trn)$/,
  test: /^(test|testing|testset|test_set|testing_set|test_data|test_images|tst)$/,
  val: /^(val|valid|validation|validate|dev|val_set|valid_set|validation_set|eval)$/,
} as const
type PartName = keyof typeof PART_NAMES

const partOf = (name: string): PartName | undefined => {
  const plain = name.toLowerCase().replace(/[\s-]+/g, '_')
  return (Object.keys(PART_NAMES) as PartName[]).find((part) => PART_NAMES[part].test(plain))
}

/** A class's name as it can be shown in a line: one form of each letter, no line breaks. */
export const className = (folder: string): string =>
  folder
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim() || '_'

interface Sorted {
  readonly pictures: readonly TreeFile[]
  readonly others: readonly LeftOut[]
}

/** Pictures by their names, those without an ending by how they begin. */
export async function sortPictures(tree: FileTree): Promise<Sorted> {
  const pictures: TreeFile[] = []
  const others: LeftOut[] = [...tree.leftOut]
  for (const file of tree.files) {
    const { name } = split(file.path)
    if (isPictureName(name)) pictures.push(file)
    else if (hasNoEnding(name) && (await begins(file))) pictures.push(file)
    else others.push({ path: file.path, reason: phrase`no picture` })
  }
  return { pictures, others }
}

/** Bytes of the longest sign by which a picture is known. */
const SIGN_BYTES = 16
const begins = async (file: TreeFile): Promise<boolean> =>
  beginsAsPicture(await file.head(SIGN_BYTES).catch(() => new Uint8Array()))

/** The folder below which classes or parts lie: folders that hold nothing but one folder are passed. */
function rootOf(pictures: readonly TreeFile[]): string {
  let root = ''
  for (;;) {
    const below = pictures.map(({ path }) => path.slice(root.length).split('/'))
    const [first] = below
    const name = first && first.length > 2 ? first[0] : undefined
    if (name === undefined || !below.every((parts) => parts.length > 2 && parts[0] === name))
      return root
    if (partOf(name) !== undefined) return root
    root += `${name}/`
  }
}

/** Files of each folder directly below another; `''` for those that lie in it themselves. */
function byFolder(
  files: readonly TreeFile[],
  root: string,
): ReadonlyMap<string, readonly TreeFile[]> {
  const found = new Map<string, TreeFile[]>()
  for (const file of files) {
    const parts = file.path.slice(root.length).split('/')
    const name = parts.length > 1 ? (parts[0] ?? '') : ''
    const list = found.get(name)
    if (list) list.push(file)
    else found.set(name, [file])
  }
  return found
}

const out = (path: string, count: number, reason: Phrase): LeftOut => ({ path, count, reason })

/**
 * One sub-folder a class; or `train` with `test` or `val` under any of their usual names, with one
 * sub-folder a class each. Pictures may lie deeper: the folder nearest to the root names the class.
 * @returns undefined where no picture lies in a folder of its class
 */
export function arrange(tree: FileTree, sorted: Sorted): GatheredFiles | undefined {
  const root = rootOf(sorted.pictures)
  const folders = byFolder(sorted.pictures, root)
  const hasClasses = (name: string): boolean =>
    [...byFolder(folders.get(name) ?? [], `${root}${name}/`).keys()].some((inside) => inside !== '')
  const parts = [...folders.keys()].filter((name) => name !== '' && partOf(name) !== undefined)
  const train = parts.find((name) => partOf(name) === 'train' && hasClasses(name))
  const empty = emptyClasses(tree, sorted.pictures)
  if (train === undefined) {
    const names = [...folders.keys()].filter((name) => name !== '')
    if (names.length === 0) return undefined
    const loose = folders.get('') ?? []
    const { classes, of } = classesOf(names)
    return {
      form: 'files',
      classes,
      train: names.flatMap((name) => labelled(folders.get(name) ?? [], of(name))),
      leftOut: [
        ...sorted.others,
        ...loose.map(({ path }) => out(path, 1, phrase`it lies in no folder of a class`)),
      ],
      notes: empty,
    }
  }
  return arrangeParts({ tree, sorted, root, folders, train, parts, hasClasses, notes: empty })
}

interface Parts {
  readonly tree: FileTree
  readonly sorted: Sorted
  readonly root: string
  readonly folders: ReadonlyMap<string, readonly TreeFile[]>
  readonly train: string
  readonly parts: readonly string[]
  readonly hasClasses: (name: string) => boolean
  readonly notes: readonly Phrase[]
}

function arrangeParts({
  tree,
  sorted,
  root,
  folders,
  train,
  parts,
  hasClasses,
  notes,
}: Parts): GatheredFiles {
  const test =
    parts.find((name) => partOf(name) === 'test' && hasClasses(name)) ??
    parts.find((name) => partOf(name) === 'val' && hasClasses(name))
  const validation = parts.find(
    (name) => name !== test && partOf(name) === 'val' && hasClasses(name),
  )
  const leftOut = [...sorted.others]
  for (const [name, files] of folders) {
    if (name === train || name === test || name === validation) continue
    if (name === '')
      leftOut.push(
        ...files.map(({ path }) => out(path, 1, phrase`it lies in no folder of a class`)),
      )
    else leftOut.push(out(root + name, files.length, besides(name, test, hasClasses(name))))
  }
  const insideTrain = byFolder(folders.get(train) ?? [], `${root}${train}/`)
  const names = [...insideTrain.keys()].filter((name) => name !== '')
  const { classes, of } = classesOf(names)
  const loose = (inside: ReadonlyMap<string, readonly TreeFile[]>): void => {
    for (const { path } of inside.get('') ?? [])
      leftOut.push(out(path, 1, phrase`it lies in no folder of a class`))
  }
  loose(insideTrain)
  const trainFiles = names.flatMap((name) => labelled(insideTrain.get(name) ?? [], of(name)))
  const shared = { form: 'files', classes, train: trainFiles, leftOut, notes } as const
  if (test === undefined) return shared
  const filesOf = (part: string): PictureFile[] => {
    const inside = byFolder(folders.get(part) ?? [], `${root}${part}/`)
    loose(inside)
    return [...inside].flatMap(([name, files]) => {
      if (name === '') return []
      const label = of(name)
      if (label < 0)
        throw new AppError(
          'invalid-file',
          phrase`${`${tree.place}/${root}${part}/${name}`} is a class that ${`${tree.place}/${root}${train}`} does not have`,
          { folder: tree.place },
        )
      return labelled(files, label)
    })
  }
  const own = validation === undefined ? {} : { validation: filesOf(validation) }
  return { ...shared, test: filesOf(test), ...own }
}

/** Why a folder beside `train` is not taken. */
function besides(name: string, test: string | undefined, hasClasses: boolean): Phrase {
  const part = partOf(name)
  if (part === undefined) return phrase`it lies beside the training pictures, not among them`
  if (!hasClasses) return phrase`its pictures lie in no folders of classes`
  return phrase`it is not used: ${test ?? ''} is what is tested on`
}

/** Classes in alphabetical order, and the class of a folder; −1 for none. */
function classesOf(folders: readonly string[]): {
  readonly classes: readonly string[]
  readonly of: (folder: string) => number
} {
  const classes = [...new Set(folders.map(className))].sort()
  const small = classes.map((name) => name.toLowerCase())
  return {
    classes,
    of: (folder) => {
      const exact = classes.indexOf(className(folder))
      return exact >= 0 ? exact : small.indexOf(className(folder).toLowerCase())
    },
  }
}

const labelled = (files: readonly TreeFile[], label: number): PictureFile[] =>
  files.map((file) => ({ file, label }))

/** Folders that would be classes, had they a picture. */
function emptyClasses(tree: FileTree, pictures: readonly TreeFile[]): Phrase[] {
  const withPictures = pictures.map(({ path }) => path)
  return tree.emptyFolders
    .filter((folder) => !withPictures.some((path) => path.startsWith(`${folder}/`)))
    .map((folder) => phrase`${folder} holds no picture and is no class.`)
}
