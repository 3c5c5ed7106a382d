import { getDashboardOptions, listDashboardsOptions } from '@perennial/api-client/queries';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FoundSelect, type FoundSelectProps, isAbsent } from '../records/found-select';

/** Finds a dashboard by its name. */
export function DashboardSelect(props: FoundSelectProps) {
  const { value } = props;
  const { t } = useTranslation('dashboards');
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    ...listDashboardsOptions({ query: { ...(q ? { q } : {}), limit: 50 } }),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    ...getDashboardOptions({ path: { id: value ?? '' } }),
    enabled: isAbsent(value, found),
  });
  return (
    <FoundSelect
      allowClear
      placeholder={t('save.choose')}
      {...props}
      found={found}
      chosen={chosen}
      onSearch={setText}
      nothing={t('save.no_dashboard')}
    />
  );
}
