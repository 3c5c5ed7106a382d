import { toProblem, updateMe } from '@perennial/api-client';
import { Card, type Density, setAppearance, showToast, type ThemeChoice, useAppearance } from '@perennial/ui';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session/session-store';
import type { Preferences } from './preferences';
import styles from './profile.module.css';

const themes = ['light', 'dark', 'system'] as const satisfies ThemeChoice[];
const densities = ['compact', 'regular', 'roomy'] as const satisfies Density[];

/** Takes effect at once, and follows the operator to other browsers. */
export function AppearanceCard() {
  const { t } = useTranslation(['settings', 'shell', 'kit']);
  const { theme, density } = useAppearance();
  const { operator } = useSession();
  const choose = (change: Partial<Preferences>) => {
    setAppearance(change);
    const preferences = { ...operator.preferences, theme, density, ...change };
    updateMe({ body: { preferences }, throwOnError: true }).catch((error) =>
      showToast(toProblem(error).detail ?? t('settings:appearance.only_here'), { tone: 'danger' }),
    );
  };
  return (
    <Card title={t('settings:appearance.title')} summary={t('settings:appearance.summary')}>
      <div className={styles.choices}>
        <span id="choose-theme">{t('shell:theme.title')}</span>
        <Segmented
          aria-labelledby="choose-theme"
          value={theme}
          onChange={(chosen) => choose({ theme: chosen })}
          options={themes.map((value) => ({ value, label: t(`shell:theme.${value}`) }))}
        />
        <span id="choose-density">{t('kit:density.title')}</span>
        <Segmented
          aria-labelledby="choose-density"
          value={density}
          onChange={(chosen) => choose({ density: chosen })}
          options={densities.map((value) => ({ value, label: t(`kit:density.${value}`) }))}
        />
      </div>
    </Card>
  );
}
