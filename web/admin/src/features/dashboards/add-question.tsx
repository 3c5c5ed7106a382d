import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { mostTiles, withTile } from '../../shared/questions/layout';
import { NewQuestionLinks } from './new-question-links';
import type { Arrangement } from './use-arrangement';

const QuestionPicker = lazy(() => import('../../shared/questions/question-picker'));

type AddQuestionProps = { arrangement: Arrangement; onClose: () => void };

/** Chooses a saved question for the dashboard; it stands where there is room. */
export function AddQuestion({ arrangement, onClose }: AddQuestionProps) {
  const { t } = useTranslation('dashboards');
  const { tiles, change } = arrangement;
  const isFull = tiles.length >= mostTiles;
  return (
    <Suspense fallback={null}>
      <QuestionPicker
        title={t('page.add')}
        isTaken={({ id }) => isFull || tiles.some((tile) => tile.saved_question_id === id)}
        takenText={isFull ? t('page.full', { count: mostTiles }) : t('page.on_it')}
        onChoose={({ id, name }) => {
          onClose();
          change(withTile(tiles, id), { text: t('page.added', { name }) });
        }}
        onClose={onClose}
        footer={<NewQuestionLinks />}
      />
    </Suspense>
  );
}
