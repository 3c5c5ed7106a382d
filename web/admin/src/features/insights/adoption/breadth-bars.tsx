import type { AdoptionBreadth } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { type CSSProperties, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../../../shared/charts/format';
import type { OpenCell, Unit } from '../../../shared/charts/retention-types';
import styles from './breadth-bars.module.css';
import { OpenUnits } from './open-units';
import { useAdoptionWords } from './use-adoption-words';

type BreadthBarsProps = { breadth: AdoptionBreadth[]; unit: Unit; onOpen: OpenCell };

/** How many use none of the features, one, two, and so on. */
export function BreadthBars({ breadth, unit, onOpen }: BreadthBarsProps) {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const words = useAdoptionWords();
  const id = useId();
  return (
    <section className={styles.breadth} aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {t(`adoption.breadth_title_${unit}`)}
      </h3>
      <ul className={styles.lines}>
        {breadth.map(({ count, units, rate, cell }) => (
          <li key={count} className={styles.line}>
            <span>{words.breadth(count)}</span>
            <span className={styles.track} aria-hidden="true">
              <i style={{ '--part': rate ?? 0 } as CSSProperties} />
            </span>
            <OpenUnits value={units} cell={cell} onOpen={onOpen} />
            <span className={styles.share}>{formatShare(rate, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
