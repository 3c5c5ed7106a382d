import { getAccountOptions, listAccountsOptions } from '@perennial/api-client/queries';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FoundSelect, type FoundSelectProps, isAbsent } from '../records/found-select';

/** Finds an account by what is typed. */
export function AccountSelect({ value, ...rest }: FoundSelectProps) {
  const { t } = useTranslation('work');
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    ...listAccountsOptions({ query: { ...(q ? { q } : {}), limit: 20 } }),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    ...getAccountOptions({ path: { id: value ?? '' } }),
    enabled: isAbsent(value, found),
  });
  return (
    <FoundSelect
      placeholder={t('account.find')}
      {...rest}
      {...(value ? { value } : {})}
      found={found}
      chosen={chosen}
      onSearch={setText}
      nothing={t('account.nothing')}
    />
  );
}
