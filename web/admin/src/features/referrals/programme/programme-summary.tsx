import type { ReferralProgramme } from '@perennial/api-client';
import { listLeadFormsOptions } from '@perennial/api-client/queries';
import { Facts, formatMoney, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import styles from '../referrals.module.css';
import { type ProgrammeField, programmeFields } from './programme-changes';

/** The programme to be read, field by field. */
export function ProgrammeSummary({ rules }: { rules: ReferralProgramme }) {
  const { t } = useTranslation('referrals');
  const { locale } = useKit();
  const forms = useQuery(listLeadFormsOptions({ query: { limit: 200 } })).data?.data ?? [];
  const shown = (field: ProgrammeField) => {
    switch (field) {
      case 'enabled':
        return rules.enabled ? t('programme.on') : t('programme.off');
      case 'form_id':
        return rules.form_id ? forms.find(({ id }) => id === rules.form_id)?.name : t('programme.no_form');
      case 'qualified_reward':
      case 'won_reward':
        return rules[field] ? formatMoney(rules[field], locale) : undefined;
      case 'order_percent':
      case 'order_months':
      case 'hold_days':
        return rules[field] == null ? undefined : `${rules[field]} ${t(`programme.unit.${field}`)}`;
      case 'terms':
        return <span className={styles.written}>{rules.terms}</span>;
      case 'offer':
        return rules.offer;
    }
  };
  return (
    <Facts
      facts={programmeFields.map((field) => ({ label: t(`programme.${field}`), value: shown(field) }))}
    />
  );
}
