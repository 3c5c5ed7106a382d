import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import type { BoardColumn as Column, Lead, Stage } from '@perennial/api-client';
import { Figure, isStage, stageColor } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './board.module.css';
import { BoardCard } from './board-card';
import type { LeadSearch } from './lead-search';

type BoardColumnProps = {
  column: Column;
  stages: Stage[];
  canMove: boolean;
  openId: string | undefined;
  /** The column as a list. */
  listSearch: LeadSearch;
  isLoadingMore: boolean;
  onOpen: (id: string) => void;
  onMove: (lead: Lead, stage: Stage) => void;
  /** Shows more of each column; undefined when only the list can. */
  onMore: (() => void) | undefined;
};

/** One stage of the process with its leads and how many there are in all. */
export function BoardColumn(props: BoardColumnProps) {
  const { column, stages, canMove, openId, listSearch, isLoadingMore, onOpen, onMove, onMore } = props;
  const { stage, leads, total } = column;
  const { t } = useTranslation('leads');
  const element = useRef<HTMLElement>(null);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!element.current || !canMove) return;
    return dropTargetForElements({
      element: element.current,
      getData: () => ({ stageId: stage.id }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [stage.id, canMove]);
  const color =
    isStage(stage.journey_stage) && stage.type !== 'lost'
      ? stageColor(stage.journey_stage)
      : 'var(--line-strong)';
  const hidden = total - leads.length;
  return (
    <section
      ref={element}
      className={styles.column}
      data-over={isOver || undefined}
      style={{ '--stage': color } as CSSProperties}
      aria-label={stage.name}
    >
      <h2 className={styles.heading}>
        {stage.name}
        <span className={styles.total}>
          <Figure value={total} />
        </span>
      </h2>
      <ul className={styles.cards}>
        {leads.map((lead) => (
          <BoardCard
            key={lead.id}
            lead={lead}
            stages={stages}
            canMove={canMove}
            isOpen={lead.id === openId}
            onOpen={onOpen}
            onMove={onMove}
          />
        ))}
      </ul>
      {leads.length === 0 ? <p className={styles.nothing}>{t('board.nothing')}</p> : null}
      {hidden > 0 ? (
        <div className={styles.end}>
          {onMore ? (
            <Button type="text" size="small" loading={isLoadingMore} onClick={onMore}>
              {t('board.more')}
            </Button>
          ) : null}
          <Link to="/leads" search={listSearch}>
            {t('board.as_list', { count: total })}
          </Link>
        </div>
      ) : null}
    </section>
  );
}
