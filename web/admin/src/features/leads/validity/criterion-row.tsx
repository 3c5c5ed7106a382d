import { type CriterionReview, toProblem } from '@perennial/api-client';
import { RelativeTime } from '@perennial/ui';
import { Button, Segmented } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EvidenceForm } from './evidence-form';
import { useReview } from './use-review';
import styles from './validity.module.css';
import { answers } from './validity-words';

type CriterionRowProps = { leadId: string; review: CriterionReview; canWrite: boolean };

/** One criterion: yes, no or not known, on what ground, and who said so. */
export function CriterionRow({ leadId, review, canWrite }: CriterionRowProps) {
  const { t } = useTranslation('validity');
  const titleId = useId();
  const save = useReview(leadId);
  const [draft, setDraft] = useState<CriterionReview['answer']>();
  const { criterion, answer, evidence, reviewer, reviewed_at: at, must_be_yes, must_not_be_no } = review;
  const give = (given: CriterionReview['answer'], ground: string | null) =>
    save.mutate(
      { given: { criterion, answer: given, evidence: ground }, before: review },
      { onSuccess: () => setDraft(undefined) },
    );
  const write = (about: CriterionReview['answer']) => {
    save.reset();
    setDraft(about);
  };
  const choose = (next: CriterionReview['answer']) => {
    // Nobody is sorted out without a word.
    if (next === 'no') return write(next);
    setDraft(undefined);
    if (next !== answer) give(next, null);
  };
  const shown = draft ?? (save.isPending ? save.variables.given.answer : answer);
  const weight = must_be_yes ? 'must_be_yes' : must_not_be_no ? 'must_not_be_no' : undefined;
  return (
    <li className={styles.criterion}>
      <div className={styles.head}>
        <div className={styles.words}>
          <strong id={titleId}>{t(`criterion.${criterion}`)}</strong>
          <span className={styles.hint}>{t(`about.${criterion}`)}</span>
        </div>
        <Segmented
          aria-labelledby={titleId}
          disabled={!canWrite}
          value={shown}
          options={answers.map((value) => ({ value, label: t(`answer.${value}`) }))}
          onChange={choose}
        />
      </div>
      {draft ? (
        <EvidenceForm
          start={draft === answer ? (evidence ?? '') : ''}
          isRequired={draft === 'no'}
          isPending={save.isPending}
          problem={
            save.error
              ? (toProblem(save.error).errors[0]?.message ?? toProblem(save.error).detail)
              : undefined
          }
          onSave={(ground) => give(draft, ground || null)}
          onCancel={() => setDraft(undefined)}
        />
      ) : (
        <div className={styles.ground}>
          {evidence ? <p className={styles.evidence}>{evidence}</p> : null}
          <p className={styles.meta}>
            {at ? (
              <span>
                {reviewer ? `${reviewer.name} · ` : null}
                <RelativeTime at={at} />
              </span>
            ) : (
              <span>{t('not_reviewed')}</span>
            )}
            {weight ? <span>{t(weight)}</span> : null}
            {canWrite && at ? (
              <Button type="link" size="small" className={styles.write ?? ''} onClick={() => write(answer)}>
                {t(evidence ? 'evidence.change' : 'evidence.add')}
              </Button>
            ) : null}
          </p>
        </div>
      )}
    </li>
  );
}
