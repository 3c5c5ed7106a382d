import type { AdoptionFigures, FeatureUse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInterval, formatShare } from '../../../shared/charts/format';
import { smallSample } from '../../../shared/charts/heat';
import type { OpenCell } from '../../../shared/charts/retention-types';
import styles from './group-features.module.css';
import { OpenUnits } from './open-units';
import { useAdoptionWords } from './use-adoption-words';

/** A group, or everybody. */
export type AdoptionRow = { key: string; name: string; figures: AdoptionFigures };

type GroupFeaturesProps = { label: string; rows: AdoptionRow[]; onOpen: OpenCell };

/** For each feature a bar of everybody and one of each group, so that groups are compared from top to bottom. */
export function GroupFeatures({ label, rows, onOpen }: GroupFeaturesProps) {
  const words = useAdoptionWords();
  const features = rows[0]?.figures.features ?? [];
  return (
    <ol className={styles.features} aria-label={label}>
      {features.map((whole, at) => (
        <li key={whole.cells.adopters} className={styles.feature}>
          <h3 className={styles.name}>{words.name(whole)}</h3>
          <ul className={styles.groups} aria-label={words.name(whole)}>
            {rows.map(({ key, name, figures }) => {
              const use = figures.features[at];
              return use ? (
                <GroupLine key={key} name={name} active={figures.active} use={use} onOpen={onOpen} />
              ) : null;
            })}
          </ul>
        </li>
      ))}
    </ol>
  );
}

type GroupLineProps = { name: string; active: number; use: FeatureUse; onOpen: OpenCell };

function GroupLine({ name, active, use, onOpen }: GroupLineProps) {
  const { t } = useTranslation('charts');
  const { locale } = useKit();
  const { adopters, rate, low, high, cells } = use;
  const hasInterval = low != null && high != null;
  const interval = hasInterval ? formatInterval(low, high, locale) : undefined;
  const told = interval && t('retention.interval', { interval });
  return (
    <li className={styles.group} data-few={active < smallSample || undefined}>
      <span className={styles.groupName} title={name}>
        {name}
      </span>
      <span
        className={styles.track}
        title={told}
        style={{ '--part': rate ?? 0, '--low': low ?? 0, '--high': high ?? 0 } as CSSProperties}
        aria-hidden="true"
      >
        <span className={styles.bar} />
        {hasInterval ? <span className={styles.interval} /> : null}
      </span>
      <OpenUnits value={adopters} cell={cells.adopters} onOpen={onOpen} />
      <span className={styles.share}>
        {formatShare(rate ?? null, locale)}
        {told ? <span className="visually-hidden">{told}</span> : null}
      </span>
    </li>
  );
}
