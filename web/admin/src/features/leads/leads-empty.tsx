import { EmptyState } from '@perennial/ui';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';

/** Before the first lead: the ways in which leads come. */
export function LeadsEmpty({ onCreate }: { onCreate: (() => void) | undefined }) {
  const { t } = useTranslation(['leads', 'common']);
  const router = useRouter();
  const canImport = useGrant('imports:write');
  return (
    <EmptyState
      title={t('leads:empty.title')}
      action={
        <>
          {onCreate ? (
            <Button type="primary" onClick={onCreate}>
              {t('leads:action.create')}
            </Button>
          ) : null}
          {canImport ? (
            <Button onClick={() => void router.navigate({ href: '/imports/new?target=leads' })}>
              {t('leads:empty.import')}
            </Button>
          ) : null}
          <Button onClick={() => void router.navigate({ to: '/forms' })}>{t('leads:empty.form')}</Button>
        </>
      }
    >
      {t('leads:empty.text')}
    </EmptyState>
  );
}
