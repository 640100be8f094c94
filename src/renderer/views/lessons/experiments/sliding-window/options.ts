/** What a lesson shows of the experiment's settings; everything else keeps its value. */
export interface SlidingOptions {
  readonly controls: readonly SlidingControl[]
}

export type SlidingControl =
  | 'bias'
  | 'flip'
  | 'pooling'
  | 'window'
  | 'padding'
  | 'stride'
  | 'dilation'
  | 'groups'
  | 'countIncludePad'
  | 'padWithZero'
  | 'channels'
  | 'outputs'
  | 'gallery'
  | 'kernelSize'
