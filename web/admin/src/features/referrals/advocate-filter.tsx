import type { Filter } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { AdvocateSelect } from './advocate-select';
import type { PanelProps } from './referral-search';

/** Narrows a list to what one advocate brought. */
export function useAdvocateFilter({ search, onChange }: Pick<PanelProps, 'search' | 'onChange'>): Filter {
  const { t } = useTranslation('referrals');
  const label = t('field.advocate');
  return {
    id: 'advocate_id',
    label,
    isActive: Boolean(search.advocate_id),
    control: (
      <AdvocateSelect
        allowClear
        style={{ width: '100%' }}
        aria-label={label}
        placeholder={label}
        {...(search.advocate_id ? { value: search.advocate_id } : {})}
        onChange={(advocate_id) => onChange({ advocate_id })}
      />
    ),
  };
}
