import type { Dashboard, Tile } from '@perennial/api-client';
import { listSavedQuestionsOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type CSSProperties, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutTile } from '../../shared/questions/layout';
import styles from './dashboard-grid.module.css';
import { DashboardTile } from './dashboard-tile';
import { gap, rowHeight } from './grid-measures';
import type { Arrangement } from './use-arrangement';
import { useTileHandles } from './use-tile-handles';

type DashboardGridProps = {
  dashboard: Dashboard;
  arrangement: Arrangement;
  canWrite: boolean;
  isArranging: boolean;
};

/** Twelve columns on a desk; one on a phone, in the order in which people read. */
export function DashboardGrid({ dashboard, arrangement, canWrite, isArranging }: DashboardGridProps) {
  const { t } = useTranslation('dashboards');
  const search = useSearch({ from: '/_app/dashboards/$dashboardId' });
  const navigate = useNavigate({ from: '/dashboards/$dashboardId' });
  const questions = useQuery(
    listSavedQuestionsOptions({ query: { dashboard_id: dashboard.id, limit: 200 } }),
  );
  const grid = useRef<HTMLDivElement>(null);
  const { tiles, change } = arrangement;
  const handles = useTileHandles(grid, arrangement);
  const shown = handles.preview ?? tiles;
  const order = useStandingOrder(shown, isArranging);
  const measures: CSSProperties = { gridAutoRows: rowHeight, gap };
  const open = (tile: string, cell: string | undefined) =>
    void navigate({ search: (old) => ({ ...old, tile: cell && tile, open: cell }) });
  return (
    <>
      {questions.isError ? (
        <ErrorState error={questions.error} onRetry={() => void questions.refetch()} compact />
      ) : null}
      <div ref={grid} className={styles.grid} style={measures} data-arranged={isArranging || undefined}>
        {order.map((tile) => {
          const id = tile.saved_question_id;
          const question = questions.data?.data.find((each) => each.id === id);
          return (
            <DashboardTile
              key={id}
              tile={tile}
              question={question}
              isPending={!question && questions.isFetching}
              canWrite={canWrite}
              open={search.tile === id ? search.open : undefined}
              onOpen={(cell) => open(id, cell)}
              onRemove={() =>
                change(withoutTile(tiles, id), { text: t('tile.removed', { name: question?.name ?? '' }) })
              }
              handles={isArranging ? handles.of(tile, question?.name ?? '') : undefined}
            />
          );
        })}
      </div>
      <p className="visually-hidden" aria-live="polite">
        {handles.said}
      </p>
    </>
  );
}

/** While tiles are moved they keep their order in the document: the one in hand must not lose the focus. */
function useStandingOrder(tiles: Tile[], isArranging: boolean): Tile[] {
  const [standing, setStanding] = useState<string[]>();
  if (!isArranging) {
    if (standing) setStanding(undefined);
    return tiles;
  }
  const ids = tiles.map(({ saved_question_id }) => saved_question_id);
  const kept = (standing ?? ids).filter((id) => ids.includes(id));
  const all = [...kept, ...ids.filter((id) => !kept.includes(id))];
  if (standing?.join() !== all.join()) setStanding(all);
  return all.flatMap((id) => tiles.find((tile) => tile.saved_question_id === id) ?? []);
}
