import { useEffect, useRef } from 'react';
import { bindHotkeys, type Hotkey } from './hotkeys';

/** Binds keys while the component is mounted. The handlers may close over fresh state; only keys and labels rebind. */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const latest = useRef(hotkeys);
  useEffect(() => {
    latest.current = hotkeys;
  });
  const signature = hotkeys
    .map(({ keys, label, group }) => [keys, label, group].join('\u0000'))
    .join('\u0001');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the list, which is new on every render
  useEffect(
    () =>
      bindHotkeys(
        latest.current.map((hotkey, index) => ({
          ...hotkey,
          run: (event) => latest.current[index]?.run(event),
        })),
      ),
    [signature],
  );
}
