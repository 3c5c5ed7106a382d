import type { Grade } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatPoints } from '../score-words';
import styles from './score-chip.module.css';

/** A grade and the score behind it. The letter says who they are, the digit what they did. */
export function ScoreChip({ grade, score }: { grade: Grade; score: number }) {
  const { t } = useTranslation('leads');
  const { locale } = useKit();
  return (
    <span className={styles.chip} title={t('score.chip', { grade, score: formatPoints(score, locale) })}>
      <span className={styles.grade} data-letter={grade.charAt(0)}>
        {grade}
      </span>
      <span className={styles.score}>{formatPoints(score, locale)}</span>
    </span>
  );
}
