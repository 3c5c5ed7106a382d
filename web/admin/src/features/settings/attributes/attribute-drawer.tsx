import { getAttributeDefinitionOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAttributeLabel } from '../../../shared/attributes/use-attributes';
import { RecordDrawer } from '../../../shared/records/record-drawer';
import { AttributeDetail } from './attribute-detail';

type AttributeDrawerProps = { id: string; siblings: string[]; onOpen: (id: string | undefined) => void };

export default function AttributeDrawer({ id, siblings, onOpen }: AttributeDrawerProps) {
  const { t } = useTranslation('attributes');
  const labelOf = useAttributeLabel();
  return (
    <RecordDrawer
      id={id}
      query={useQuery(getAttributeDefinitionOptions({ path: { id } }))}
      titleOf={labelOf}
      kind={t('title_one')}
      siblings={siblings}
      onOpen={onOpen}
      width={560}
    >
      {(definition) => <AttributeDetail key={id} definition={definition} />}
    </RecordDrawer>
  );
}
