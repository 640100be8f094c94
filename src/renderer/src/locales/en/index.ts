import { common } from './common'
import { frame } from './frame'
import { train } from './train'

/** One line an area; the Chinese index must satisfy the same keys. */
export const en = { common, frame, train }
