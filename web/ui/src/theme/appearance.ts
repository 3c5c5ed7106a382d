import { useSyncExternalStore } from 'react';
import type { ColorMode } from './tokens';

export type ThemeChoice = ColorMode | 'system';
export type Density = 'compact' | 'regular' | 'roomy';
export type Appearance = { theme: ThemeChoice; density: Density };

const storageKey = 'perennial.appearance';
const listeners = new Set<() => void>();
let appearance: Appearance = { theme: 'system', density: 'regular' };

/** Applies what this browser remembers. Call once, before the first render. */
export function startAppearance(): void {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    if (stored && typeof stored === 'object') appearance = { ...appearance, ...stored };
  } catch {
    // A browser without storage, or a damaged entry: the defaults are fine.
  }
  show();
  systemDark()?.addEventListener('change', announce);
}

export function setAppearance(change: Partial<Appearance>): void {
  appearance = { ...appearance, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(appearance));
  } catch {
    // Not remembered, but applied.
  }
  show();
  announce();
}

export function useAppearance(): Appearance & { mode: ColorMode } {
  const current = useSyncExternalStore(subscribe, () => appearance);
  const mode = useSyncExternalStore(subscribe, colorMode);
  return { ...current, mode };
}

function colorMode(): ColorMode {
  if (appearance.theme !== 'system') return appearance.theme;
  return systemDark()?.matches ? 'dark' : 'light';
}

function show(): void {
  const root = document.documentElement;
  if (appearance.theme === 'system') root.removeAttribute('data-theme');
  else root.dataset.theme = appearance.theme;
  root.dataset.density = appearance.density;
}

function systemDark(): MediaQueryList | undefined {
  return window.matchMedia?.('(prefers-color-scheme: dark)');
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce(): void {
  for (const listener of listeners) listener();
}
