import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { type Stage, stageColor, stages } from './stage';
import styles from './stage.module.css';

type StageBarProps = { stage: Stage; label?: string };

/** How far along the journey a record is: six dashes, filled up to its stage, and the stage's name. */
export function StageBar({ stage, label }: StageBarProps) {
  const { t } = useTranslation('kit');
  const reached = stages.indexOf(stage);
  return (
    <span className={styles.bar} style={{ '--stage': stageColor(stage) } as CSSProperties}>
      <span className={styles.dashes} aria-hidden="true">
        {stages.map((each, index) => (
          <span key={each} className={index <= reached ? styles.dashOn : styles.dash} />
        ))}
      </span>
      {label ?? t(`stage.${stage}`)}
    </span>
  );
}
