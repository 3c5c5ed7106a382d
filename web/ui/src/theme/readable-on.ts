/** Black or white, whichever reads better on a colour: one of them always reaches 4.5 : 1. */
export function readableOn(color: string): 'white' | 'black' {
  const light = luminance(color);
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? 'white' : 'black';
}

/** Of `#rrggbb`, by WCAG 2. */
function luminance(color: string): number {
  const channel = (at: number) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
