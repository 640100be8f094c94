import { phrase, type Phrase } from '../errors'

/** Title of a job: the name of its subject, or a phrase where a name alone says too little. */
export type JobTitle = string | Phrase

export const importOf = (name: string): JobTitle => phrase`Import of ${name}`
export const checkOf = (name: string): JobTitle => phrase`Check of ${name}`
export const labelsOf = (name: string): JobTitle => phrase`Labels of ${name}`
export const exportOf = (name: string): JobTitle => phrase`Export of ${name}`

/** The phrases in Chinese: main uses them too, when the engine has ended. */
export const JOB_TITLES_ZH: Readonly<Record<string, string>> = {
  'Import of {0}': '导入 {0}',
  'Check of {0}': '检查 {0}',
  'Labels of {0}': '{0} 的标签',
  'Export of {0}': '导出 {0}',
}
