import { getApiKeyOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RecordDrawer } from '../../../shared/records/record-drawer';
import { ApiKeyDetail } from './api-key-detail';

type ApiKeyDrawerProps = { id: string; siblings: string[]; onOpen: (id: string | undefined) => void };

export default function ApiKeyDrawer({ id, siblings, onOpen }: ApiKeyDrawerProps) {
  const { t } = useTranslation('api-keys');
  return (
    <RecordDrawer
      id={id}
      query={useQuery(getApiKeyOptions({ path: { id } }))}
      titleOf={({ name }) => name}
      kind={t('title_one')}
      siblings={siblings}
      onOpen={onOpen}
      width={560}
    >
      {(key) => <ApiKeyDetail key={id} apiKey={key} />}
    </RecordDrawer>
  );
}
