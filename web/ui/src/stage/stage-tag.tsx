import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { type Stage, stageColor } from './stage';
import styles from './stage.module.css';

type StageTagProps = { stage: Stage; label?: string };

/** A dot in the stage's colour and its name; `label` overrides the name where a workspace named its own stage. */
export function StageTag({ stage, label }: StageTagProps) {
  const { t } = useTranslation('kit');
  return (
    <span className={styles.tag} style={{ '--stage': stageColor(stage) } as CSSProperties}>
      <span className={styles.dot} aria-hidden="true" />
      {label ?? t(`stage.${stage}`)}
    </span>
  );
}
