import { getAdvocateOptions, listAdvocatesOptions } from '@perennial/api-client/queries';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FoundSelect, type FoundSelectProps, isAbsent } from '../../shared/records/found-select';

/** Finds an advocate by name or code. */
export function AdvocateSelect({ value, ...rest }: FoundSelectProps) {
  const { t } = useTranslation('referrals');
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    ...listAdvocatesOptions({ query: { ...(q ? { q } : {}), limit: 20 } }),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    ...getAdvocateOptions({ path: { id: value ?? '' } }),
    enabled: isAbsent(value, found),
  });
  return (
    <FoundSelect
      placeholder={t('advocate.find')}
      {...rest}
      {...(value ? { value } : {})}
      found={found}
      chosen={chosen}
      onSearch={setText}
      nothing={t('advocate.nothing')}
    />
  );
}
