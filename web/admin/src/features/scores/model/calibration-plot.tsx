import type { CalibrationBin } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatCount, formatInterval, formatShare } from '../../../shared/charts/format';
import styles from './model.module.css';

const size = 260;
const edge = 34;
const ticks = [0, 0.25, 0.5, 0.75, 1];
/** Below so many leads a share says little. */
const few = 10;

const x = (share: number) => edge + share * (size - edge - 18);
const y = (share: number) => size - edge - share * (size - edge - 18);

/** What came true against what was foretold: a perfect model lies on the diagonal. Its table says the same in figures. */
export function CalibrationPlot({ bins }: { bins: CalibrationBin[] }) {
  const { t } = useTranslation('scores');
  const { locale } = useKit();
  const line = bins.map((bin) => `${x(bin.predicted)},${y(bin.observed)}`).join(' ');
  return (
    <div className={styles.plot}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('calibration.label')}>
        <path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} className={styles.diagonal} />
        {ticks.map((tick) => (
          <g key={tick}>
            <text x={x(tick)} y={size - edge + 16} textAnchor="middle" className={styles.tick}>
              {formatShare(tick, locale)}
            </text>
            <text x={edge - 6} y={y(tick) + 4} textAnchor="end" className={styles.tick}>
              {formatShare(tick, locale)}
            </text>
          </g>
        ))}
        <path d={`M${x(0)} ${y(1)}V${y(0)}H${x(1)}`} className={styles.axis} />
        {bins.map((bin) => (
          <path
            key={bin.low}
            d={`M${x(bin.predicted)} ${y(bin.observed_low)}V${y(bin.observed_high)}`}
            className={styles.whisker}
          />
        ))}
        <polyline points={line} className={styles.curve} />
        {bins.map((bin) => (
          <circle
            key={bin.low}
            cx={x(bin.predicted)}
            cy={y(bin.observed)}
            r={4}
            data-few={bin.leads < few || undefined}
            className={styles.dot}
          />
        ))}
        <text x={x(0.5)} y={size - 2} textAnchor="middle" className={styles.tick}>
          {t('calibration.predicted')}
        </text>
      </svg>
      <details>
        <summary>{t('calibration.table')}</summary>
        <table className={styles.figures}>
          <caption className={styles.hidden}>{t('calibration.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('calibration.predicted')}</th>
              <th scope="col">{t('calibration.observed')}</th>
              <th scope="col">{t('backtest.leads')}</th>
            </tr>
          </thead>
          <tbody>
            {bins.map((bin) => (
              <tr key={bin.low}>
                <th scope="row">{formatShare(bin.predicted, locale)}</th>
                <td>
                  {formatShare(bin.observed, locale)}{' '}
                  <small>{formatInterval(bin.observed_low, bin.observed_high, locale)}</small>
                </td>
                <td>{formatCount(bin.leads, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
