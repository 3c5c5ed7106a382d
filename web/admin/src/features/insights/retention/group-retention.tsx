import { useIsPhone } from '@perennial/ui';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { heatDepth, heatOf, smallSample } from '../../../shared/charts/heat';
import styles from '../../../shared/charts/retention-table.module.css';
import type { RetentionMean, Unit } from '../../../shared/charts/retention-types';
import { useRetentionWords } from '../../../shared/charts/use-retention-words';
import own from './group-retention.module.css';

/** A group, or everybody, with all cohorts together. */
export type MeanRow = { key: string; name: string; mean: RetentionMean[] };

type GroupRetentionProps = {
  caption: string;
  unit: Unit;
  rows: MeanRow[];
  periods: number[];
  periodName: (period: number) => string;
  /** The group that is shown by itself below. */
  chosen: string;
  onChoose: (key: string) => void;
};

const depth = { '--heat-depth': `${heatDepth * 100}%` } as CSSProperties;

/** Groups by period; the name of a group leads to its cohorts. On a phone a group is a card. */
export function GroupRetention(props: GroupRetentionProps) {
  const isPhone = useIsPhone();
  return isPhone ? <GroupCards {...props} /> : <GroupGrid {...props} />;
}

function GroupGrid(props: GroupRetentionProps) {
  const { caption, unit, rows, periods, periodName } = props;
  const { t } = useTranslation(['insights', 'charts']);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard
    <section className={styles.scroller} aria-label={caption} tabIndex={0}>
      <table className={styles.grid} style={depth}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('insights:split.group')}</th>
            <th scope="col">{t(`charts:unit.${unit}`)}</th>
            {periods.map((period) => (
              <th key={period} scope="col">
                {periodName(period)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <Name row={row} of={props} />
              </th>
              <td className={styles.size}>
                <Size row={row} unit={unit} />
              </td>
              {periods.map((period) => (
                <MeanCell key={period} cell={row.mean.find((each) => each.period === period)} unit={unit} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Name({ row, of }: { row: MeanRow; of: GroupRetentionProps }) {
  return (
    <button
      type="button"
      className={own.name}
      aria-pressed={row.key === of.chosen}
      onClick={() => of.onChoose(row.key)}
    >
      {row.name}
    </button>
  );
}

/** Of how many: everybody whose own period is over. */
function Size({ row, unit }: { row: MeanRow; unit: Unit }) {
  const words = useRetentionWords(unit);
  return words.figure(row.mean[0]?.of ?? 0);
}

function MeanCell({ cell, unit }: { cell: RetentionMean | undefined; unit: Unit }) {
  const words = useRetentionWords(unit);
  if (!cell || cell.of === 0) return <td>—</td>;
  const lines = words.explain(cell, cell.of);
  return (
    <td
      className={own.cell}
      data-few={cell.of < smallSample || undefined}
      style={{ '--share': heatOf(cell.rate) } as CSSProperties}
      title={lines.join('\n')}
    >
      {words.share(cell.rate)}
      <span className="visually-hidden">{lines.join(', ')}</span>
    </td>
  );
}

function GroupCards(props: GroupRetentionProps) {
  const { rows, periods, periodName, unit, caption } = props;
  const words = useRetentionWords(unit);
  return (
    <ul className={styles.cards} style={depth} aria-label={caption}>
      {rows.map((row) => (
        <li key={row.key} className={styles.card}>
          <div className={styles.cardHead}>
            <Name row={row} of={props} />
            <span>{words.count(row.mean[0]?.of ?? 0)}</span>
          </div>
          <ul className={styles.chips}>
            {row.mean
              .filter(({ of, period }) => of > 0 && periods.includes(period))
              .map((cell) => (
                <li
                  key={cell.period}
                  className={own.chip}
                  data-few={cell.of < smallSample || undefined}
                  style={{ '--share': heatOf(cell.rate) } as CSSProperties}
                >
                  <span>{periodName(cell.period)}</span>
                  <strong>{words.share(cell.rate)}</strong>
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
