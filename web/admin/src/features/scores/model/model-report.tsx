import type { ModelVersion } from '@perennial/api-client';
import { Card, RelativeTime, StatusTag, useKit } from '@perennial/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatShare } from '../../../shared/charts/format';
import { KeyFigures } from '../../../shared/charts/key-figures';
import { formatMeasure } from '../score-words';
import { CalibrationPlot } from './calibration-plot';
import { ImportanceList } from './importance-list';
import styles from './model.module.css';

type ModelReportViewProps = {
  version: ModelVersion;
  before: ModelVersion | undefined;
  isInUse: boolean;
  actions: ReactNode;
};

/** What a model's rolling backtest found. */
export function ModelReportView({ version, before, isInUse, actions }: ModelReportViewProps) {
  const { t } = useTranslation('scores');
  const { locale } = useKit();
  const { report } = version;
  const measure = (value: number | null | undefined) => formatMeasure(value, locale);
  const against = (value: number | null | undefined) => t('measure.rules', { value: measure(value) });
  return (
    <>
      <Card
        title={t('model.version', { number: version.number })}
        summary={
          <>
            {t('model.learned_from', { count: report.examples, won: report.won, tested: report.tested })}{' '}
            <RelativeTime at={version.trained_at} />
          </>
        }
        actions={actions}
      >
        <p className={styles.note}>
          {isInUse ? (
            <StatusTag tone="success">{t('model.in_use')}</StatusTag>
          ) : (
            <StatusTag tone={version.promoted ? 'neutral' : 'warning'}>
              {t(version.promoted ? 'model.replaced' : 'model.not_promoted')}
            </StatusTag>
          )}{' '}
          {report.not_promoted.map((why) => t(`why_not.${why}`)).join(' ')}
          {version.promoted ? t('model.promoted_text') : null}
        </p>
        <KeyFigures
          figures={[
            {
              label: t('measure.auc'),
              text: measure(report.auc),
              explanation: t('explain.auc'),
              note: against(report.rules_auc),
            },
            {
              label: t('measure.log_loss'),
              text: measure(report.log_loss),
              explanation: t('explain.log_loss'),
              note: against(report.rules_log_loss),
            },
            {
              label: t('measure.brier'),
              text: measure(report.brier),
              explanation: t('explain.brier'),
              note: t('measure.base', { value: measure(report.base_brier) }),
            },
            {
              label: t('measure.calibration_error'),
              text: measure(report.calibration_error),
              explanation: t('explain.calibration_error'),
            },
            {
              label: t('measure.slope'),
              text: formatMeasure(report.calibration_slope, locale, 2),
              explanation: t('explain.slope'),
            },
          ]}
        />
      </Card>
      <div className={styles.grid}>
        <Card title={t('calibration.title')} summary={t('calibration.summary')}>
          <CalibrationPlot bins={report.bins} />
        </Card>
        <Card title={t('lift.title')} summary={t('lift.summary')}>
          <LiftTable parts={report.lift} />
        </Card>
        {report.working ? (
          <Card
            title={t('confusion.title')}
            summary={t('confusion.summary', { threshold: formatShare(report.working.probability, locale) })}
          >
            <table className={styles.figures}>
              <caption className={styles.hidden}>{t('confusion.title')}</caption>
              <thead>
                <tr>
                  <td />
                  <th scope="col">{t('confusion.won')}</th>
                  <th scope="col">{t('confusion.lost')}</th>
                </tr>
              </thead>
              <tbody>
                <tr>
                  <th scope="row">{t('confusion.above')}</th>
                  <td>{formatCount(report.working.won_above, locale)}</td>
                  <td>{formatCount(report.working.lost_above, locale)}</td>
                </tr>
                <tr>
                  <th scope="row">{t('confusion.below')}</th>
                  <td>{formatCount(report.working.won_below, locale)}</td>
                  <td>{formatCount(report.working.lost_below, locale)}</td>
                </tr>
              </tbody>
            </table>
          </Card>
        ) : null}
        <Card title={t('importance.title')} summary={t('importance.summary')}>
          <ImportanceList importance={report.importance} before={before?.report.importance} />
        </Card>
      </div>
    </>
  );
}

function LiftTable({ parts }: { parts: ModelVersion['report']['lift'] }) {
  const { t } = useTranslation('scores');
  const { locale } = useKit();
  if (parts.length === 0) return <p className={styles.note}>{t('lift.none')}</p>;
  const most = Math.max(...parts.map(({ lift }) => lift), 1);
  return (
    <table className={styles.figures}>
      <caption className={styles.hidden}>{t('lift.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('lift.part')}</th>
          <th scope="col">{t('lift.lift')}</th>
          <th scope="col">{t('lift.gain')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the tenths are told apart by their place
          <tr key={place}>
            <th scope="row">{t('lift.tenth', { from: place * 10, to: (place + 1) * 10 })}</th>
            <td>
              <span className={styles.bar} style={{ width: `${(part.lift / most) * 64}px` }} />
              {`${formatMeasure(part.lift, locale, 1)}×`}
            </td>
            <td>{formatShare(part.gain, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
