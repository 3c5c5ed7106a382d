import { Button, Dropdown } from 'antd';
import { Bookmark, Ellipsis, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useIsPhone } from '../theme/use-media-query';
import styles from './saved-view-tabs.module.css';

export type SavedViewTab = { id: string; name: string; isPrivate?: boolean; count?: number };

type SavedViewTabsProps = {
  views: SavedViewTab[];
  activeId: string | undefined;
  /** Filters, sort or columns differ from the view as it was saved. */
  isModified: boolean;
  onSelect: (id: string) => void;
  onSaveAs: () => void;
  /** Absent when the reader may not change this view. */
  onSave?: (() => void) | undefined;
  onReset: () => void;
  onRename?: (() => void) | undefined;
  onDelete?: (() => void) | undefined;
};

/** Named views of one list. A changed view says so, and offers to keep or drop the change. */
export function SavedViewTabs(props: SavedViewTabsProps) {
  const { views, activeId, isModified, onSelect, onSaveAs, onSave, onReset, onRename, onDelete } = props;
  const { t } = useTranslation('kit');
  const isPhone = useIsPhone();
  const manage = [
    ...(onRename ? [{ key: 'rename', label: t('views.rename'), onClick: onRename }] : []),
    ...(onDelete ? [{ key: 'delete', label: t('views.delete'), danger: true, onClick: onDelete }] : []),
  ];
  return (
    <div className={styles.bar}>
      <nav className={styles.tabs} aria-label={t('views.title')}>
        {views.map((view) => (
          <button
            key={view.id}
            type="button"
            className={styles.tab}
            aria-current={view.id === activeId ? 'true' : undefined}
            onClick={() => onSelect(view.id)}
          >
            {view.name}
            {view.isPrivate ? <Lock size={11} aria-label={t('views.private')} /> : null}
            {view.count === undefined ? null : <span className={styles.count}>{view.count}</span>}
          </button>
        ))}
      </nav>
      <div className={styles.actions}>
        {isModified ? <span className={styles.modified}>{t('views.modified')}</span> : null}
        {isModified && onSave ? (
          <Button type="link" size="small" onClick={onSave}>
            {t('views.save')}
          </Button>
        ) : null}
        {isModified ? (
          <Button type="link" size="small" onClick={onReset}>
            {t('views.reset')}
          </Button>
        ) : null}
        <Button
          type="text"
          size="small"
          icon={<Bookmark size={14} />}
          aria-label={t('views.save_as')}
          title={t('views.save_as')}
          onClick={onSaveAs}
        >
          {isPhone ? null : t('views.save_as')}
        </Button>
        {manage.length > 0 ? (
          <Dropdown trigger={['click']} menu={{ items: manage }}>
            <Button type="text" size="small" icon={<Ellipsis size={14} />} aria-label={t('views.manage')} />
          </Dropdown>
        ) : null}
      </div>
    </div>
  );
}
