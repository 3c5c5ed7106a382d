import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import styles from './key-figures.module.css';

type KeyFigure = { label: string; text: ReactNode; explanation?: string; note?: string | undefined };

/** The few figures that say most, over a chart. */
export function KeyFigures({ figures }: { figures: KeyFigure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, text, explanation, note }) => (
        <div key={label}>
          <dt>
            {explanation ? (
              <Tooltip title={explanation}>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation opens by keyboard too */}
                <span tabIndex={0} className={styles.explained}>
                  {label}
                </span>
              </Tooltip>
            ) : (
              label
            )}
          </dt>
          <dd>
            {text}
            {note ? <small className={styles.note}>{note}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
