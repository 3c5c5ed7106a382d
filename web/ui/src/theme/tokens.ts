/** Reads tokens.css for the few places that need a value instead of a variable: the antd theme and charts. */
export type ColorMode = 'light' | 'dark';

const pair = /^light-dark\(\s*(#[0-9a-f]{3,8})\s*,\s*(#[0-9a-f]{3,8})\s*\)$/i;

export function readToken(name: string, mode: ColorMode): string {
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const match = pair.exec(value);
  if (match?.[1] && match[2]) return mode === 'light' ? match[1] : match[2];
  return value;
}
