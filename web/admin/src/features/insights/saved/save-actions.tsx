import { Button } from 'antd';
import { Bookmark, BookmarkPlus } from 'lucide-react';
import { lazy, Suspense, use, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { SaveSlot } from './save-slot';
import type { Kept } from './use-kept-question';
import { useOpenSaved } from './use-open-saved';

// Forms are large, and questions are asked far more often than they are saved.
const SaveQuestionDialog = lazy(() => import('./save-question-dialog'));
const QuestionPicker = lazy(() => import('../../../shared/questions/question-picker'));

/** In the page's head: opens what was saved before, and saves what is asked now. */
export function SaveActions({ kept }: { kept: Kept }) {
  const { t } = useTranslation('dashboards');
  const slot = use(SaveSlot);
  const mayWrite = useGrant('customers:write');
  const [dialog, setDialog] = useState<'save' | 'open'>();
  const openSaved = useOpenSaved();
  const { asked, savedId } = kept;
  const close = () => setDialog(undefined);
  if (!slot) return null;
  return createPortal(
    <>
      <Button icon={<Bookmark size={14} />} onClick={() => setDialog('open')}>
        {t('saved.open')}
      </Button>
      {mayWrite && savedId === undefined ? (
        <Button icon={<BookmarkPlus size={14} />} disabled={!asked} onClick={() => setDialog('save')}>
          {t('save.action')}
        </Button>
      ) : null}
      <Suspense fallback={null}>
        {dialog === 'open' ? (
          <QuestionPicker
            title={t('saved.title')}
            onChoose={(question) => {
              close();
              openSaved(question);
            }}
            onClose={close}
          />
        ) : null}
        {dialog === 'save' && asked ? (
          <SaveQuestionDialog asked={asked} onSaved={kept.onSaved} onClose={close} />
        ) : null}
      </Suspense>
    </>,
    slot,
  );
}
