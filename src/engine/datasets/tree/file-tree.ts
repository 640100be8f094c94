import { AppError, phrase, type Phrase } from '@shared/errors'

/** A file of a data set, wherever it lies: in a folder, in an archive, or alone. */
export interface TreeFile {
  /** Below the root, with `/` between folders. */
  readonly path: string
  /** What to call it in messages: where the user finds it. */
  readonly place: string
  readonly size: number
  /** Changes when the contents do: nothing is read twice that has the same. */
  readonly stamp: string
  /** @throws AppError `too-large` beyond `limit` bytes, `corrupt`, `not-found`, `cancelled` */
  read(limit: number, signal?: AbortSignal): Promise<Uint8Array>
  /** Its first bytes, as many as there are up to `count`. @throws as `read` */
  head(count: number, signal?: AbortSignal): Promise<Uint8Array>
}

/** Something that was found and isn't taken, and why. */
export interface LeftOut {
  readonly path: string
  readonly reason: Phrase
  /** How many pictures it stands for. @default 1 */
  readonly count?: number
}

/** All files below a folder or in an archive; those that systems leave behind are not among them. */
export interface FileTree {
  /** Where it lies: named in messages. */
  readonly place: string
  readonly files: readonly TreeFile[]
  /** Folders that hold no file. */
  readonly emptyFolders: readonly string[]
  /** What could not even be listed. */
  readonly leftOut: readonly LeftOut[]
  /** What the system's own files were, such as `__MACOSX`. */
  readonly passedOver: number
  close(): Promise<void>
}

/** Files that a tree may have: more is no data set for one machine's memory. */
export const MOST_FILES = 2_000_000
/** Folders in folders. */
export const DEEPEST = 32

export const tooMany = (place: string): AppError =>
  new AppError('too-large', phrase`${place} holds more than ${MOST_FILES} files`, { place })

/** The folder of a path, and its last part. */
export function split(path: string): { readonly folder: string; readonly name: string } {
  const at = path.lastIndexOf('/')
  return { folder: at < 0 ? '' : path.slice(0, at), name: path.slice(at + 1) }
}

const JUNK =
  /^(\..*|__MACOSX|Thumbs\.db|ehthumbs\.db|desktop\.ini|\$RECYCLE\.BIN|System Volume Information|@eaDir)$/i

/** Whether systems leave files or folders of such a name behind: they are nobody's data. */
export const isJunk = (name: string): boolean => JUNK.test(name)
