import { phrase, type Phrase } from '../errors'

/** Title of a job: the name of what it is about, or a phrase where a name alone says too little. */
export type JobTitle = string | Phrase

export const importOf = (name: string): JobTitle => phrase`Import of ${name}`
export const checkOf = (name: string): JobTitle => phrase`Check of ${name}`
export const exportOf = (name: string): JobTitle => phrase`Export of ${name}`

/** The phrases in Chinese: main says them too, of an engine that ended meanwhile. */
export const JOB_TITLES_ZH: Readonly<Record<string, string>> = {
  'Import of {0}': '导入 {0}',
  'Check of {0}': '检查 {0}',
  'Export of {0}': '导出 {0}',
}
