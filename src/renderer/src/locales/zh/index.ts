import type { Translation } from '@renderer/i18n/types'
import type { en } from '../en'
import { common } from './common'
import { frame } from './frame'

export const zh = { common, frame } satisfies Translation<typeof en>
