import { EmptyState } from '@perennial/ui';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './dashboards-empty.module.css';
import { templateQuestions, templates } from './templates';
import { useMakeTemplate } from './use-make-template';

/** Before the first dashboard: some that most workspaces want, made with one click. */
export function DashboardsEmpty({ canWrite }: { canWrite: boolean }) {
  const { t } = useTranslation('dashboards');
  const make = useMakeTemplate();
  return (
    <EmptyState
      title={t('empty.title')}
      action={
        canWrite ? (
          <ul className={styles.starts} aria-label={t('empty.starts')}>
            {templates.map((template) => {
              const Icon = templateQuestions[template].icon;
              const isMade = make.isPending && make.variables === template;
              return (
                <li key={template}>
                  <button
                    type="button"
                    className={styles.start}
                    disabled={make.isPending}
                    aria-busy={isMade}
                    onClick={() => make.mutate(template)}
                  >
                    <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
                    <span>
                      <strong>{t(`template.${template}.name`)}</strong>
                      <span className={styles.text}>
                        {isMade ? t('empty.making') : t(`template.${template}.text`)}
                      </span>
                    </span>
                    <ChevronRight size={15} aria-hidden="true" />
                  </button>
                </li>
              );
            })}
          </ul>
        ) : null
      }
    >
      {t(canWrite ? 'empty.text' : 'empty.text_read')}
    </EmptyState>
  );
}
