import { useLiveCamera } from '@renderer/stores/inspect/live-camera'

/** The camera as the picture that is inspected, on or off. */
export function toggleCamera(): void {
  const live = useLiveCamera()
  if (live.on) live.stop()
  else void live.start()
}
