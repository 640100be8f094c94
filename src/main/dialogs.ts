import { basename, extname } from 'node:path'
import { dialog, type OpenDialogOptions } from 'electron'
import type { Chosen, DesktopInput } from '@shared/contract/desktop'
import { AppError, phrase } from '@shared/errors'
import type { Language } from '@shared/language'
import { PICTURE_EXTENSIONS } from '@shared/picture-formats'
import { MODEL_ENDINGS } from '@shared/formats/endings'
import { ARCHIVE_ENDINGS } from './dropped'
import { writeFileAtomic } from './files'
import type { PathTokens } from './tokens'

const TEXT = {
  en: {
    pictures: 'Pictures',
    model: 'Model',
    choose: 'Choose',
    exportTo: 'Export into Folder',
    dataset: 'Folder of a Data Set',
    archive: 'Archive or File of a Data Set',
    wheels: 'TensorFlow’s Wheels',
    library: 'Folder for TensorFlow',
    all: 'All Files',
  },
  zh: {
    pictures: '图片',
    model: '模型',
    choose: '选择',
    exportTo: '导出到文件夹',
    dataset: '数据集文件夹',
    archive: '数据集压缩包或文件',
    wheels: 'TensorFlow 的 wheel 文件',
    library: 'TensorFlow 的文件夹',
    all: '所有文件',
  },
} as const

/** Native dialogs. The chosen paths stay here: the window gets tokens. */
export class Dialogs {
  constructor(
    private readonly tokens: PathTokens,
    private readonly language: () => Language,
  ) {}

  pictures(window: Electron.BrowserWindow): Promise<Chosen[]> {
    const { pictures } = TEXT[this.language()]
    return this.#open(window, {
      properties: ['openFile', 'multiSelections'],
      filters: [{ name: pictures, extensions: [...PICTURE_EXTENSIONS] }],
    })
  }

  async model(window: Electron.BrowserWindow): Promise<Chosen | null> {
    const { model, all } = TEXT[this.language()]
    const [chosen] = await this.#open(window, {
      properties: ['openFile'],
      filters: [
        { name: model, extensions: [...MODEL_ENDINGS] },
        // Others are refused with what they are and what works.
        { name: all, extensions: ['*'] },
      ],
    })
    return chosen ?? null
  }

  wheels(window: Electron.BrowserWindow): Promise<Chosen[]> {
    const { wheels } = TEXT[this.language()]
    return this.#open(window, {
      title: wheels,
      properties: ['openFile', 'multiSelections'],
      filters: [{ name: wheels, extensions: ['whl'] }],
    })
  }

  async archive(window: Electron.BrowserWindow): Promise<Chosen | null> {
    const { archive, all } = TEXT[this.language()]
    const [chosen] = await this.#open(window, {
      title: archive,
      properties: ['openFile'],
      filters: [
        { name: archive, extensions: [...ARCHIVE_ENDINGS] },
        // Many files of data sets have no ending.
        { name: all, extensions: ['*'] },
      ],
    })
    return chosen ?? null
  }

  async folder(
    window: Electron.BrowserWindow,
    { purpose }: DesktopInput<'dialog.folder'>,
  ): Promise<Chosen | null> {
    const text = TEXT[this.language()]
    const title = { export: text.exportTo, dataset: text.dataset, library: text.library }[purpose]
    const [chosen] = await this.#open(window, {
      title,
      buttonLabel: text.choose,
      properties: ['openDirectory', 'createDirectory'],
    })
    return chosen ?? null
  }

  /** @throws AppError `no-space` or `invalid-file` if the file can't be written. */
  async save(
    window: Electron.BrowserWindow,
    { name, bytes }: DesktopInput<'dialog.save'>,
  ): Promise<{ saved: string | null }> {
    // A name, never a path: the user chooses the folder.
    const defaultPath = basename(name.replaceAll('\\', '/')) || 'convscope'
    const extension = extname(defaultPath).slice(1)
    const filters =
      extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }]
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath, filters })
    if (canceled || !filePath) return { saved: null }
    try {
      await writeFileAtomic(filePath, bytes)
    } catch (error) {
      const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
      const cause = error instanceof Error ? error.message : String(error)
      throw new AppError(
        full ? 'no-space' : 'invalid-file',
        phrase`“${basename(filePath)}” could not be written: ${full ? phrase`the disk is full` : cause}`,
        { file: basename(filePath) },
      )
    }
    return { saved: basename(filePath) }
  }

  async #open(window: Electron.BrowserWindow, options: OpenDialogOptions): Promise<Chosen[]> {
    const { canceled, filePaths } = await dialog.showOpenDialog(window, options)
    return canceled ? [] : filePaths.map((path) => this.tokens.register(path))
  }
}
