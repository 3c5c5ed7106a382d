import { deleteSavedQuestion, type SavedQuestion, toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { Ellipsis } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../../shared/confirm/use-confirm';

const QuestionFormDrawer = lazy(() => import('../../../shared/questions/question-form-drawer'));

type SavedMenuProps = { saved: SavedQuestion; canWrite: boolean; onLeave: () => void };

/** What else can be done with a saved question. */
export function SavedMenu({ saved, canWrite, onLeave }: SavedMenuProps) {
  const { t } = useTranslation(['dashboards', 'common']);
  const queryClient = useQueryClient();
  const { ask, holder } = useConfirm();
  const [isNaming, setNaming] = useState(false);
  const remove = async () => {
    try {
      await deleteSavedQuestion({ path: { id: saved.id }, throwOnError: true });
    } catch (error) {
      return showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });
    }
    onLeave();
    await invalidateTags(queryClient, 'dashboards');
    showToast(t('dashboards:saved.deleted', { name: saved.name }));
  };
  const items = [
    ...(canWrite
      ? [{ key: 'rename', label: t('dashboards:saved.rename'), onClick: () => setNaming(true) }]
      : []),
    { key: 'leave', label: t('dashboards:saved.leave'), onClick: onLeave },
    ...(canWrite
      ? [
          {
            key: 'delete',
            danger: true,
            label: t('common:action.delete'),
            onClick: () =>
              ask({
                title: t('dashboards:saved.delete_title', { name: saved.name }),
                text: t('dashboards:saved.delete_text'),
                confirm: t('common:action.delete'),
                run: remove,
              }),
          },
        ]
      : []),
  ];
  return (
    <>
      {holder}
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button
          type="text"
          size="small"
          icon={<Ellipsis size={15} />}
          aria-label={t('dashboards:saved.more', { name: saved.name })}
        />
      </Dropdown>
      <Suspense fallback={null}>
        {isNaming ? <QuestionFormDrawer question={saved} onClose={() => setNaming(false)} /> : null}
      </Suspense>
    </>
  );
}
