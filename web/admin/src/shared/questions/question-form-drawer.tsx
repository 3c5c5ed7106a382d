import { getSavedQuestion, ifMatch, type SavedQuestion, updateSavedQuestion } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RecordFormDrawer } from '../forms/record-form-drawer';
import { NameFields, type NameValues, nameValuesOf } from './name-fields';

type QuestionFormDrawerProps = { question: SavedQuestion; onClose: () => void };

/** Gives a saved question another name. */
export default function QuestionFormDrawer({ question, onClose }: QuestionFormDrawerProps) {
  const { t } = useTranslation(['dashboards', 'common']);
  const queryClient = useQueryClient();
  return (
    <RecordFormDrawer<SavedQuestion, NameValues>
      record={question}
      title={t('dashboards:saved.rename')}
      submitLabel={t('common:action.save')}
      valuesOf={nameValuesOf}
      create={() => Promise.resolve(question)}
      update={async (base, changes) => {
        const path = { id: base.id };
        const headers = ifMatch(base);
        return (await updateSavedQuestion({ path, headers, body: changes, throwOnError: true })).data;
      }}
      reload={async ({ id }) => (await getSavedQuestion({ path: { id }, throwOnError: true })).data}
      onSaved={async () => {
        await invalidateTags(queryClient, 'dashboards');
        showToast(t('common:saved'), { tone: 'success' });
        onClose();
      }}
      onClose={onClose}
    >
      <NameFields />
    </RecordFormDrawer>
  );
}
