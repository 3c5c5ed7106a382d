import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heatDepth } from './heat';

const tokens = readFileSync(join(import.meta.dirname, '../../../../ui/src/styles/tokens.css'), 'utf8');

function token(name: string, mode: 'light' | 'dark'): number[] {
  const match = new RegExp(`--${name}: light-dark\\(#(\\w{6}), #(\\w{6})\\)`).exec(tokens);
  const hex = match?.[mode === 'light' ? 1 : 2];
  if (!hex) throw new Error(`no colour ${name}`);
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

function luminance(color: number[]): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number[], other: number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe('the tints of a heat map', () => {
  it.each(['light', 'dark'] as const)('leave the text readable on the deepest cell, %s', (mode) => {
    const [surface, primary] = [token('surface', mode), token('primary', mode)];
    const deepest = surface.map((part, at) => part + ((primary[at] ?? 0) - part) * heatDepth);
    expect(contrast(deepest, token('text', mode))).toBeGreaterThan(4.5);
  });
});
