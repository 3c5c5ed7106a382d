import { readableOn } from '@perennial/ui/readable-on';
import type { FormTheme } from './contract';

const spacings = { compact: 12, normal: 18, roomy: 26 } as const;

/** Dresses the page as the form's author chose. Properties set by script need no inline style. */
export function dress(theme: FormTheme, root: HTMLElement = document.documentElement): void {
  if (theme.scheme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = theme.scheme;
  root.style.setProperty('--form-radius', `${theme.radius}px`);
  root.style.setProperty('--form-gap', `${spacings[theme.spacing]}px`);
  if (!theme.accent) return;
  root.style.setProperty('--primary', theme.accent);
  root.style.setProperty('--primary-hover', `color-mix(in srgb, ${theme.accent} 88%, black)`);
  root.style.setProperty('--primary-tint', `color-mix(in srgb, ${theme.accent} 12%, var(--surface))`);
  root.style.setProperty('--on-primary', readableOn(theme.accent));
}
