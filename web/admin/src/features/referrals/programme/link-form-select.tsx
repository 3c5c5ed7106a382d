import { listLeadFormsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../shared/forms/labelled';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import styles from '../referrals.module.css';
import type { ProgrammeFieldsProps } from './programme-editor';

/** The published form to which links lead. */
export function LinkFormSelect({ rules, onChange }: ProgrammeFieldsProps) {
  const { t } = useTranslation('referrals');
  const query = useQuery(listLeadFormsOptions({ query: { limit: 200 } }));
  const forms = query.data?.data ?? [];
  const usable = forms.filter(({ id, published, archived_at }) => {
    return id === rules.form_id || (published && !archived_at);
  });
  return (
    <div>
      <Labelled label={t('programme.form_id')} problem={useRuleProblem('/form_id')}>
        {(id) => (
          <Select<string>
            id={id}
            loading={query.isPending}
            value={rules.form_id ?? ''}
            options={[
              { value: '', label: t('programme.no_form') },
              ...usable.map((form) => ({ value: form.id, label: form.name })),
            ]}
            onChange={(form_id) => onChange({ form_id: form_id || null })}
          />
        )}
      </Labelled>
      {query.isSuccess && usable.length === 0 ? (
        <p className={styles.meta}>
          {t('programme.no_forms')} <Link to="/forms">{t('programme.to_forms')}</Link>
        </p>
      ) : null}
    </div>
  );
}
