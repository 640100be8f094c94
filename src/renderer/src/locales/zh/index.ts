import type { Translation } from '@renderer/i18n/types'
import type { en } from '../en'
import { common } from './common'
import { frame } from './frame'
import { train } from './train'

export const zh = { common, frame, train } satisfies Translation<typeof en>
