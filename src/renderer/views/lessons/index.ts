import { BookOpen } from '@lucide/vue'
import type { ViewDefinition } from '../definition'
import LessonsView from './LessonsView.vue'
import { lessonCommands } from './commands'
import { keepLessons } from './keeping'

/** The chapter as a bench: every operation with numbers that can be changed. */
export const lessonsView: ViewDefinition = {
  id: 'lessons',
  icon: BookOpen,
  component: LessonsView,
  commands: lessonCommands,
  restore: keepLessons,
}
