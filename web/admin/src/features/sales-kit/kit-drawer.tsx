import { getKitItemOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RecordDrawer } from '../../shared/records/record-drawer';
import { KitDetail } from './kit-detail';

type KitDrawerProps = { id: string; siblings: string[]; onOpen: (id: string | undefined) => void };

export default function KitDrawer({ id, siblings, onOpen }: KitDrawerProps) {
  const { t } = useTranslation('sales-kit');
  return (
    <RecordDrawer
      id={id}
      query={useQuery(getKitItemOptions({ path: { id } }))}
      titleOf={({ title }) => title}
      kind={t('title_one')}
      siblings={siblings}
      onOpen={onOpen}
      width={560}
    >
      {(item) => <KitDetail key={id} item={item} />}
    </RecordDrawer>
  );
}
