import { useAppearance } from '@perennial/ui';
import type { CSSProperties } from 'react';
import { chartPalette } from './chart-palette';
import styles from './line-chart.module.css';

/** Names beside the colours of their series. */
export function Legend({ names }: { names: string[] }) {
  const { mode } = useAppearance();
  const palette = chartPalette(mode);
  return (
    <ul className={styles.legend}>
      {names.map((name, index) => (
        <li key={name} style={{ '--series': palette.series(index) } as CSSProperties}>
          {name}
        </li>
      ))}
    </ul>
  );
}
