import { useHotkeys } from '@perennial/ui';
import styles from './cell-tip.module.css';

export type ShownTip = { at: DOMRect; lines: string[] };

type CellTipProps = { tip: ShownTip; onClose: () => void };

/**
 * One tip for all cells of a table: hundreds of tooltips of their own would make it slow. The cell's own label says the
 * same to those who don't see it.
 */
export function CellTip({ tip, onClose }: CellTipProps) {
  useHotkeys([{ keys: 'escape', run: onClose }]);
  const [title, ...lines] = tip.lines;
  const isLow = tip.at.bottom + 120 > window.innerHeight;
  return (
    <div
      aria-hidden="true"
      className={styles.tip}
      style={{
        left: Math.min(Math.max(tip.at.left + tip.at.width / 2, 130), window.innerWidth - 130),
        ...(isLow ? { bottom: window.innerHeight - tip.at.top + 6 } : { top: tip.at.bottom + 6 }),
      }}
    >
      <strong>{title}</strong>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
