import type { CriterionAnswer, CriterionReview } from '@perennial/api-client';
import { Input, Segmented } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { corrected } from './corrections';
import styles from './validity.module.css';
import { answers } from './validity-words';

type CorrectionsFieldProps = {
  known: readonly CriterionReview[];
  value?: CriterionAnswer[];
  onChange?: (corrections: CriterionAnswer[]) => void;
};

/** The answers of a lead as they should be; those that differ are corrections. */
export function CorrectionsField({ known, value = [], onChange }: CorrectionsFieldProps) {
  return (
    <ul className={styles.criteria}>
      {known.map((review) => (
        <Correction
          key={review.criterion}
          review={review}
          given={value.find(({ criterion }) => criterion === review.criterion)}
          onChange={(part) => onChange?.(corrected(value, review, part))}
        />
      ))}
    </ul>
  );
}

type CorrectionProps = {
  review: CriterionReview;
  given: CriterionAnswer | undefined;
  onChange: (part: Partial<Pick<CriterionAnswer, 'answer' | 'evidence'>>) => void;
};

function Correction({ review, given, onChange }: CorrectionProps) {
  const { t } = useTranslation('validity');
  const titleId = useId();
  const { answer, evidence } = given ?? review;
  return (
    <li className={styles.criterion}>
      <div className={styles.head}>
        <strong id={titleId}>{t(`criterion.${review.criterion}`)}</strong>
        <Segmented
          aria-labelledby={titleId}
          value={answer}
          options={answers.map((each) => ({ value: each, label: t(`answer.${each}`) }))}
          onChange={(next) => onChange({ answer: next })}
        />
      </div>
      <Input
        maxLength={2000}
        aria-label={t('evidence.of', { criterion: t(`criterion.${review.criterion}`) })}
        placeholder={t(answer === 'no' ? 'evidence.placeholder_no' : 'evidence.placeholder')}
        value={evidence ?? ''}
        onChange={(event) => onChange({ evidence: event.target.value })}
      />
    </li>
  );
}
