import type { Component } from 'vue'
import type { Command } from '@renderer/commands/command'
import type { ViewId } from '@renderer/stores/workbench'

/** A view of the rail. Adding one: its folder, and one line in `views/index.ts`. */
export interface ViewDefinition {
  readonly id: ViewId
  /** An icon of @lucide/vue. */
  readonly icon: Component
  readonly component: Component
  /**
   * Commands that the view brings to the palette, the shortcuts and the help; called once when the
   * app starts.
   */
  readonly commands?: () => readonly Command[]
  /** Takes up what outlived the window; the app waits for it before it draws anything. */
  readonly restore?: () => Promise<void>
}
