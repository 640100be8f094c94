import { newestCheckpoint, readCheckpoint, type Checkpoint } from '../checkpoint'

/** A run's newest undamaged checkpoint with its arrays; null if it has none. */
export async function readNewestCheckpoint(run: string): Promise<Checkpoint | null> {
  const found = await newestCheckpoint(run)
  return found && readCheckpoint(run, found.position.step)
}
