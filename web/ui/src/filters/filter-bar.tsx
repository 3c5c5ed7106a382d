import { Button } from 'antd';
import { ChevronDown, SlidersHorizontal, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsPhone } from '../theme/use-media-query';
import styles from './filter-bar.module.css';

export type Filter = {
  id: string;
  label: string;
  /** The control, bound to the URL's search parameters by the screen. */
  control: ReactNode;
  isActive: boolean;
};

type FilterBarProps = {
  search?: ReactNode;
  /** In order of importance: the first ones stay in the row, the others unfold. */
  filters: Filter[];
  inRow?: number;
  onClear: () => void;
  /** Right end of the row: count, columns, density, refresh. */
  tools?: ReactNode;
};

/** One row of filters that expands. What hides is counted, so that no filter acts unseen. */
export function FilterBar({ search, filters, inRow = 3, onClear, tools }: FilterBarProps) {
  const { t } = useTranslation('kit');
  const isPhone = useIsPhone();
  const [expanded, setExpanded] = useState(false);
  const moreId = useId();
  const first = isPhone ? [] : filters.slice(0, inRow);
  const more = filters.slice(first.length);
  const hiddenActive = more.filter((filter) => filter.isActive).length;
  const anyActive = filters.some((filter) => filter.isActive);
  return (
    <search className={styles.bar} aria-label={t('filter.title')}>
      <div className={styles.row}>
        {search ? <div className={styles.search}>{search}</div> : null}
        {first.map((filter) => (
          <FilterControl key={filter.id} filter={filter} />
        ))}
        {more.length > 0 ? (
          <Button
            aria-expanded={expanded}
            aria-controls={moreId}
            icon={
              isPhone ? <SlidersHorizontal size={14} /> : <ChevronDown size={14} className={styles.chevron} />
            }
            iconPlacement="end"
            onClick={() => setExpanded(!expanded)}
          >
            <span className={styles.toggle}>
              {isPhone ? t('filter.title') : t(expanded ? 'filter.less' : 'filter.more')}
              {hiddenActive > 0 && !expanded ? <span className={styles.badge}>{hiddenActive}</span> : null}
            </span>
          </Button>
        ) : null}
        {anyActive ? (
          <Button type="link" icon={<X size={14} />} onClick={onClear}>
            {t('filter.clear')}
          </Button>
        ) : null}
        {tools ? <div className={styles.tools}>{tools}</div> : null}
      </div>
      <div id={moreId} className={styles.more} hidden={!expanded || more.length === 0}>
        {more.map((filter) => (
          <FilterControl key={filter.id} filter={filter} showLabel />
        ))}
      </div>
    </search>
  );
}

function FilterControl({ filter, showLabel = false }: { filter: Filter; showLabel?: boolean }) {
  return (
    <fieldset className={styles.filter} aria-label={filter.label} data-active={filter.isActive || undefined}>
      {showLabel ? <span className={styles.label}>{filter.label}</span> : null}
      {filter.control}
    </fieldset>
  );
}
