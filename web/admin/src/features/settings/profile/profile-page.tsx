import { getMeOptions } from '@perennial/api-client/queries';
import { Card, ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { AppearanceCard } from './appearance-card';
import { PasswordCard } from './password-card';
import { ProfileForm } from './profile-form';
import { SessionsCard } from './sessions-card';

export function ProfilePage() {
  const { t } = useTranslation('settings');
  const me = useQuery(getMeOptions());
  if (me.isError) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
  return (
    <>
      <Card title={t('profile.title')} summary={t('profile.summary')}>
        {me.isPending ? <Skeleton active /> : <ProfileForm me={me.data} />}
      </Card>
      <AppearanceCard />
      <PasswordCard />
      <SessionsCard />
    </>
  );
}
