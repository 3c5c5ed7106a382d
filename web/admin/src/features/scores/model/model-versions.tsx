import type { ModelVersion } from '@perennial/api-client';
import { Card, DateTime, StatusTag, useKit } from '@perennial/ui';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../shared/charts/format';
import { formatMeasure } from '../score-words';
import styles from './model.module.css';

type ModelVersionsProps = {
  versions: ModelVersion[];
  inUse: number | undefined;
  shown: number;
  onShow: (number: number) => void;
};

/** The models that were learned so far. */
export function ModelVersions({ versions, inUse, shown, onShow }: ModelVersionsProps) {
  const { t } = useTranslation('scores');
  const { locale } = useKit();
  return (
    <Card title={t('model.versions')}>
      <div className={styles.scroll}>
        <table className={styles.figures}>
          <caption className={styles.hidden}>{t('model.versions')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('model.number')}</th>
              <th scope="col">{t('model.trained_at')}</th>
              <th scope="col">{t('model.examples')}</th>
              <th scope="col">{t('measure.auc')}</th>
              <th scope="col">{t('measure.rules_auc')}</th>
              <th scope="col">{t('model.state')}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ number, trained_at, promoted, report }) => (
              <tr key={number} data-shown={number === shown || undefined}>
                <th scope="row">
                  <Button
                    type="link"
                    size="small"
                    aria-pressed={number === shown}
                    onClick={() => onShow(number)}
                  >
                    {t('model.version', { number })}
                  </Button>
                </th>
                <td>
                  <DateTime at={trained_at} />
                </td>
                <td>{formatCount(report.examples, locale)}</td>
                <td>{formatMeasure(report.auc, locale)}</td>
                <td>{formatMeasure(report.rules_auc, locale)}</td>
                <td>
                  {number === inUse ? (
                    <StatusTag tone="success">{t('model.in_use')}</StatusTag>
                  ) : (
                    <StatusTag tone="neutral">
                      {t(promoted ? 'model.replaced' : 'model.not_promoted')}
                    </StatusTag>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
