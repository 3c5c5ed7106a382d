import type { Lead, Stage } from '@perennial/api-client';
import { RelativeTime, StatusTag } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { Copy, Ellipsis } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DueTime } from '../../shared/time/due-time';
import styles from './board.module.css';
import { leadTitle } from './lead-title';
import { useDraggableCard } from './use-board-drag';

type BoardCardProps = {
  lead: Lead;
  stages: Stage[];
  canMove: boolean;
  isOpen: boolean;
  onOpen: (id: string) => void;
  onMove: (lead: Lead, stage: Stage) => void;
};

export function BoardCard({ lead, stages, canMove, isOpen, onOpen, onMove }: BoardCardProps) {
  const { t } = useTranslation('leads');
  const { ref, isDragged, edge } = useDraggableCard(lead, canMove);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onOpen(lead.id);
  };
  return (
    <li
      ref={ref}
      className={styles.card}
      data-card-id={lead.id}
      data-open={isOpen || undefined}
      data-dragged={isDragged || undefined}
      data-edge={edge}
    >
      <div className={styles.cardHead}>
        <Link
          to="/leads/$leadId"
          params={{ leadId: lead.id }}
          className={styles.title ?? ''}
          draggable={false}
          onClick={open}
        >
          {leadTitle(lead)}
        </Link>
        {lead.duplicate_of_count > 0 ? (
          <Copy
            size={12}
            className={styles.duplicate}
            aria-label={t('duplicates.hint', { count: lead.duplicate_of_count })}
          />
        ) : null}
        {canMove ? (
          <Dropdown
            trigger={['click']}
            placement="bottomRight"
            menu={{
              items: [
                {
                  key: 'to',
                  type: 'group',
                  label: t('board.move_to'),
                  children: stages
                    .filter((stage) => stage.id !== lead.stage.id)
                    .map((stage) => ({ key: stage.id, label: stage.name })),
                },
              ],
              onClick: ({ key }) => {
                const stage = stages.find((each) => each.id === key);
                if (stage) onMove(lead, stage);
              },
            }}
          >
            <Button
              type="text"
              size="small"
              data-move
              className={styles.move ?? ''}
              icon={<Ellipsis size={14} />}
              aria-label={t('board.move', { lead: leadTitle(lead) })}
            />
          </Dropdown>
        ) : null}
      </div>
      <div className={styles.meta}>
        {lead.company && lead.name ? <span>{lead.name}</span> : null}
        {lead.channel ? <span>{lead.channel.name}</span> : null}
        {lead.city ? <span>{lead.city}</span> : null}
      </div>
      {lead.next_task ? (
        <div className={styles.next}>
          <span className={styles.nextTitle}>{lead.next_task.title}</span>
          <DueTime at={lead.next_task.due_at} />
        </div>
      ) : null}
      <div className={styles.foot}>
        {lead.owner ? lead.owner.name : <StatusTag tone="attention">{t('unassigned')}</StatusTag>}
        <RelativeTime at={lead.last_touch_at} />
      </div>
    </li>
  );
}
