import type { LessonCode } from '../../definition'
import { rememberUnpinned } from './state'
import { pytorch } from './code-pytorch'
import { tfjs } from './code-tfjs'

/** The state's computation as complete programs. */
export const codeOf = rememberUnpinned((state): LessonCode => ({
  pytorch: pytorch(state),
  tfjs: tfjs(state),
}))
