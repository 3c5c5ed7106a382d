import type { SavedQuestion, Tile } from '@perennial/api-client';
import { IconButton } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { GripVertical, MoveDiagonal2, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartPlaceContext } from '../../shared/charts/chart-place';
import { addressOf, isShownKind } from '../insights/kept-question';
import { questionTiles } from '../insights/question-tiles';
import styles from './dashboard-tile.module.css';
import { TileMenu } from './tile-menu';
import { useShownQuestion } from './use-shown-question';
import type { TileHandles } from './use-tile-handles';

/** Up to this width, in columns, there is no room for names beside the lines. */
const narrow = 7;

type DashboardTileProps = {
  tile: Tile;
  /** Nothing while it is on its way, or when somebody deleted it. */
  question: SavedQuestion | undefined;
  isPending: boolean;
  canWrite: boolean;
  open: string | undefined;
  onOpen: (cell: string | undefined) => void;
  onRemove: () => void;
  /** What it is moved by; nothing while nobody arranges. */
  handles: TileHandles | undefined;
};

/** A question on a dashboard: its name, its answer, and what can be done with it. */
export function DashboardTile(props: DashboardTileProps) {
  const { tile, question, isPending, canWrite, onRemove, handles } = props;
  const { t } = useTranslation('dashboards');
  const titleId = useId();
  const style = {
    gridColumn: `${tile.x + 1} / span ${tile.width}`,
    gridRow: `${tile.y + 1} / span ${tile.height}`,
  };
  return (
    <section
      className={styles.tile}
      style={style}
      aria-labelledby={titleId}
      data-arranged={handles !== undefined || undefined}
      data-held={handles?.isHeld || undefined}
    >
      {question ? (
        <Filled {...props} question={question} titleId={titleId} />
      ) : (
        <>
          <header className={styles.head}>
            <h2 id={titleId} className={styles.name}>
              {isPending ? '…' : t('tile.gone')}
            </h2>
            {canWrite && !isPending ? (
              <IconButton label={t('tile.remove')} icon={<X size={14} />} onClick={onRemove} />
            ) : null}
          </header>
          {isPending ? <Skeleton active title={false} paragraph={{ rows: 4 }} /> : null}
        </>
      )}
      {handles ? (
        <button type="button" className={styles.corner} title={t('tile.keys')} {...handles.resize}>
          <MoveDiagonal2 size={14} aria-hidden="true" />
        </button>
      ) : null}
    </section>
  );
}

type FilledProps = DashboardTileProps & { question: SavedQuestion; titleId: string };

function Filled(props: FilledProps) {
  const { tile, question, titleId, canWrite, open, onOpen, onRemove, handles } = props;
  const { t } = useTranslation('dashboards');
  const [head, setHead] = useState<HTMLElement | null>(null);
  const { kept, change } = useShownQuestion(question, canWrite);
  const { kind } = question.question;
  const Answer = isShownKind(kind) ? questionTiles[kind] : undefined;
  const address = addressOf(kept, question.id);
  return (
    <>
      <header className={styles.head}>
        {handles ? (
          <button type="button" className={styles.handle} title={t('tile.keys')} {...handles.move}>
            <GripVertical size={15} aria-hidden="true" />
          </button>
        ) : null}
        <div className={styles.texts}>
          <h2 id={titleId} className={styles.name} title={question.name}>
            {address && !handles ? <Link {...address}>{question.name}</Link> : question.name}
          </h2>
          {question.description ? (
            <p className={styles.description} title={question.description}>
              {question.description}
            </p>
          ) : null}
        </div>
        <span ref={setHead} className={styles.tools} hidden={handles !== undefined} />
        {handles ? (
          <IconButton
            label={t('tile.removed_more', { name: question.name })}
            icon={<X size={14} />}
            onClick={onRemove}
          />
        ) : (
          <TileMenu
            question={question}
            view={kept.view}
            canWrite={canWrite}
            onView={(view) => change({ view })}
            onRemove={onRemove}
          />
        )}
      </header>
      <ChartPlaceContext value={{ head, isNarrow: tile.width <= narrow, canChange: canWrite }}>
        <div className={styles.content} inert={handles !== undefined}>
          {Answer ? (
            <Answer
              kept={kept}
              open={open}
              onOpen={onOpen}
              onView={(view) => change({ view })}
              onFigure={(figure) => change({ figure })}
            />
          ) : (
            <p>{t('tile.unknown')}</p>
          )}
        </div>
      </ChartPlaceContext>
    </>
  );
}
