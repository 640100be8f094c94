import { describe, expect, it } from 'vitest'
import { fitBounds, MINIMUM_SIZE } from './window-bounds'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }

describe('the window’s place', () => {
  it('is kept where it is on a screen, and dropped where it is on none', () => {
    const kept = { x: 100, y: 50, width: 1200, height: 800, maximised: true }
    expect(fitBounds(kept, [screen])).toEqual(kept)
    expect(fitBounds({ ...kept, x: 5000 }, [screen])).toEqual({
      width: 1200,
      height: 800,
      maximised: true,
    })
    expect(fitBounds({ ...kept, x: 2000 }, [screen, { ...screen, x: 1920 }])).toMatchObject({
      x: 2000,
    })
  })

  it('is no larger than the screens and no smaller than the window allows', () => {
    expect(fitBounds({ width: 9000, height: 9000, maximised: false }, [screen])).toMatchObject({
      width: 1920,
      height: 1080,
    })
    expect(fitBounds({ width: 200, height: 200, maximised: false }, [screen])).toMatchObject(
      MINIMUM_SIZE,
    )
  })
})
