import type { QuestionView, SavedQuestion } from '@perennial/api-client';
import { Button, Dropdown } from 'antd';
import { Ellipsis } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenSaved } from '../insights/saved/use-open-saved';

const QuestionFormDrawer = lazy(() => import('../../shared/questions/question-form-drawer'));

type TileMenuProps = {
  question: SavedQuestion;
  view: QuestionView;
  canWrite: boolean;
  onView: (view: QuestionView) => void;
  onRemove: () => void;
};

/** What can be done with a question on a dashboard. */
export function TileMenu({ question, view, canWrite, onView, onRemove }: TileMenuProps) {
  const { t } = useTranslation('dashboards');
  const [isNaming, setNaming] = useState(false);
  const openSaved = useOpenSaved();
  const other = view === 'chart' ? 'table' : 'chart';
  const items = [
    { key: 'open', label: t('tile.open'), onClick: () => openSaved(question) },
    { key: 'view', label: t(`tile.as_${other}`), onClick: () => onView(other) },
    ...(canWrite
      ? [
          { key: 'rename', label: t('saved.rename'), onClick: () => setNaming(true) },
          { key: 'remove', danger: true, label: t('tile.remove'), onClick: onRemove },
        ]
      : []),
  ];
  return (
    <>
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
        <Button
          type="text"
          size="small"
          icon={<Ellipsis size={15} />}
          aria-label={t('tile.more', { name: question.name })}
        />
      </Dropdown>
      <Suspense fallback={null}>
        {isNaming ? <QuestionFormDrawer question={question} onClose={() => setNaming(false)} /> : null}
      </Suspense>
    </>
  );
}
