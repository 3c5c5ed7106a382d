import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef } from 'react';

/** A command that exists while its screen is open, such as "assign the selection". Its label is already translated. */
export type ScreenCommand = { id: string; label: string; icon?: LucideIcon; run: () => void };

const registered = new Set<() => readonly ScreenCommand[]>();

/** Adds a screen's commands to the palette while the screen is mounted. */
export function useCommands(commands: readonly ScreenCommand[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const source = () => latest.current;
    registered.add(source);
    return () => {
      registered.delete(source);
    };
  }, []);
}

/** Read when the palette opens. */
export function screenCommands(): ScreenCommand[] {
  return [...registered].flatMap((source) => source());
}
