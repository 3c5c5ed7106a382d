import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { RecordsEmpty } from '../../shared/lists/records-empty';

/** Before the first lead: the ways in which leads come. */
export function LeadsEmpty({ onCreate }: { onCreate: (() => void) | undefined }) {
  const { t } = useTranslation('leads');
  const router = useRouter();
  return (
    <RecordsEmpty
      title={t('empty.title')}
      text={t('empty.text')}
      createLabel={t('action.create')}
      onCreate={onCreate}
      target="leads"
      more={<Button onClick={() => void router.navigate({ to: '/forms' })}>{t('empty.form')}</Button>}
    />
  );
}
