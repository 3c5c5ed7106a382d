import { getPersonOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RecordDrawer } from '../../shared/records/record-drawer';
import { PersonDetail } from './person-detail';

type PersonDrawerProps = {
  id: string;
  siblings: string[];
  tab: string | undefined;
  onTab: (tab: string) => void;
  onOpen: (id: string | undefined) => void;
};

export default function PersonDrawer({ id, siblings, tab, onTab, onOpen }: PersonDrawerProps) {
  const { t } = useTranslation('people');
  const router = useRouter();
  return (
    <RecordDrawer
      id={id}
      query={useQuery(getPersonOptions({ path: { id } }))}
      titleOf={({ name }) => name}
      kind={t('title_one')}
      siblings={siblings}
      onOpen={onOpen}
      onExpand={() => void router.navigate({ to: '/people/$personId', params: { personId: id } })}
    >
      {(person) => <PersonDetail key={id} person={person} tab={tab} onTab={onTab} isPage={false} />}
    </RecordDrawer>
  );
}
