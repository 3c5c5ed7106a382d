import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type ImportStep, importSteps } from './import-step';
import styles from './import-steps.module.css';

type ImportStepsProps = {
  current: ImportStep;
  /** Steps that can be gone back to. */
  open?: readonly ImportStep[];
  onGo?: (step: ImportStep) => void;
};

/** Where an import is on its way. */
export function ImportSteps({ current, open = [], onGo }: ImportStepsProps) {
  const { t } = useTranslation('imports');
  const at = importSteps.indexOf(current);
  return (
    <nav aria-label={t('steps')}>
      <ol className={styles.steps}>
        {importSteps.map((step, index) => {
          const text = (
            <>
              <span className={styles.number} aria-hidden="true">
                {index < at ? <Check size={12} /> : index + 1}
              </span>
              {t(`step.${step}`)}
            </>
          );
          return (
            <li
              key={step}
              className={styles.step}
              data-done={index < at || undefined}
              aria-current={step === current ? 'step' : undefined}
            >
              {open.includes(step) && step !== current ? (
                <button type="button" className={styles.link} onClick={() => onGo?.(step)}>
                  {text}
                </button>
              ) : (
                text
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
